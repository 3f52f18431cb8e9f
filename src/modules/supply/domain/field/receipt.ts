import type { WaybillCode } from '../../contract/transport/field.ts';
import type { FieldItem } from '../../contract/field/shared.ts';
import type { refusalReasons } from '../../contract/transport/shared.ts';
import { compareCount } from '../transport/aboard.ts';

type RefusalReason = (typeof refusalReasons)[number];

/** A line as the receiving screen counts it, wherever it was learnt: from the pack, or from the paper alone. */
export interface LineToCount {
  readonly key: string;
  readonly lineNo: number;
  readonly code: string;
  /** Absent when the phone knows the item by its code alone. */
  readonly item?: FieldItem | undefined;
  readonly lotCode: string | null;
  readonly expiresOn: string | null;
  /** Null where nobody here knows: how much of it was refused and waits aboard stands on no paper. */
  readonly sent: number | null;
}

/** What was said of a line. Untouched: it is still on the truck. */
export interface Said {
  readonly good?: number | undefined;
  readonly damaged?: number | undefined;
  /** Not taken in, and why: it goes back with the truck. */
  readonly refused?: number | undefined;
  readonly refusedFor?: RefusalReason | undefined;
  readonly note?: string | undefined;
}

export const isSaid = (said: Said | undefined): boolean =>
  said?.good !== undefined || said?.damaged !== undefined || (said?.refused ?? 0) > 0;

/** Whether it says why, where something was refused. */
export const isReasoned = (said: Said | undefined): boolean => (said?.refused ?? 0) === 0 || said?.refusedFor !== undefined;

/** What of a line is missing or too much, by the same rule as the books. */
export function compareSaid(sent: number | null, { good = 0, damaged = 0, refused = 0 }: Said) {
  return compareCount({ good: sent ?? good + damaged + refused, damaged: 0 }, { good, damaged, refused });
}

/** What a delivery comes to, for the last look before it is signed. */
export function totalsOf(lines: readonly LineToCount[], said: Readonly<Record<string, Said>>) {
  const told = lines.filter((line) => isSaid(said[line.key]));
  const sum = (of: (line: LineToCount) => number) => told.reduce((total, line) => total + of(line), 0);
  return {
    told,
    untold: lines.length - told.length,
    good: sum((line) => said[line.key]!.good ?? 0),
    damaged: sum((line) => said[line.key]!.damaged ?? 0),
    refused: sum((line) => said[line.key]!.refused ?? 0),
    missing: sum((line) => compareSaid(line.sent, said[line.key]!).missing),
    extra: sum((line) => compareSaid(line.sent, said[line.key]!).extra),
  };
}

/** The lines of a waybill that this phone has never seen, with the names it knows. */
export function linesOfCode(code: WaybillCode, items: readonly FieldItem[]): LineToCount[] {
  const byCode = new Map(items.map((item) => [item.code, item]));
  return code.l.map(([lineNo, item, sent, lot]) => ({
    key: String(lineNo),
    lineNo,
    code: item,
    item: byCode.get(item),
    lotCode: lot ?? null,
    expiresOn: null,
    sent,
  }));
}

/** A count as commands take it. */
export function countOf(said: Said): { good: number; damaged: number; refused?: number; refusedFor?: RefusalReason; note?: string } {
  const note = said.note?.trim();
  const { refused = 0, refusedFor } = said;
  return {
    good: said.good ?? 0,
    damaged: said.damaged ?? 0,
    ...(refused > 0 ? { refused, ...(refusedFor ? { refusedFor } : {}) } : {}),
    ...(note ? { note } : {}),
  };
}

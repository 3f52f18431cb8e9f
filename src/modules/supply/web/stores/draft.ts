import type * as z from 'zod';
import { newId } from '#foundation/ids.ts';
import type { recordReceipt } from '../../contract/stores/receipts.ts';
import type { Owner, Pack } from '../../contract/stores/shapes.ts';
import { packedQty } from '../../domain/stores/moves.ts';

export interface DraftItem {
  readonly itemId: string;
  readonly code: string;
  readonly nameEn: string;
  readonly nameTr: string | null;
  readonly nameAr: string | null;
  readonly unit: string;
  readonly tracking: string;
  readonly packs: readonly { id: string; code: string; kind: string; smallest: number; per: number }[];
  /** Nobody has it in the catalogue: only words. */
  readonly fresh?: boolean;
}
/** A quantity, or what was typed while it is not understood. */
export type Typed = number | string | undefined;
export interface DraftLine {
  readonly key: string;
  readonly item: DraftItem;
  readonly lotId: string;
  readonly lotCode: string;
  readonly expiresOn: string;
  readonly expected: Typed;
  readonly good: Typed;
  readonly damaged: Typed;
  readonly pack?: Pack | undefined;
  readonly grantId?: string | undefined;
  readonly condition: 'good' | 'quarantine' | 'unsorted';
  readonly note: string;
}
export interface DraftCheck {
  readonly id: string;
  readonly itemId: string;
  readonly specification: string;
  readonly sampleSize: Typed;
  readonly defects: Typed;
  readonly verdict: 'conforms' | 'hold' | 'reject';
}
export interface Draft {
  readonly receiptId: string;
  readonly commandId: string;
  readonly placeId: string;
  readonly source: 'order' | 'gift' | 'unknown';
  readonly reference: string;
  readonly senderId: string;
  readonly transporterId: string;
  readonly plate: string;
  readonly waybill: string;
  readonly owner: Owner;
  readonly grantId: string;
  readonly note: string;
  readonly lines: readonly DraftLine[];
  readonly checks: readonly DraftCheck[];
  readonly photos: readonly string[];
  /** Typed from a signed note; a draft that an earlier version kept does not say. */
  readonly fromPaper?: boolean;
}

const kept = 'kervan.receipt-draft';
const keptPlace = 'kervan.receipt-place';

export function emptyDraft(): Draft {
  return {
    receiptId: newId(),
    commandId: newId(),
    placeId: localStorage.getItem(keptPlace) ?? '',
    source: 'order',
    reference: '',
    senderId: '',
    transporterId: '',
    plate: '',
    waybill: '',
    owner: 'own',
    grantId: '',
    note: '',
    lines: [],
    checks: [],
    photos: [],
  };
}

/** What was begun on this device and not sent yet. */
export function keptDraft(): Draft | null {
  try {
    const draft = JSON.parse(localStorage.getItem(kept) ?? 'null') as Draft | null;
    return draft && Array.isArray(draft.lines) ? draft : null;
  } catch {
    return null;
  }
}
export function keepDraft(draft: Draft): void {
  localStorage.setItem(kept, JSON.stringify(draft));
  if (draft.placeId) localStorage.setItem(keptPlace, draft.placeId);
}
export const dropDraft = () => localStorage.removeItem(kept);

/** A new line; a load without papers is unsorted until somebody looks into it. */
export function lineOf(
  item: DraftItem,
  more: Partial<Pick<DraftLine, 'lotCode' | 'expiresOn' | 'good' | 'pack' | 'condition'>> = {},
): DraftLine {
  return {
    key: newId(),
    item,
    lotId: newId(),
    lotCode: '',
    expiresOn: '',
    expected: undefined,
    good: undefined,
    damaged: undefined,
    condition: 'good',
    note: '',
    ...more,
  };
}

const count = (typed: Typed) => (typeof typed === 'number' ? typed : undefined);

/** What the line differs by, once something was expected. */
export function differs(line: DraftLine): { missing: number; extra: number } {
  const expected = count(line.expected);
  const arrived = (count(line.good) ?? 0) + (count(line.damaged) ?? 0);
  if (expected === undefined) return { missing: 0, extra: 0 };
  return { missing: Math.max(expected - arrived, 0), extra: Math.max(arrived - expected, 0) };
}

/** What must still be said before it can be sent: a line's key, or `place`, `lines`. */
export function faultsOf(draft: Draft): string[] {
  const faults: string[] = [];
  if (draft.placeId === '') faults.push('place');
  if (draft.lines.length === 0) faults.push('lines');
  for (const line of draft.lines) if (!isWhole(line)) faults.push(line.key);
  return faults;
}
function isWhole(line: DraftLine): boolean {
  const typed = [line.expected, line.good, line.damaged].some((value) => typeof value === 'string' && value.trim() !== '');
  const nothing = (count(line.expected) ?? 0) + (count(line.good) ?? 0) + (count(line.damaged) ?? 0) === 0;
  const lotMissing = line.item.tracking !== 'none' && line.lotCode.trim() === '' && line.condition !== 'unsorted';
  const dayWrong = line.expiresOn !== '' && !/^\d{4}-\d{2}-\d{2}$/.test(line.expiresOn);
  return !typed && !nothing && !lotMissing && !dayWrong;
}

/** The pack as long as what it came to still fits into what was counted. */
function packOf(line: DraftLine): Pack | undefined {
  const ratios = new Map(line.item.packs.map((pack) => [pack.id, pack]));
  const qty = packedQty(line.pack, ratios);
  return qty !== undefined && qty > 0 && qty <= (count(line.good) ?? 0) ? line.pack : undefined;
}

export function inputOf(draft: Draft): z.input<typeof recordReceipt.input> {
  const text = (value: string) => (value.trim() === '' ? undefined : value.trim());
  return {
    receiptId: draft.receiptId,
    placeId: draft.placeId,
    source: draft.source,
    reference: text(draft.reference),
    senderId: text(draft.senderId),
    transporterId: text(draft.transporterId),
    plate: text(draft.plate),
    waybill: text(draft.waybill),
    owner: draft.owner,
    note: text(draft.note),
    photos: [...draft.photos],
    fromPaper: draft.fromPaper ?? false,
    lines: draft.lines.map((line) => ({
      itemId: line.item.itemId,
      ...(line.item.fresh ? { newItem: { name: line.item.nameEn, unit: line.item.unit as 'box' } } : {}),
      ...(line.lotCode.trim() && line.item.tracking !== 'none'
        ? { lot: { id: line.lotId, code: line.lotCode.trim(), ...(line.expiresOn ? { expiresOn: line.expiresOn } : {}) } }
        : {}),
      grantId: line.grantId ?? text(draft.grantId),
      pack: packOf(line),
      expected: draft.source === 'unknown' ? undefined : count(line.expected),
      good: count(line.good) ?? 0,
      damaged: count(line.damaged) ?? 0,
      condition: line.condition,
      note: text(line.note),
    })),
    checks: draft.checks
      .filter((check) => check.specification.trim() !== '' && typeof check.sampleSize === 'number')
      .map((check) => ({
        id: check.id,
        itemId: check.itemId,
        specification: check.specification.trim(),
        sampleSize: check.sampleSize as number,
        defects: count(check.defects) ?? 0,
        verdict: check.verdict,
      })),
  };
}

import type * as z from 'zod';
import type { CommandContext } from '#foundation/pipeline/context.ts';
import type { Move } from '#kernel/goods/contract/moves.ts';
import type { recordDelivery } from '../../contract/transport/deliveries.ts';
import { transportProblems } from '../../contract/transport/problems.ts';
import { compareCount, isCountedOut, knownAboard } from '../../domain/transport/aboard.ts';
import { firstOf, nearestOf, refusedAboard } from '../../domain/transport/accounts.ts';
import { outside, stockAt } from '../../domain/transport/moves.ts';
import type { Goods } from '../../domain/transport/moves.ts';
import { unload } from '../../domain/transport/unload.ts';
import type { AboardLine, LineWrite } from '../../domain/transport/unload.ts';
import { caseLine } from './cases.ts';
import type { CaseLineWrite } from './cases.repo.ts';
import { findOtherLines, listAccounts } from './deliveries.repo.ts';
import type { AccountFound, DeliveryLineWrite } from './deliveries.repo.ts';
import { aboardLines, getLegLocked, goodsOf } from './facts.ts';
import type { LegFound } from './legs.repo.ts';

export type Input = z.output<typeof recordDelivery.input>;
type Count = ReturnType<typeof mergedCounts>[number];

/** One account of what came off a truck, beside what was told of it before. */
export interface Account {
  readonly leg: LegFound;
  readonly input: Input;
  readonly lines: readonly AboardLine[];
  readonly accounts: readonly AccountFound[];
  readonly counts: readonly Count[];
  /** Lines of which an account moved the goods. */
  readonly told: ReadonlySet<string>;
  /** Of those, the ones of which all came back before their delivery was told. */
  readonly late: ReadonlySet<string>;
  readonly fresh: readonly Count[];
  readonly again: readonly Count[];
}

export async function readAccount(ctx: CommandContext, input: Input): Promise<Account> {
  const { legId } = input;
  const leg = await getLegLocked(ctx, legId);
  // Each account has told the truck so: where nothing was told there is none to be read.
  const isTold = leg.facts.some(({ kind }) => kind === 'received' || kind === 'returned');
  const accounts = isTold ? await listAccounts.all(ctx.tx, { legId }) : [];
  const lines = await linesHere(ctx, leg, input);
  const counts = mergedCounts(input.lines);
  const told = toldBefore(accounts, lines, input);
  const fresh = counts.filter((row) => !told.has(row.lineId));
  const late = new Set(counts.filter((row) => told.has(row.lineId) && onlyReturned(accounts, row.lineId, input)).map((row) => row.lineId));
  const again = counts.filter((row) => told.has(row.lineId) && !late.has(row.lineId));
  return { leg, input, lines, accounts, counts, told, late, fresh, again };
}

/** What moves by it, and what does not fit. */
export function unloadOf({ leg, input, lines, accounts, counts, late, fresh }: Account) {
  const at = {
    legId: leg.id,
    truck: leg.truckPlaceId,
    place: input.placeId,
    ...(input.returned ? { condition: 'returned' as const } : {}),
  };
  // Of a load that came back in part before anybody told of its delivery, what was delivered stands in dispute as missing.
  const found = counts.filter((row) => late.has(row.lineId)).map((row) => ({ ...row, refused: 0 }));
  const waits = new Map(lines.map((line) => [line.lineId, refusedAboard(accounts, line)]));
  return unload(at, lines, [...fresh.map((row) => ({ ...row, waits: waits.get(row.lineId)! })), ...found]);
}

/**
 * Lines of which an account moved the goods. What was refused then is still to be counted: where it comes back to, at another
 * place, or where it is taken in after all.
 */
function toldBefore(accounts: readonly AccountFound[], lines: readonly AboardLine[], input: Input): ReadonlySet<string> {
  const booked = accounts.filter((row) => row.posted);
  const waits = new Set(lines.filter((line) => refusedAboard(accounts, line) > 0).map((line) => line.lineId));
  const elsewhere = (lineId: string) => booked.findLast((row) => row.lineId === lineId)!.placeId !== input.placeId;
  const ids = booked.map((row) => row.lineId);
  return new Set(ids.filter((id) => !(waits.has(id) && (input.ofRefused || input.returned || elsewhere(id)))));
}

/** All that is booked of a line came back, and this account tells of the delivery before. */
const onlyReturned = (accounts: readonly AccountFound[], lineId: string, input: Input): boolean =>
  !input.returned && accounts.filter((row) => row.posted && row.lineId === lineId).every((row) => row.kind === 'return');

/** One count a line: pallets of it that were counted apart are added up. */
function mergedCounts(lines: Input['lines']) {
  return [...Map.groupBy(lines, (line) => line.lineId)].map(([lineId, rows]) => ({
    lineId,
    good: rows.reduce((sum, row) => sum + row.good, 0),
    damaged: rows.reduce((sum, row) => sum + row.damaged, 0),
    refused: rows.reduce((sum, row) => sum + row.refused, 0),
    refusedFor: rows.find((row) => row.refused > 0)?.refusedFor ?? null,
    note:
      rows
        .map((row) => row.note ?? '')
        .filter(Boolean)
        .join(' / ') || null,
  }));
}

/** The truck's lines, with those of the shipment that it brought although nobody had given them to it. */
async function linesHere(ctx: CommandContext, leg: LegFound, input: Input): Promise<AboardLine[]> {
  const lines = aboardLines(leg);
  const known = new Set(lines.map((line) => line.lineId));
  const ids = input.lines.map((line) => line.lineId).filter((id) => !known.has(id));
  if (ids.length === 0) return lines;
  const others = await findOtherLines.all(ctx.tx, { shipmentId: leg.shipmentId, ids });
  const found = new Set(others.map((row) => row.lineId));
  const stranger = ids.find((id) => !found.has(id));
  if (stranger) throw transportProblems.problem('line-not-found', { line: stranger });
  const empty = { planned: 0, loaded: null, offGood: 0, offDamaged: 0, damaged: 0, lost: 0 };
  return [...lines, ...others.map((row): AboardLine => ({ lineId: row.lineId, ...empty, goods: goodsOf(row as never) }))];
}

/** Goods on no waybill come out of dispute, and open it: somebody misses them. */
export function strangersOf(leg: LegFound, input: Input) {
  const rows = input.strangers.map((row) => {
    const goods: Goods = { item: row.itemId, lot: row.lotId, condition: 'good', owner: 'unknown' };
    return { goods, qty: row.qty, condition: row.damaged ? ('damaged' as const) : ('good' as const) };
  });
  const moves: Move[] = rows.map(({ goods, qty, condition }) => ({
    from: outside('in-dispute', goods, leg.truckPlaceId),
    to: stockAt(goods, input.placeId, condition),
    qty,
  }));
  const cases = (ctx: CommandContext): CaseLineWrite[] =>
    rows.map(({ goods, qty }) => caseLine(ctx, { kind: 'extra', lineId: null, goods, place: leg.truckPlaceId, qty }));
  return { moves, cases };
}

/** What the delivery says of each line. */
export function rowsOf({ lines, counts, told, late, accounts, input }: Account): DeliveryLineWrite[] {
  const byId = new Map(lines.map((line) => [line.lineId, line]));
  return [
    ...counts.map((count, at): DeliveryLineWrite => {
      const line = byId.get(count.lineId)!;
      const posted = !told.has(count.lineId) || late.has(count.lineId);
      // A later account is measured by what was aboard when the one that it speaks against was given.
      const first = late.has(count.lineId)
        ? firstOf(accounts, count.lineId, input.placeId)
        : posted
          ? undefined
          : nearestOf(accounts, count, input.placeId);
      const before = first ? { good: first.sent, damaged: 0 } : knownAboard(line, refusedAboard(accounts, line));
      return {
        line_no: at + 1,
        line_id: count.lineId,
        item_id: line.goods.item,
        lot_id: line.goods.lot ?? null,
        ...compareCount(before, count),
        refused_for: count.refused > 0 ? (count.refusedFor ?? 'other') : null,
        posted,
        note: count.note,
      };
    }),
    ...input.strangers.map((row, at) => strangerRow(row, counts.length + at + 1)),
  ];
}

const strangerRow = (row: Input['strangers'][number], lineNo: number): DeliveryLineWrite => ({
  line_no: lineNo,
  line_id: null,
  item_id: row.itemId,
  lot_id: row.lotId ?? null,
  sent: 0,
  good: row.damaged ? 0 : row.qty,
  damaged: row.damaged ? row.qty : 0,
  missing: 0,
  extra: row.qty,
  refused: 0,
  refused_for: null,
  posted: true,
  note: row.note ?? null,
});

/** Whether each line that should be aboard has been counted, and nothing of it was refused. */
export function finishedBy({ lines, accounts, fresh }: Account, writes: readonly LineWrite[]): boolean {
  const counted = new Set(accounts.filter((row) => row.posted).map((row) => row.lineId));
  const now = new Map(fresh.map((row) => [row.lineId, row.refused]));
  const after = new Map(writes.map((row) => [row.lineId, row]));
  const rows = lines.map((line) => ({ ...line, ...after.get(line.lineId) }));
  return isCountedOut(rows, (line) => {
    const refused = now.get(line.lineId);
    return refused === undefined
      ? { counted: counted.has(line.lineId), refused: refusedAboard(accounts, line) }
      : { counted: true, refused };
  });
}

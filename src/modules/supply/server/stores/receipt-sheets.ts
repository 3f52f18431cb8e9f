import { fold } from '#foundation/fold.ts';
import type { ImportFile, ImportHandler, ImportRow, JudgedRow } from '#foundation/import.ts';
import { handle } from '#foundation/pipeline/context.ts';
import type { RequestContext } from '#foundation/pipeline/context.ts';
import type * as z from 'zod';
import { importReceipts, receiptsImport } from '../../contract/stores/receipt-sheets.ts';
import { storeProblems } from '../../contract/stores/problems.ts';
import { listPositions } from './opening.repo.ts';
import { listReceivedElsewhere, lockSheets, nameSheet } from './receipt-sheets.repo.ts';
import { keepReceipt } from './receipts.ts';
import { positionOf } from './shared.ts';
import { faultsOf, goodsOf, idFrom, knownOf, lotOf, text } from './sheet-codes.ts';
import type { Known, Values } from './sheet-codes.ts';

type Row = z.output<typeof importReceipts.input>['rows'][number];

/** What was received comes by sheets: rows of one waybill and place are one receipt. */
export const importsReceipts: ImportHandler = {
  def: receiptsImport,
  chunk: 1000,
  keyOf: (values) =>
    text(values, 'waybill') && text(values, 'item')
      ? ['waybill', 'place', 'item', 'lot', 'grant', 'condition', 'owner'].map((key) => fold(text(values, key) ?? '')).join('|')
      : null,
  judge,
  command: (rows) => ({ def: importReceipts as never, input: { rows: rows.map((row) => row.ready) } }),
};

async function judge(ctx: RequestContext, file: ImportFile, rows: readonly ImportRow[]): Promise<JudgedRow[]> {
  const known = await knownOf(ctx, rows, ['owner', 'sender']);
  const judged = rows.map((row) => judgeRow(ctx, file, row, known));
  const ready = judged.flatMap((row) => (row.ready ? [row.ready as unknown as Row] : []));
  const elsewhere = new Map((await receivedElsewhere(ctx, ready)).map((row) => [keyOf(row.place_id, row.waybill), row.number]));
  return judged.map((row): JudgedRow => {
    const { placeId, waybill } = (row.ready ?? {}) as Partial<Row>;
    const number = placeId && waybill ? elsewhere.get(keyOf(placeId, waybill)) : undefined;
    if (number === undefined) return row;
    const figures = { waybill: waybill!, number };
    return { row: row.row, faults: [...row.faults, { column: 'waybill', code: 'supply.waybill-received', figures }] };
  });
}

const keyOf = (placeId: string, waybill: string) => `${placeId} ${waybill}`;

async function receivedElsewhere(ctx: RequestContext, rows: readonly Row[]) {
  const trucks = [...new Map(rows.map((row) => [keyOf(row.placeId, row.waybill), row])).values()];
  if (trucks.length === 0) return [];
  const [places, waybills] = [trucks.map((row) => row.placeId), trucks.map((row) => row.waybill)];
  return listReceivedElsewhere.all(ctx.tx, { places, waybills, sheetId: trucks[0]!.sheetId });
}

function judgeRow(ctx: RequestContext, file: ImportFile, { row, values }: ImportRow, known: Known): JudgedRow {
  const { faults, fault } = faultsOf();
  const { place, item, grant, pack, owner, lot } = goodsOf(ctx, importReceipts.name, values, { known, fault });
  const said = text(values, 'sender')?.toLowerCase();
  const sender = said === undefined ? undefined : known.owners.get(said);
  const senderId = sender && !['own', 'government', 'unknown'].includes(sender) ? sender : undefined;
  if (said !== undefined && senderId === undefined) fault('sender', 'opening-owner-unknown', { owner: text(values, 'sender')! });
  const condition = text(values, 'condition') ?? 'good';
  if (item && item.tracking !== 'none' && lot === undefined && condition !== 'unsorted')
    fault('lot', 'opening-lot-missing', { item: item.code });
  const counts = countsOf(values, pack);
  for (const { column, figures } of counts.odd) faults.push({ column, code: 'quantity.not-whole', figures });
  if (faults.length > 0 || !place || !item || counts.good === undefined || text(values, 'waybill') === undefined) return { row, faults };
  if ((counts.expected ?? 0) + counts.good + (counts.damaged ?? 0) === 0)
    return { row, faults: [{ column: 'good', code: 'supply.nothing-counted' }] };
  const line = {
    itemId: item.id,
    ...(lot !== undefined && item.tracking !== 'none' ? { lot: lotOf(file, item.id, lot, values) } : {}),
    ...(grant ? { grantId: grant } : {}),
    ...(owner ? { owner } : {}),
    ...(pack && counts.good > 0 ? { pack: { packId: pack.id, count: values['good'] as number } } : {}),
    ...(counts.expected === undefined ? {} : { expected: counts.expected }),
    good: counts.good,
    damaged: counts.damaged ?? 0,
    condition,
    ...(text(values, 'note') ? { note: text(values, 'note')! } : {}),
  };
  const head = Object.entries({ reference: text(values, 'reference'), senderId, plate: text(values, 'plate') });
  const ready = {
    sheetId: file.id,
    row,
    placeId: place.id,
    waybill: text(values, 'waybill')!.trim(),
    source: text(values, 'source') ?? 'order',
    ...Object.fromEntries(head.filter(([, value]) => value !== undefined)),
    line,
  };
  return { row, faults, effect: 'new', ready };
}

/** The quantities of a row in smallest units; `odd` are those that a pack does not come to whole. */
function countsOf(values: Values, pack: { code: string; smallest: number; per: number } | undefined) {
  const odd: { column: string; figures: { count: string; unit: string } }[] = [];
  const [expected, good, damaged] = ['expected', 'good', 'damaged'].map((column) => {
    const count = values[column] as number | undefined;
    const qty = count === undefined || !pack ? count : (count * pack.smallest) / pack.per;
    if (qty !== undefined && !Number.isSafeInteger(qty)) odd.push({ column, figures: { count: String(count), unit: pack!.code } });
    return qty;
  });
  return { expected, good, damaged, odd };
}

export const handleImportReceipts = handle(importReceipts, async (ctx, { rows }) => {
  const places = await listPositions.all(ctx.tx, { ids: [...new Set(rows.map((row) => row.placeId))] });
  const beyond = places.find((place) => !ctx.can(importReceipts.name, positionOf(place)));
  if (beyond) throw storeProblems.problem('opening-out-of-reach', { place: beyond.code });
  // Two sheets may have been checked before either was applied.
  await lockSheets.run(ctx.tx, {});
  const [twice] = await receivedElsewhere(ctx, rows);
  if (twice) throw storeProblems.problem('waybill-received', { waybill: twice.waybill, number: twice.number });
  const receipts = [];
  for (const [, of] of Map.groupBy(rows, (row) => keyOf(row.placeId, row.waybill))) {
    const { placeId, waybill, source, reference, senderId, plate, sheetId, row } = of[0]!;
    const id = idFrom(`${sheetId} ${placeId} ${waybill} ${row}`);
    const head = { receiptId: id, placeId, waybill, source, reference, senderId, plate, owner: 'own' as const };
    receipts.push({
      id,
      ...(await keepReceipt(ctx, { ...head, lines: of.map((one) => one.line), checks: [], photos: [], fromPaper: false })),
    });
  }
  await nameSheet.run(ctx.tx, { ids: receipts.map((receipt) => receipt.id), sheetId: rows[0]!.sheetId });
  return { receipts };
});

import { fold } from '#foundation/fold.ts';
import type { ImportFile, ImportHandler, ImportRow, JudgedRow } from '#foundation/import.ts';
import { handle } from '#foundation/pipeline/context.ts';
import type { RequestContext } from '#foundation/pipeline/context.ts';
import type { StockAt } from '#kernel/goods/contract/moves.ts';
import { postGoods } from '#kernel/goods/server/index.ts';
import { enterOpeningStock, openingImport } from '../../contract/stores/opening.ts';
import { storeProblems } from '../../contract/stores/problems.ts';
import { movesOf, outsideOf } from '../../domain/stores/moves.ts';
import { findLotIds, listOpened, listPositions, lockOpening } from './opening.repo.ts';
import { lotsOf } from './receipts.ts';
import { positionOf, ratiosOf } from './shared.ts';
import { faultsOf, goodsOf, knownOf, lotOf, text } from './sheet-codes.ts';
import type { Known } from './sheet-codes.ts';

/** Opening stock comes by sheets: a command for each thousand rows, one document each. */
export const importsOpening: ImportHandler = {
  def: openingImport,
  chunk: 1000,
  keyOf: (values) =>
    text(values, 'place') && text(values, 'item')
      ? ['place', 'item', 'lot', 'grant', 'condition', 'owner'].map((key) => fold(text(values, key) ?? '')).join('|')
      : null,
  judge,
  command: (rows, file) => ({ def: enterOpeningStock as never, input: { source: file.name, lines: rows.map((row) => row.ready) } }),
};

async function judge(ctx: RequestContext, file: ImportFile, rows: readonly ImportRow[]): Promise<JudgedRow[]> {
  const known = await knownOf(ctx, rows, ['owner']);
  return refuseSecond(
    ctx,
    rows.map((row) => judgeRow(ctx, file, row, known)),
  );
}

function judgeRow(ctx: RequestContext, file: ImportFile, { row, values }: ImportRow, known: Known): JudgedRow {
  const { faults, fault } = faultsOf();
  const { place, item, grant, pack, owner, lot } = goodsOf(ctx, enterOpeningStock.name, values, { known, fault });
  if (item && item.tracking !== 'none' && lot === undefined) fault('lot', 'opening-lot-missing', { item: item.code });
  const complete = place && item && values['qty'] !== undefined;
  if (faults.length > 0 || !complete) return { row, faults };
  const count = values['qty'] as number;
  const packed = pack ? (count * pack.smallest) / pack.per : count;
  if (!Number.isSafeInteger(packed))
    return { row, faults: [{ column: 'qty', code: 'quantity.not-whole', figures: { count: String(count), unit: pack!.code } }] };
  const keeps = item.tracking !== 'none' && lot !== undefined;
  const ready = {
    placeId: place.id,
    itemId: item.id,
    ...(keeps ? { lot: lotOf(file, item.id, lot, values) } : {}),
    ...(grant ? { grantId: grant } : {}),
    condition: text(values, 'condition') ?? 'good',
    owner: owner ?? 'own',
    qty: packed,
    ...(pack ? { pack: { packId: pack.id, count } } : {}),
  };
  return { row, faults, effect: 'new', ready };
}

/** A bucket's key, as the ledger writes it. */
const keyOf = (at: {
  item: string;
  place: string;
  condition: string;
  owner: string;
  lot?: string | undefined;
  grant?: string | undefined;
}) => ['goods', '', at.item, at.lot ?? '', at.place, at.grant ?? '', at.condition, at.owner].join('|');

/** What was opened once is not opened again: a sheet sent twice adds nothing. */
async function refuseSecond(ctx: RequestContext, judged: readonly JudgedRow[]): Promise<JudgedRow[]> {
  const lots = judged.flatMap((row) => (row.ready?.['lot'] ? [row.ready as { itemId: string; lot: { code: string } }] : []));
  const folded = (code: string) => fold(code).replaceAll(' ', '') || code;
  const ids = new Map(
    (
      await findLotIds.all(ctx.tx, {
        items: lots.map((row) => row.itemId),
        keys: lots.map((row) => folded(row.lot.code)),
      })
    ).map((row) => [`${row.item_id} ${row.code_key}`, row.id]),
  );
  const keys = judged.map((row) => {
    const ready = row.ready as
      | { itemId: string; placeId: string; lot?: { code: string }; grantId?: string; condition: string; owner: string }
      | undefined;
    if (!ready) return null;
    const lot = ready.lot ? ids.get(`${ready.itemId} ${folded(ready.lot.code)}`) : '';
    return lot === undefined
      ? null
      : keyOf({ item: ready.itemId, place: ready.placeId, condition: ready.condition, owner: ready.owner, lot, grant: ready.grantId });
  });
  const asked = keys.filter((key): key is string => key !== null);
  const opened = new Set(asked.length > 0 ? (await listOpened.all(ctx.tx, { keys: asked })).map((row) => row.key) : []);
  return judged.map((row, index): JudgedRow => {
    const key = keys[index];
    return key && opened.has(key) ? { row: row.row, faults: [...row.faults, { column: null, code: 'supply.opening-exists' }] } : row;
  });
}

export const handleEnterOpening = handle(enterOpeningStock, async (ctx, input) => {
  const places = await listPositions.all(ctx.tx, { ids: [...new Set(input.lines.map((line) => line.placeId))] });
  const beyond = places.find((place) => !ctx.can(enterOpeningStock.name, positionOf(place)));
  if (beyond) throw storeProblems.problem('opening-out-of-reach', { place: beyond.code });
  const lots = await lotsOf(ctx, input.lines, {});
  const ratios = await ratiosOf(
    ctx,
    input.lines.map((line) => line.pack),
  );
  const stock = input.lines.map((line, index): StockAt => {
    const lot = lots[index];
    return {
      item: line.itemId,
      place: line.placeId,
      condition: line.condition,
      owner: line.owner,
      ...(lot ? { lot } : {}),
      ...(line.grantId ? { grant: line.grantId } : {}),
    };
  });
  // Two sheets may have been checked before either was applied.
  await lockOpening.run(ctx.tx, {});
  if ((await listOpened.all(ctx.tx, { keys: stock.map(keyOf) })).length > 0) throw storeProblems.problem('opening-exists');
  const moves = input.lines.flatMap((line, index) =>
    movesOf(outsideOf('opening', stock[index]!), stock[index]!, line.qty, line.pack ? { pack: line.pack, ratios } : undefined),
  );
  await postGoods(ctx, { documentId: ctx.command.id, kind: 'opening', moves });
  return { documents: 1 };
});

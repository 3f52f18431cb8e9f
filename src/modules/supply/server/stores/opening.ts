import { createHash } from 'node:crypto';
import { fold } from '#foundation/fold.ts';
import { newId } from '#foundation/ids.ts';
import type { ImportFile, ImportHandler, ImportRow, JudgedRow, RowFault } from '#foundation/import.ts';
import { minorDigits, isCurrency } from '#foundation/money.ts';
import { handle } from '#foundation/pipeline/context.ts';
import type { RequestContext } from '#foundation/pipeline/context.ts';
import type { StockAt } from '#kernel/goods/contract/moves.ts';
import { postGoods } from '#kernel/goods/server/index.ts';
import { enterOpeningStock, openingImport } from '../../contract/stores/opening.ts';
import { storeProblems } from '../../contract/stores/problems.ts';
import { movesOf, outsideOf } from '../../domain/stores/moves.ts';
import { findCodes, findLotIds, listOpened, listPositions, lockOpening } from './opening.repo.ts';
import type { CodesFound } from './opening.repo.ts';
import { lotsOf } from './receipts.ts';
import { positionOf, ratiosOf } from './shared.ts';

type Values = Readonly<Record<string, unknown>>;
const text = (values: Values, key: string) => values[key] as string | undefined;
const upper = (values: Values, key: string) => text(values, key)?.toUpperCase();

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

interface Known {
  readonly places: ReadonlyMap<string, CodesFound['places'][number]>;
  readonly items: ReadonlyMap<string, CodesFound['items'][number]>;
  readonly grants: ReadonlyMap<string, string>;
  readonly owners: ReadonlyMap<string, string>;
}

async function judge(ctx: RequestContext, file: ImportFile, rows: readonly ImportRow[]): Promise<JudgedRow[]> {
  const all = (key: string, of = upper) => [...new Set(rows.flatMap(({ values }) => of(values, key) ?? []))];
  const lower = (values: Values, key: string) => text(values, key)?.toLowerCase();
  const found = await findCodes.one(ctx.tx, {
    places: all('place'),
    items: all('item'),
    grants: all('grant'),
    owners: all('owner', lower),
  });
  const known: Known = {
    places: new Map(found.places.map((row) => [row.code, row])),
    items: new Map(found.items.map((row) => [row.code, row])),
    grants: new Map(found.grants.map((row) => [row.code, row.id])),
    owners: new Map([
      ...found.owners.map((row) => [row.key, row.id] as const),
      ['own', 'own'],
      ['government', 'government'],
      ['unknown', 'unknown'],
    ]),
  };
  const judged = rows.map((row) => judgeRow(ctx, file, row, known));
  return refuseSecond(ctx, judged);
}

function judgeRow(ctx: RequestContext, file: ImportFile, { row, values }: ImportRow, known: Known): JudgedRow {
  const faults: RowFault[] = [];
  const fault = (column: string, code: string, figures?: RowFault['figures']) =>
    faults.push({ column, code: `supply.${code}`, ...(figures ? { figures } : {}) });
  const place = known.places.get(upper(values, 'place') ?? '');
  const item = known.items.get(upper(values, 'item') ?? '');
  const [grantCode, owner, lot, packCode] = [
    upper(values, 'grant'),
    text(values, 'owner')?.toLowerCase(),
    text(values, 'lot'),
    upper(values, 'pack'),
  ];
  const grant = grantCode === undefined ? undefined : known.grants.get(grantCode);
  const pack = packCode === undefined ? undefined : item?.packs.find((one) => one.code === packCode);
  if (text(values, 'place') && place?.status !== 'open') fault('place', 'opening-place-unknown', { place: text(values, 'place')! });
  if (place && !ctx.can(enterOpeningStock.name, positionOf({ areas: place.areas, site_id: place.site, org_id: place.org })))
    fault('place', 'opening-out-of-reach', { place: place.code });
  if (text(values, 'item') && !item) fault('item', 'opening-item-unknown', { item: text(values, 'item')! });
  if (grantCode !== undefined && grant === undefined) fault('grant', 'opening-grant-unknown', { grant: grantCode });
  if (owner !== undefined && !known.owners.has(owner)) fault('owner', 'opening-owner-unknown', { owner });
  if (packCode !== undefined && item && !pack) fault('pack', 'opening-pack-unknown', { pack: packCode });
  if (item && item.tracking !== 'none' && lot === undefined) fault('lot', 'opening-lot-missing', { item: item.code });
  const complete = place && item && values['qty'] !== undefined;
  if (faults.length > 0 || !complete) return { row, faults };
  const count = values['qty'] as number;
  const packed = pack ? (count * pack.smallest) / pack.per : count;
  if (!Number.isSafeInteger(packed))
    return { row, faults: [{ column: 'qty', code: 'quantity.not-whole', figures: { count: String(count), unit: packCode! } }] };
  const keeps = item.tracking !== 'none' && lot !== undefined;
  const ready = {
    placeId: place.id,
    itemId: item.id,
    ...(keeps ? { lot: lotOf(file, item.id, lot, values) } : {}),
    ...(grant ? { grantId: grant } : {}),
    condition: text(values, 'condition') ?? 'good',
    owner: known.owners.get(owner ?? 'own')!,
    qty: packed,
    ...(pack ? { pack: { packId: pack.id, count } } : {}),
  };
  return { row, faults, effect: 'new', ready };
}

/** The lot as the sheet names it; its id follows from the file, so that a chunk sent again names the same. */
function lotOf(file: ImportFile, itemId: string, code: string, values: Values) {
  const digest = createHash('sha256')
    .update(`${file.id} ${itemId} ${fold(code)}`)
    .digest();
  const currency = upper(values, 'currency');
  const cost = values['unitCost'] as number | undefined;
  const priced = cost !== undefined && currency !== undefined && isCurrency(currency);
  return {
    id: newId(Date.parse('2020-01-01T00:00:00Z'), (count) => digest.subarray(0, count)),
    code,
    ...(text(values, 'expiresOn') ? { expiresOn: text(values, 'expiresOn')! } : {}),
    ...(priced ? { unitCost: { minor: Math.round(cost * 10 ** minorDigits(currency)), currency } } : {}),
  };
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

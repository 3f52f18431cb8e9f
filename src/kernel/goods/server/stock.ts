import { fold } from '#foundation/fold.ts';
import { languages, messages } from '#foundation/i18n/server.ts';
import { answer } from '#foundation/pipeline/context.ts';
import type { RequestContext } from '#foundation/pipeline/context.ts';
import { dayIn } from '#foundation/time.ts';
import { problems } from '../contract/problems.ts';
import type { Condition } from '../contract/shared.ts';
import { listStock, seeTrucks } from '../contract/stock.ts';
import type { AgeBand } from '../contract/stock.ts';
import { placeReach } from './stock-places.ts';
import { listStockRows } from './stock.repo.ts';
import type { StockFound } from './stock.repo.ts';

/** Whose money goods are is for those who read grants. */
export const mayGrants = (ctx: RequestContext): boolean => ctx.can('orgs.list-grants');

const daysBefore = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10);

export const answerListStock = answer(listStock, async (ctx, input) => {
  const today = dayIn(ctx.mission.timeZone, ctx.now);
  if (input.asOf && input.asOf > today) throw problems.problem('day-too-late', { day: input.asOf });
  const grants = mayGrants(ctx);
  const dims = input.groupBy.filter((dim) => dim !== 'grant' || grants);
  const key = input.search ? fold(input.search) : '';
  const rows = await listStockRows.all(ctx.tx, {
    reach: ctx.reach(listStock.name, placeReach),
    trucks: ctx.can(seeTrucks.name),
    dims: [...new Set(dims.length === 0 ? (['item'] as const) : dims)],
    asOf: input.asOf === today ? null : (input.asOf ?? null),
    today,
    place: input.place ?? null,
    item: input.item ?? null,
    family: input.family ?? null,
    lot: input.lot ?? null,
    grant: grants ? (input.grant ?? null) : null,
    owner: input.owner ?? null,
    conditions: input.conditions ?? null,
    key: key === '' ? null : key,
    expiringBy: input.expiringBy ?? null,
    receivedBy: input.minAgeDays === undefined ? null : daysBefore(input.asOf ?? today, input.minAgeDays),
    sort: input.sort,
    limit: input.limit,
    offset: input.offset,
  });
  const first = rows[0];
  return {
    total: first?.total ?? 0,
    rows: rows.map(shown),
    totals: {
      qty: first?.all_qty ?? null,
      unit: first?.all_unit ?? null,
      weightKg: kilos(first?.all_weight ?? 0),
      volumeM3: cubic(first?.all_volume ?? 0),
      measured: first?.all_measured ?? true,
    },
  };
});

const kilos = (grams: number): number => Math.round(grams) / 1000;
const cubic = (cm3: number): number => Math.round(cm3 / 100) / 10_000;

function shown(row: StockFound) {
  return {
    key: [row.item, row.lot, row.place ?? row.on_road, row.root, row.grant_id, row.condition, row.owner, row.family, row.age].join('|'),
    itemId: row.item,
    itemCode: row.item_code,
    itemNames: row.item_names ?? {},
    family: row.family,
    familyNames: row.family_names ?? {},
    lotId: row.lot,
    lotCode: row.lot_code,
    expiresOn: row.expires_on,
    placeId: row.place,
    placeCode: row.place_code,
    placeNames: row.place_names ?? {},
    onRoad: row.on_road ?? false,
    rootId: row.root,
    rootCode: row.root_code,
    rootNames: row.root_names ?? {},
    grantId: row.grant_id,
    grantCode: row.grant_code,
    condition: row.condition as Condition | null,
    owner: row.owner,
    ownerNames: ownerNames(row.owner, row.owner_names),
    age: row.age as AgeBand | null,
    receivedOn: row.received_on,
    items: row.items,
    unit: row.unit,
    qty: row.qty,
    reserved: row.reserved,
    free: row.qty === null || row.reserved === null ? null : row.qty - row.reserved,
    weightKg: kilos(row.weight_g ?? 0),
    volumeM3: cubic(row.volume_cm3 ?? 0),
    measured: row.measured,
  };
}

/** An owner by name: what is nobody's organisation has words of its own. */
export function ownerNames(owner: string | null, names: Record<string, string> | null): Record<string, string> {
  if (owner === null || (names && Object.keys(names).length > 0)) return names ?? {};
  return Object.fromEntries(languages.map((language) => [language, messages(language)[`goods.owner-${owner}`] ?? owner]));
}

import type { RequestContext } from '#foundation/pipeline/context.ts';
import { itemsOf, listFree } from '#kernel/goods/server/index.ts';
import type { FreeStock } from '#kernel/goods/server/index.ts';
import type { GrantRule, Need, Stock } from '../../domain/requests/rules.ts';
import { mayAllocate, backOrderOf } from '../../domain/requests/states.ts';
import type { LineFound, RequestFound } from './requests.repo.ts';
import { listGrantRules, listKept, listPlaceKinds } from './stock.repo.ts';

export interface Store {
  readonly stock: readonly Stock[];
  readonly grants: readonly GrantRule[];
  /** The same buckets as the goods book names them. */
  readonly at: ReadonlyMap<number, FreeStock['at']>;
}

/** Stock of items in a store, in every condition, with the agreements it was bought under. */
export async function loadStore(ctx: RequestContext, placeId: string, items: readonly string[]): Promise<Store> {
  const rows = await listFree(ctx, { items: [...new Set(items)], under: placeId, conditions: null });
  const places = [...new Set(rows.map((row) => row.at.place))];
  const kinds = new Map((await listPlaceKinds.all(ctx.tx, { ids: places })).map((place) => [place.id, place.kind]));
  const grants = await listGrantRules.all(ctx.tx, { ids: [...new Set(rows.flatMap((row) => row.at.grant ?? []))] });
  const kept = new Map((await listKept.all(ctx.tx, { buckets: rows.map((row) => row.bucketId) })).map((row) => [row.bucketId, row.qty]));
  const known = await itemsOf(ctx, [...new Set(rows.map((row) => row.at.item))]);
  const stock = rows.map((row): Stock => ({
    bucketId: row.bucketId,
    item: row.at.item,
    itemCode: known.get(row.at.item)?.code ?? '…',
    lot: row.at.lot ?? null,
    lotCode: row.lotCode,
    place: row.at.place,
    placeCode: row.placeCode,
    placeKind: kinds.get(row.at.place)!,
    grant: row.at.grant ?? null,
    condition: row.at.condition,
    owner: row.at.owner,
    free: row.free,
    reserved: row.reserved,
    kept: kept.get(row.bucketId) ?? 0,
    expiresOn: row.expiresOn,
    receivedOn: row.receivedOn,
  }));
  return { stock, grants, at: new Map(rows.map((row) => [row.bucketId, row.at])) };
}

/** What lines still want, in the order in which their requests are served. */
export function needsOf(requests: readonly RequestFound[], lines: readonly LineFound[]): Need[] {
  return requests
    .filter((request) => mayAllocate(request.state))
    .flatMap((request) =>
      lines
        .filter((line) => line.request_id === request.id && backOrderOf(line) > 0)
        .map((line): Need => ({
          lineId: line.id,
          item: line.item_id,
          qty: backOrderOf(line),
          packs: line.packs,
          neededOn: request.needed_on,
          areas: request.lineage,
          sector: request.sector,
          partner: request.org_id,
          grant: request.plan_grant,
        })),
    );
}

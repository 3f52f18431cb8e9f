import { answer } from '#foundation/pipeline/context.ts';
import type { RequestContext } from '#foundation/pipeline/context.ts';
import type { StockAt } from '#kernel/goods/contract/moves.ts';
import { listStoreStock } from '../../contract/stores/stock.ts';
import { grantSeen, mayGrants, sortSeen } from '../grants.ts';
import { stockOf } from './read-receipts.ts';
import { listStoreStockRows } from './stock.repo.ts';
import type { StockListed } from './stock.repo.ts';

export const answerListStoreStock = answer(listStoreStock, async (ctx, input) => {
  const rows = await listStoreStockRows.all(ctx.tx, {
    place: input.placeId,
    search: input.search ?? null,
    grants: mayGrants(ctx),
    conditions: input.conditions ?? null,
    items: input.itemIds ?? null,
    grant: grantSeen(ctx, input.grantId ?? null),
    lot: input.lotId ?? null,
    sort: sortSeen(ctx, input.sort),
    limit: input.limit,
    offset: input.offset,
  });
  const shown = rows.map((row) => ({
    key: String(row.bucket_id),
    at: atOf(ctx, row),
    ...stockOf(row),
    placeId: row.place_id,
    placeCode: row.place_code,
    grantCode: grantSeen(ctx, row.grant_code),
    condition: row.condition,
    owner: row.owner,
    ownerName: row.owner_name,
    qty: row.qty,
    reserved: row.reserved,
    free: row.qty - row.reserved,
    packs: row.packs,
  }));
  return { total: rows[0]?.total ?? 0, rows: shown };
});

/** Where it lies, without the grant for whoever does not read grants: such a reader takes from it by the row's key. */
const atOf = (ctx: RequestContext, row: StockListed): StockAt => ({
  item: row.item_id,
  place: row.place_id,
  condition: row.condition,
  owner: row.owner as StockAt['owner'],
  ...(row.lot_id ? { lot: row.lot_id } : {}),
  ...(row.grant_id && mayGrants(ctx) ? { grant: row.grant_id } : {}),
});

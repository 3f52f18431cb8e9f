import type { Move, StockAt } from '#kernel/goods/contract/moves.ts';
import type { Owner } from '../../contract/stores/shapes.ts';

export interface FoundOnTruck {
  readonly item_id: string;
  readonly lot_id: string | null;
  readonly qty: number;
}

/** What the papers say beside what was on the truck, item by item. Without a list of the papers nothing is compared. */
export function matchOf(
  expected: readonly { readonly itemId: string; readonly qty: number }[],
  found: readonly FoundOnTruck[],
): { rows: { item_id: string; expected: number; found: number }[]; missing: number; extra: number } {
  const rows = new Map<string, { item_id: string; expected: number; found: number }>();
  const at = (item: string) => rows.get(item) ?? { item_id: item, expected: 0, found: 0 };
  for (const { itemId, qty } of expected) rows.set(itemId, { ...at(itemId), expected: at(itemId).expected + qty });
  for (const { item_id, qty } of found) if (rows.has(item_id)) rows.set(item_id, { ...at(item_id), found: at(item_id).found + qty });
  const all = [...rows.values()].filter((row) => row.expected + row.found > 0);
  return {
    rows: all,
    missing: all.reduce((sum, row) => sum + Math.max(row.expected - row.found, 0), 0),
    extra: all.reduce((sum, row) => sum + Math.max(row.found - row.expected, 0), 0),
  };
}

export interface Unclaimed {
  readonly item: string;
  readonly lot: string | null;
  readonly place: string;
  readonly grant: string | null;
  readonly condition: string;
  readonly free: number;
}

/**
 * Goods of no known owner that came with a truck become somebody's, and a grant's. What has left the store since is named
 * as unclaimed. Never more of an item and lot than came.
 */
export function claimMoves(
  found: readonly FoundOnTruck[],
  unclaimed: readonly Unclaimed[],
  to: { readonly owner: Owner; readonly grantOf: (item: string) => string | undefined },
): { title: Move[]; earmark: Move[]; claimed: number; unclaimed: number } {
  const left = new Map(found.map((one) => [`${one.item_id} ${one.lot_id ?? ''}`, one.qty]));
  const title: Move[] = [];
  const earmark: Move[] = [];
  let claimed = 0;
  for (const row of unclaimed) {
    const key = `${row.item} ${row.lot ?? ''}`;
    const qty = Math.min(left.get(key) ?? 0, row.free);
    if (qty === 0) continue;
    left.set(key, left.get(key)! - qty);
    claimed += qty;
    const at: StockAt = {
      item: row.item,
      place: row.place,
      condition: row.condition as StockAt['condition'],
      owner: 'unknown',
      ...(row.lot ? { lot: row.lot } : {}),
      ...(row.grant ? { grant: row.grant } : {}),
    };
    if (to.owner !== 'unknown') title.push({ from: at, to: { ...at, owner: to.owner }, qty });
    const grant = to.grantOf(row.item);
    if (grant && grant !== row.grant) earmark.push({ from: { ...at, owner: to.owner }, to: { ...at, owner: to.owner, grant }, qty });
  }
  return { title, earmark, claimed, unclaimed: [...left.values()].reduce((sum, qty) => sum + qty, 0) };
}

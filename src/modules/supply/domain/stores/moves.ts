import type { Move, Outside, StockAt } from '#kernel/goods/contract/moves.ts';
import type { Pack } from '../../contract/stores/shapes.ts';

/** Exact ratios of packs by their ids: `smallest` smallest units in `per` packs. */
export type Ratios = ReadonlyMap<string, { readonly smallest: number; readonly per: number }>;

/** How many smallest units a count of packs comes to; undefined when that is no whole number or the pack is unknown. */
export function packedQty(pack: Pack | undefined, ratios: Ratios): number | undefined {
  const ratio = pack && ratios.get(pack.packId);
  if (!pack || !ratio) return undefined;
  // Counts have at most six decimals: in millionths they are whole.
  const over = BigInt(Math.round(pack.count * 1_000_000)) * BigInt(ratio.smallest);
  const under = 1_000_000n * BigInt(ratio.per);
  return over % under === 0n ? Number(over / under) : undefined;
}

/**
 * A quantity from one side to the other; what was counted in packs says so, what is loose beside them is a move of its own.
 * None for a quantity of zero.
 */
export function movesOf(from: StockAt | Outside, to: StockAt | Outside, qty: number, packed?: { pack: Pack; ratios: Ratios }): Move[] {
  if (qty === 0) return [];
  const inPacks = packed && packedQty(packed.pack, packed.ratios);
  if (!inPacks || inPacks > qty) return [{ from, to, qty }];
  const first: Move = { from, to, qty: inPacks, pack: packed.pack };
  return inPacks === qty ? [first] : [first, { from, to, qty: qty - inPacks }];
}

/** The outside of some goods: lot, grant and owner stay named. */
export function outsideOf(virtual: Outside['virtual'], at: Omit<StockAt, 'condition'>): Outside {
  const { item, lot, place, grant, owner } = at;
  return { virtual, item, place, owner, ...(lot ? { lot } : {}), ...(grant ? { grant } : {}) };
}

const keyOf = (side: StockAt | Outside) => JSON.stringify(Object.entries(side).toSorted(([a], [b]) => a.localeCompare(b)));

/** What must still move so that `former` becomes `next`; what went too far comes back the way it went. */
export function difference(former: readonly Move[], next: readonly Move[]): Move[] {
  const net = new Map<string, { from: StockAt | Outside; to: StockAt | Outside; qty: number }>();
  const add = ({ from, to, qty }: Move, sign: 1 | -1) => {
    const key = `${keyOf(from)}>${keyOf(to)}`;
    const known = net.get(key) ?? { from, to, qty: 0 };
    net.set(key, { ...known, qty: known.qty + sign * qty });
  };
  for (const move of next) add(move, 1);
  for (const move of former) add(move, -1);
  return [...net.values()]
    .filter((move) => move.qty !== 0)
    .map(({ from, to, qty }) => (qty > 0 ? { from, to, qty } : { from: to, to: from, qty: -qty }));
}

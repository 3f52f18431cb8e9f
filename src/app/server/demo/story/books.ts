import type { StockAt } from '#kernel/goods/contract/moves.ts';

/** A scene wants goods that are not where it left them. */
export class StoryLacks extends Error {}

export interface Lying {
  readonly at: StockAt;
  readonly qty: number;
}

/** What the story's people know of where their goods lie: what they were told, never read from the books. */
export interface Books {
  add(at: StockAt, qty: number): void;
  /** Takes a quantity away; throws when it is not there. */
  take(at: StockAt, qty: number): void;
  /** Everything of a place, or of an item in it, in the order in which it came. */
  at(places: readonly string[], item?: string): Lying[];
  qty(at: StockAt): number;
  all(): Lying[];
}

const keyOf = ({ item, lot, place, grant, condition, owner }: StockAt) => [item, lot ?? '', place, grant ?? '', condition, owner].join('|');

export function newBooks(): Books {
  const rows = new Map<string, { at: StockAt; qty: number }>();
  return {
    add: (at, qty) => {
      const row = rows.get(keyOf(at));
      if (row) row.qty += qty;
      else rows.set(keyOf(at), { at, qty });
    },
    take: (at, qty) => {
      const row = rows.get(keyOf(at));
      if (!row || row.qty < qty) throw new StoryLacks(`the story takes ${qty} where ${row?.qty ?? 0} lie`);
      row.qty -= qty;
    },
    at: (places, item) =>
      [...rows.values()].filter((row) => row.qty > 0 && places.includes(row.at.place) && (item === undefined || row.at.item === item)),
    qty: (at) => rows.get(keyOf(at))?.qty ?? 0,
    all: () => [...rows.values()].filter((row) => row.qty > 0).map((row) => ({ ...row })),
  };
}

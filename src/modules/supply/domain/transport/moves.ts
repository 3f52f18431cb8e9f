import type { Move, Outside, StockAt } from '#kernel/goods/contract/moves.ts';
import type { Condition } from '#kernel/goods/contract/shared.ts';
import type { Count, Taken } from './aboard.ts';

/** What a line is, apart from where it lies. */
export interface Goods {
  readonly item: string;
  readonly lot?: string | undefined;
  readonly grant?: string | undefined;
  readonly condition: Condition;
  readonly owner: StockAt['owner'];
}

/** The bucket of a line's goods at a place. */
export function stockAt(goods: Goods, place: string, condition: Condition = goods.condition): StockAt {
  return {
    item: goods.item,
    ...(goods.lot ? { lot: goods.lot } : {}),
    place,
    ...(goods.grant ? { grant: goods.grant } : {}),
    condition,
    owner: goods.owner,
  };
}

/** The virtual bucket of a line's goods that bears the truck's name, so that what is in dispute is told by truck. */
export function outside(virtual: Outside['virtual'], goods: Goods, place: string): Outside {
  return { virtual, ...stockAt(goods, place) };
}

/** Goods that set out damaged cannot be damaged further: their good and damaged stock are one bucket. */
const damagedOf = (goods: Goods): Condition => (goods.condition === 'good' || goods.condition === 'returned' ? 'damaged' : goods.condition);

export interface Target {
  readonly place: string;
  /** The condition in which good goods arrive; their own unless they come back. */
  readonly condition?: Condition;
}

/** Moves of what was taken off a truck to a place or another truck; what is extra comes out of dispute. */
export function movesOff(goods: Goods, truck: string, to: Target, taken: Taken): Move[] {
  const good = stockAt(goods, to.place, to.condition ?? goods.condition);
  const damaged = stockAt(goods, to.place, damagedOf(goods));
  const aboardGood = stockAt(goods, truck);
  const aboardDamaged = stockAt(goods, truck, damagedOf(goods));
  const dispute = outside('in-dispute', goods, truck);
  return [
    { from: aboardGood, to: good, qty: taken.goodFromGood },
    { from: aboardDamaged, to: good, qty: taken.goodFromDamaged },
    { from: aboardDamaged, to: damaged, qty: taken.damagedFromDamaged },
    { from: aboardGood, to: damaged, qty: taken.damagedFromGood },
    { from: dispute, to: good, qty: taken.extraGood },
    { from: dispute, to: damaged, qty: taken.extraDamaged },
  ].filter((move) => move.qty > 0);
}

/** Moves of what is missing aboard into dispute. */
export function movesMissing(goods: Goods, truck: string, missing: Count): Move[] {
  const dispute = outside('in-dispute', goods, truck);
  return [
    { from: stockAt(goods, truck), to: dispute, qty: missing.good },
    { from: stockAt(goods, truck, damagedOf(goods)), to: dispute, qty: missing.damaged },
  ].filter((move) => move.qty > 0);
}

/** The move of what was damaged aboard; none where damage cannot be told apart. */
export function movesDamaged(goods: Goods, truck: string, qty: number): Move[] {
  const damaged = damagedOf(goods);
  if (qty <= 0 || damaged === goods.condition) return [];
  return [{ from: stockAt(goods, truck), to: stockAt(goods, truck, damaged), qty }];
}

/** Whether damage is told apart from the condition in which the line set out. */
export const tellsDamage = (goods: Goods) => damagedOf(goods) !== goods.condition;

import type { Move } from '#kernel/goods/contract/moves.ts';
import type { Condition } from '#kernel/goods/contract/shared.ts';
import { aboardOf, compareCount, givenBy, keepRefused, knownAboard, takeOff, takenOver } from './aboard.ts';
import type { Count, CountHere, LegLine } from './aboard.ts';
import { movesDamaged, movesMissing, movesOff, outside, stockAt, tellsDamage } from './moves.ts';
import type { Goods } from './moves.ts';

/** A line aboard as unloading sees it. */
export interface AboardLine extends LegLine {
  readonly lineId: string;
  readonly goods: Goods;
  readonly lost: number;
}

/** What is written of a line of a truck afterwards. */
export interface LineWrite {
  readonly legId: string;
  readonly lineId: string;
  readonly planned: number;
  readonly loaded: number | null;
  readonly offGood: number;
  readonly offDamaged: number;
  readonly damaged: number;
  readonly lost: number;
}

/** A difference that needs an end; `place` is where the damaged lie, or the truck in whose name the rest is in dispute. */
export interface Difference {
  readonly kind: 'missing' | 'damaged' | 'extra' | 'more-than-planned';
  readonly lineId: string;
  readonly goods: Goods;
  readonly place: string;
  readonly qty: number;
}

export interface Unloaded {
  readonly moves: readonly Move[];
  readonly writes: readonly LineWrite[];
  readonly differences: readonly Difference[];
}

const writeOf = (legId: string, line: AboardLine): LineWrite => ({
  legId,
  lineId: line.lineId,
  planned: line.planned,
  loaded: line.loaded,
  offGood: line.offGood,
  offDamaged: line.offDamaged,
  damaged: line.damaged,
  lost: line.lost,
});

/** Damage of goods that set out damaged is no news. */
const plain = (goods: Goods, counted: Count): Count =>
  tellsDamage(goods) ? counted : { good: counted.good + counted.damaged, damaged: 0 };

/** Somebody planned it and nobody has told what was loaded: more than the plan is a question to both ends, not to the books alone. */
const beforeLoading = (line: AboardLine) => line.loaded === null && line.planned > 0;

/** The line's own row after goods were taken off and the rest, perhaps, found missing. */
function after(legId: string, line: AboardLine, off: Count, missing: Count): LineWrite {
  const row = writeOf(legId, line);
  return {
    ...row,
    offGood: row.offGood + off.good + missing.good,
    offDamaged: row.offDamaged + off.damaged + missing.damaged,
    lost: row.lost + missing.good + missing.damaged,
  };
}

export interface CountedLine extends CountHere {
  readonly lineId: string;
  /** What of it was refused before and waits aboard. */
  readonly waits?: number;
}

export interface Receiving {
  readonly legId: string;
  readonly truck: string;
  readonly place: string;
  /** The condition in which good goods arrive: `returned` when they come back. */
  readonly condition?: Condition;
}

/** Takes counted lines off a truck into a place; what is refused stays aboard, what is missing goes into dispute, what is extra comes out of it. */
export function unload(at: Receiving, lines: readonly AboardLine[], counts: readonly CountedLine[]): Unloaded {
  const byId = new Map(lines.map((line) => [line.lineId, line]));
  const moves: Move[] = [];
  const writes: LineWrite[] = [];
  const differences: Difference[] = [];
  for (const count of counts) {
    const line = byId.get(count.lineId);
    if (!line) continue;
    const { goods, lineId } = line;
    const counted = plain(goods, count);
    const refused = count.refused ?? 0;
    const waits = count.waits ?? 0;
    const aboard = knownAboard(line, waits);
    const taken = takeOff(givenBy(line, { ...counted, good: counted.good + refused }, waits), counted);
    const { missing, over } = keepRefused(taken.left, refused);
    const told = compareCount(aboard, { ...counted, refused });
    const to = { place: at.place, ...(at.condition && goods.condition === 'good' ? { condition: at.condition } : {}) };
    moves.push(...movesOff(goods, at.truck, to, taken), ...movesMissing(goods, at.truck, missing));
    if (over > 0) moves.push({ from: outside('in-dispute', goods, at.truck), to: stockAt(goods, at.truck), qty: over });
    const off = { good: taken.goodFromGood + taken.damagedFromGood, damaged: taken.goodFromDamaged + taken.damagedFromDamaged };
    const row = after(at.legId, line, off, missing);
    const found = taken.extraGood + taken.extraDamaged + over;
    // What had been written as lost and comes off after all is lost no more.
    writes.push({ ...row, loaded: row.loaded === null ? null : row.loaded + over, lost: row.lost - Math.min(line.lost, found) });
    const difference = (kind: Difference['kind'], qty: number, place: string) => {
      if (qty > 0) differences.push({ kind, lineId, goods, place, qty });
    };
    difference('missing', told.missing, at.truck);
    difference('extra', found, at.truck);
    if (beforeLoading(line)) difference('more-than-planned', told.extra, at.truck);
    // Also what was damaged on the road or at the hub: only here it has come to rest.
    difference('damaged', told.damaged, at.place);
  }
  return { moves, writes, differences };
}

/** Takes what was lost on the way into dispute, and marks what was damaged aboard. */
export function lose(
  legId: string,
  truck: string,
  lines: readonly AboardLine[],
  losses: readonly { readonly lineId: string; readonly lost: number; readonly damaged: number }[],
): Unloaded {
  const moves: Move[] = [];
  const writes: LineWrite[] = [];
  const differences: Difference[] = [];
  for (const loss of losses) {
    const line = lines.find((row) => row.lineId === loss.lineId);
    if (!line) continue;
    const { goods, lineId } = line;
    const aboard = aboardOf(line);
    const fromGood = Math.min(loss.lost, aboard.good);
    // More lost than the books knew aboard: the good stock owes it, and that opens an exception of the ledger.
    const fromDamaged = Math.min(loss.lost - fromGood, aboard.damaged);
    const over = loss.lost - fromGood - fromDamaged;
    const damaged = tellsDamage(goods) ? loss.damaged : 0;
    moves.push(...movesMissing(goods, truck, { good: fromGood + over, damaged: fromDamaged }), ...movesDamaged(goods, truck, damaged));
    const row = after(legId, line, { good: 0, damaged: 0 }, { good: fromGood + over, damaged: fromDamaged });
    writes.push({ ...row, damaged: row.damaged + damaged });
    if (loss.lost > 0) differences.push({ kind: 'missing', lineId, goods, place: truck, qty: loss.lost });
  }
  return { moves, writes, differences };
}

export interface CrossPart {
  readonly to: { readonly legId: string; readonly truck: string } | { readonly place: string };
  readonly lines: readonly CountedLine[];
}

/**
 * Passes a truck's load to other trucks and into the hub, in parts.
 * @param targets what the other trucks carry of these lines so far.
 * @param empty nothing is left aboard: what nobody counted is missing.
 */
export function crossLoad(
  from: { readonly legId: string; readonly truck: string; readonly empty: boolean },
  lines: readonly AboardLine[],
  parts: readonly CrossPart[],
  targets: readonly LineWrite[],
): Unloaded {
  const moves: Move[] = [];
  const differences: Difference[] = [];
  const rows = new Map(lines.map((line) => [line.lineId, line]));
  const others = new Map(targets.map((row) => [`${row.legId} ${row.lineId}`, row]));
  for (const part of parts) {
    for (const count of part.lines) {
      const line = rows.get(count.lineId);
      if (!line) continue;
      const counted = plain(line.goods, count);
      const taken = takeOff(givenBy(line, counted), counted);
      const place = 'truck' in part.to ? part.to.truck : part.to.place;
      moves.push(...movesOff(line.goods, from.truck, { place }, taken));
      const extra = taken.extraGood + taken.extraDamaged;
      const over = beforeLoading(line) ? compareCount(aboardOf(line), counted).extra : 0;
      const tell = (kind: Difference['kind'], qty: number) => {
        if (qty > 0) differences.push({ kind, lineId: line.lineId, goods: line.goods, place: from.truck, qty });
      };
      tell('extra', extra);
      tell('more-than-planned', over);
      rows.set(line.lineId, {
        ...line,
        offGood: line.offGood + taken.goodFromGood + taken.damagedFromGood,
        offDamaged: line.offDamaged + taken.goodFromDamaged + taken.damagedFromDamaged,
        lost: line.lost - Math.min(line.lost, extra),
      });
      if ('legId' in part.to) moves.push(...takeOver(others, part.to, line, counted));
    }
  }
  const writes = [...rows.values()].map((line) => {
    const left = aboardOf(line);
    if (!from.empty || left.good + left.damaged === 0) return writeOf(from.legId, line);
    moves.push(...movesMissing(line.goods, from.truck, left));
    differences.push({ kind: 'missing', lineId: line.lineId, goods: line.goods, place: from.truck, qty: left.good + left.damaged });
    return after(from.legId, line, { good: 0, damaged: 0 }, left);
  });
  return { moves, writes: [...writes, ...others.values()], differences };
}

/** Puts what was passed on the other truck's row; answers what evens out a count that was told before. */
function takeOver(others: Map<string, LineWrite>, to: { legId: string; truck: string }, line: AboardLine, counted: Count): Move[] {
  const { lineId, goods } = line;
  const key = `${to.legId} ${lineId}`;
  const none: LineWrite = { legId: to.legId, lineId, planned: 0, loaded: null, offGood: 0, offDamaged: 0, damaged: 0, lost: 0 };
  const { line: now, owed } = takenOver(others.get(key) ?? none, counted);
  others.set(key, now);
  return owed > 0 ? [{ from: stockAt(goods, to.truck, 'damaged'), to: stockAt(goods, to.truck), qty: owed }] : [];
}

/** A line of a truck's waybill with what became of it; all in the item's smallest unit. */
export interface LegLine {
  readonly planned: number;
  /** What the books put aboard; null until they have. */
  readonly loaded: number | null;
  /** What has left the truck out of its good and out of its damaged stock. */
  readonly offGood: number;
  readonly offDamaged: number;
  /** What came aboard damaged or was damaged aboard. */
  readonly damaged: number;
}

export interface Count {
  readonly good: number;
  readonly damaged: number;
}
/** A count at the end of the way: what is refused stays aboard. */
export interface CountHere extends Count {
  readonly refused?: number | undefined;
}

/**
 * What should still be aboard. A truck whose loading nobody has told yet carries what was planned: the late word of the
 * loading then meets what was taken off in the meantime.
 */
export function aboardOf(line: LegLine): Count {
  const carried = line.loaded ?? line.planned;
  return {
    good: Math.max(0, carried - line.damaged - line.offGood),
    damaged: Math.max(0, line.damaged - line.offDamaged),
  };
}

/**
 * The same with what was refused before. Off a truck whose loading nobody has told yet more may have come than was planned:
 * the books then know nothing aboard, and yet what was refused still stands there.
 */
export function knownAboard(line: LegLine, refused: number): Count {
  const { good, damaged } = aboardOf(line);
  return { good: line.loaded === null ? Math.max(good, refused - damaged) : good, damaged };
}

/** What is known to be aboard, good and damaged together. */
export const aboardTotal = (line: LegLine, refused = 0): number => {
  const { good, damaged } = knownAboard(line, refused);
  return good + damaged;
};

/** What of a line's refused goods is still aboard. */
export const refusedLeft = (line: LegLine, refused: number): number => Math.min(refused, aboardTotal(line, refused));

/** Whether nothing more is to come off a truck: each line was counted and nothing of it refused, or is empty. */
export const isCountedOut = <L extends LegLine>(
  lines: readonly L[],
  told: (line: L) => { readonly counted: boolean; readonly refused: number },
): boolean =>
  lines.every((line) => {
    const { counted, refused } = told(line);
    return (counted && refused === 0) || aboardTotal(line, refused) === 0;
  });

/**
 * What there is to take. A truck whose loading nobody has told yet gives whatever was counted: the goods book owes it until
 * the loading is told, and no dispute is opened over what is only late.
 * @param refused what of the line was refused before and waits aboard.
 */
export function givenBy(line: LegLine, counted: Count, refused = 0): Count {
  const aboard = knownAboard(line, refused);
  if (line.loaded !== null) return aboard;
  return { good: Math.max(aboard.good, counted.good + Math.max(0, counted.damaged - aboard.damaged)), damaged: aboard.damaged };
}

/**
 * A truck's line after another truck passed goods to it. `owed`: a store that received it before this was told took all
 * from the good stock, and what is told as damaged now pays that back.
 */
export function takenOver<L extends LegLine>(line: L, counted: Count): { readonly line: L; readonly owed: number } {
  const loaded = (line.loaded ?? 0) + counted.good + counted.damaged;
  const damaged = line.damaged + counted.damaged;
  const owed = Math.min(Math.max(0, line.offGood - (loaded - damaged)), Math.max(0, damaged - line.offDamaged));
  return { line: { ...line, loaded, damaged: damaged - owed }, owed };
}

/** How much of what is taken off comes from where. */
export interface Taken {
  readonly goodFromGood: number;
  /** Thought damaged, found good. */
  readonly goodFromDamaged: number;
  readonly damagedFromDamaged: number;
  /** Thought good, found damaged. */
  readonly damagedFromGood: number;
  /** More than the books knew to be aboard. */
  readonly extraGood: number;
  readonly extraDamaged: number;
  readonly left: Count;
}

/** Takes counted goods off a truck; nothing is clipped: what is over comes out as extra, what is short stays in `left`. */
export function takeOff(aboard: Count, counted: Count): Taken {
  const damagedFromDamaged = Math.min(counted.damaged, aboard.damaged);
  const damagedFromGood = Math.min(counted.damaged - damagedFromDamaged, aboard.good);
  const goodFromGood = Math.min(counted.good, aboard.good - damagedFromGood);
  const goodFromDamaged = Math.min(counted.good - goodFromGood, aboard.damaged - damagedFromDamaged);
  return {
    goodFromGood,
    goodFromDamaged,
    damagedFromDamaged,
    damagedFromGood,
    extraGood: counted.good - goodFromGood - goodFromDamaged,
    extraDamaged: counted.damaged - damagedFromDamaged - damagedFromGood,
    left: {
      good: aboard.good - damagedFromGood - goodFromGood,
      damaged: aboard.damaged - damagedFromDamaged - goodFromDamaged,
    },
  };
}

/**
 * What of the goods left aboard was refused, and what of them is missing. `over`: more was refused than the books knew
 * aboard; like all that is extra it comes out of dispute.
 */
export function keepRefused(left: Count, refused: number): { readonly missing: Count; readonly over: number } {
  const good = Math.min(refused, left.good);
  const damaged = Math.min(refused - good, left.damaged);
  return { missing: { good: left.good - good, damaged: left.damaged - damaged }, over: refused - good - damaged };
}

/** What a count says of a line: sent = good + damaged + refused + missing - extra, always. */
export function compareCount(aboard: Count, counted: CountHere) {
  const sent = aboard.good + aboard.damaged;
  const refused = counted.refused ?? 0;
  const received = counted.good + counted.damaged + refused;
  return {
    sent,
    good: counted.good,
    damaged: counted.damaged,
    refused,
    missing: Math.max(0, sent - received),
    extra: Math.max(0, received - sent),
  };
}

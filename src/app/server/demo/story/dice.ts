/** Chance that is the same for the same words: each scene throws its own dice, so that one scene never changes another. */
export interface Dice {
  /** A whole number from `from` to `to`, both included. */
  whole(from: number, to: number): number;
  one<T>(rows: readonly T[]): T;
}

/** A number that follows from some words (FNV-1a). */
export function seedOf(words: string): number {
  let hash = 0x811c9dc5;
  for (const char of words) hash = Math.imul(hash ^ char.codePointAt(0)!, 0x01000193);
  return hash >>> 0;
}

/** Dice of a scene (mulberry32). */
export function diceOf(words: string): Dice {
  let state = seedOf(words);
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const whole = (from: number, to: number) => from + Math.floor(next() * (to - from + 1));
  return { whole, one: (rows) => rows[whole(0, rows.length - 1)]! };
}

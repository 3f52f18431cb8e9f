/** A ratio: so many smallest units in so many packs. */
export interface Ratio {
  readonly smallest: number;
  readonly per: number;
}

/** What a count of packs comes to by a ratio; null where it is no whole number. Counts have at most six decimals. */
export function comesTo(count: number, ratio: Ratio): number | null {
  const millionths = BigInt(Math.round(count * 1_000_000)) * BigInt(ratio.smallest);
  const whole = BigInt(ratio.per) * 1_000_000n;
  if (millionths % whole !== 0n) return null;
  const number = Number(millionths / whole);
  return Number.isSafeInteger(number) ? number : null;
}

export interface Use {
  readonly count: number;
  readonly qty: number;
  /** It brought goods from outside, took them out, or moved them between two places. */
  readonly way: 'in' | 'out' | 'between';
}

/** What stock lacks (positive) or has too much (negative) because a line was entered with another ratio; moves change no total. */
export function differenceOf(use: Use, now: Ratio): number | null {
  const should = comesTo(use.count, now);
  if (should === null || use.way === 'between') return null;
  return use.way === 'in' ? should - use.qty : use.qty - should;
}

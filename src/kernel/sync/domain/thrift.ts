/** How a phone sends over a bad line: small first, more while it goes well, less and later when it does not. */
export interface Pace {
  /** Records in the next batch. */
  readonly batch: number;
  /** Failures in a row. */
  readonly failures: number;
}
export const firstPace: Pace = { batch: 25, failures: 0 };
const most = 250;
const longestWait = 5 * 60_000;

export const afterSuccess = ({ batch }: Pace): Pace => ({ batch: Math.min(most, batch * 2), failures: 0 });
export const afterFailure = ({ batch, failures }: Pace): Pace => ({ batch: Math.max(5, Math.floor(batch / 4)), failures: failures + 1 });

/**
 * Milliseconds to wait before the next try; spread, so that many phones that come back together do not come at once.
 * @param chance between 0 and 1.
 */
export function waitAfter({ failures }: Pace, chance: number): number {
  if (failures === 0) return 0;
  const wait = Math.min(longestWait, 2_000 * 2 ** (failures - 1));
  return Math.round(wait * (0.5 + chance / 2));
}

/** What left the warehouses in the last days. */
export interface Pace {
  readonly last30: number;
  readonly last90: number;
}

export interface RunsOut {
  /** A day, on the average of the last 90. */
  readonly perDay: number;
  /** Days from today; null where nothing went out or nothing is there. */
  readonly soonest: number | null;
  readonly latest: number | null;
}

/** Beyond this many days nobody plans by a pace of some weeks. */
const horizon = 730;

/** When stock runs out at the pace of the last 30 and of the last 90 days: two days that say how sure the hint is. */
export function runsOut(stock: number, pace: Pace): RunsOut {
  const paces = [pace.last30 / 30, pace.last90 / 90].filter((each) => each > 0);
  const perDay = Math.round((Math.max(pace.last90, 0) / 90) * 10) / 10;
  if (stock <= 0 || paces.length === 0) return { perDay, soonest: null, latest: null };
  const days = paces.map((each) => Math.floor(stock / each)).filter((each) => each <= horizon);
  return days.length === 0 ? { perDay, soonest: null, latest: null } : { perDay, soonest: Math.min(...days), latest: Math.max(...days) };
}

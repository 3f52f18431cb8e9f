/** What a room says of a kind of exception it raises. */
export interface KindRule {
  readonly dueInHours: number;
  /** Not closed by the person whose act raised it. */
  readonly secondPerson: boolean;
}

/** A kind that no room says more of has three days, and anybody with the right may close it. */
export const usualRule: KindRule = { dueInHours: 72, secondPerson: false };

/** Rules of kinds by name; `ServerRoom`s of later rooms bring theirs in when the system is put together. */
export type KindRules = Readonly<Record<string, KindRule>>;

/** Why this person may not close that exception, as a problem's key; undefined when they may. */
export function mayNotClose(
  exception: { readonly state: 'open' | 'closed'; readonly secondPerson: boolean; readonly raisedBy: string },
  userId: string,
): 'closed-already' | 'second-person-needed' | undefined {
  if (exception.state === 'closed') return 'closed-already';
  return exception.secondPerson && exception.raisedBy === userId ? 'second-person-needed' : undefined;
}

/**
 * Outcomes that say: it is so, and may stay so. _Corrected_ and _written off_ say that it is so no longer, so that a look that
 * still finds it asks again.
 */
const judgements: readonly string[] = ['explained', 'accepted', 'duplicate'];
export const mayRest = (outcome: string): boolean => judgements.includes(outcome);

type Figures = Readonly<Record<string, unknown>>;
/** Whether what a look finds is no more than what a person has judged: no number is greater, and everything else is as it was. */
export function isJudged(judged: Figures, found: Figures): boolean {
  const names = new Set([...Object.keys(judged), ...Object.keys(found)]);
  return [...names].every((name) => {
    const [then, now] = [judged[name], found[name]];
    return typeof then === 'number' && typeof now === 'number' ? now <= then : JSON.stringify(then) === JSON.stringify(now);
  });
}

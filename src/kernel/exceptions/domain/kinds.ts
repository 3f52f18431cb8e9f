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

import type { Problem } from '#foundation/problem.ts';
import { problems } from '../contract/problems.ts';

export interface HitView {
  readonly state: 'open' | 'more-information' | 'not-same' | 'same';
  readonly subjectBy: string;
  readonly raisedBy: string;
}

/** Why this person may not decide the hit. */
export function barredBy(hit: HitView, userId: string): 'entered' | 'raised' | null {
  if (hit.subjectBy === userId) return 'entered';
  return hit.raisedBy === userId ? 'raised' : null;
}

/** A hit is decided once, by somebody who neither entered the subject nor raised the hit. */
export function decideDecision(hit: HitView, userId: string): Problem | undefined {
  if (hit.state === 'same' || hit.state === 'not-same') return problems.problem('hit-decided', { state: hit.state });
  const barred = barredBy(hit, userId);
  return barred ? problems.problem('second-person-needed', { because: barred }) : undefined;
}

/** What stands in the way of working with a subject, by the hits in force on it. */
export function screeningProblem(states: readonly HitView['state'][]): Problem | undefined {
  if (states.includes('same')) return problems.problem('screening-blocked');
  const open = states.filter((state) => state === 'open' || state === 'more-information').length;
  return open > 0 ? problems.problem('screening-open', { count: open }) : undefined;
}

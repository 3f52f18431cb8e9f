import { openCategories } from '../../contract/feedback/feedback.ts';
import type { FeedbackState } from '../../contract/feedback/feedback.ts';
import type { SealedState } from '../../contract/feedback/sealed.ts';

const hour = 3_600_000;
/** How long an answer may take: a question a week, a complaint two, and somebody looks at a sealed report within a day. */
export function dueAfter(category: string): number {
  if (!(openCategories as readonly string[]).includes(category)) return 24 * hour;
  return (category === 'question' || category === 'thanks' ? 7 : 14) * 24 * hour;
}

type Step = 'acknowledge' | 'answer' | 'close' | 'reopen' | 'seal';
const from: Readonly<Record<Step, readonly FeedbackState[]>> = {
  acknowledge: ['received', 'reopened'],
  answer: ['received', 'acknowledged', 'reopened', 'answered'],
  close: ['answered'],
  reopen: ['answered', 'loop_closed'],
  seal: ['received', 'acknowledged', 'answered', 'loop_closed', 'reopened'],
};
export const mayStep = (step: Step, state: FeedbackState): boolean => from[step].includes(state);

const forward: Readonly<Record<SealedState, readonly SealedState[]>> = {
  restricted: ['focal_point', 'external_investigation', 'closed'],
  focal_point: ['external_investigation', 'closed'],
  external_investigation: ['closed'],
  closed: ['focal_point'],
};
/** A sealed report goes forward; one that was closed is taken up again. */
export const mayMove = (state: SealedState, to: SealedState): boolean => forward[state].includes(to);

const letters = 'BCDFGHJKMNPQRSTVWXZ23456789';
/** A reference that can be said on the phone and says nothing; from random bytes. */
export function referenceOf(bytes: Uint8Array): string {
  const text = [...bytes.subarray(0, 8)].map((byte) => letters[byte % letters.length]!).join('');
  return `${text.slice(0, 4)}-${text.slice(4)}`;
}

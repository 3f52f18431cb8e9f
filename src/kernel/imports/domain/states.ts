import type { Problem } from '#foundation/problem.ts';
import type { ImportState } from '../contract/imports.ts';
import { importProblems } from '../contract/problems.ts';

export type ImportAct = 'correct' | 'check' | 'apply' | 'discard';

const open: Readonly<Record<ImportAct, readonly ImportState[]>> = {
  correct: ['checked'],
  // Also where a job has given up halfway: it is asked to go on.
  check: ['checked', 'checking', 'reading', 'applying'],
  apply: ['checked'],
  discard: ['checked', 'checking', 'reading', 'unreadable'],
};
const busy: readonly ImportState[] = ['reading', 'checking', 'applying'];

/** Whether something may be done with an import as it stands: undefined, or why not. */
export function whyNot(act: ImportAct, state: ImportState): Problem | undefined {
  if (open[act].includes(state)) return undefined;
  return importProblems.problem(busy.includes(state) ? 'import-busy' : 'import-ended');
}

/** Whether it may be applied: faulty rows hold it up unless they are left out on purpose. */
export function whyNotApply(state: ImportState, faulty: number, withoutFaulty: boolean): Problem | undefined {
  const why = whyNot('apply', state);
  if (why) return why;
  return faulty > 0 && !withoutFaulty ? importProblems.problem('rows-faulty', { faulty }) : undefined;
}

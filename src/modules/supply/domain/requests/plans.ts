import type { Problem } from '#foundation/problem.ts';
import { problems } from '../../contract/requests/problems.ts';

interface Band {
  readonly itemId: string;
  readonly fromSize: number;
  readonly toSize?: number | undefined;
  readonly per: 'household' | 'persons';
  readonly every: number;
}

/** Bands of one item must not overlap: a household would get twice what was meant. */
export function checkStandards(standards: readonly Band[]): Problem | undefined {
  for (const [index, one] of standards.entries()) {
    if ((one.toSize ?? 40) < one.fromSize || (one.per === 'household' && one.every !== 1))
      return problems.problem('plan-standard-wrong', { from: one.fromSize, to: one.toSize ?? null });
    const other = standards.slice(0, index).find((before) => before.itemId === one.itemId && overlap(before, one));
    if (other) return problems.problem('plan-standard-twice', { size: Math.max(other.fromSize, one.fromSize) });
  }
  return undefined;
}
const overlap = (a: Band, b: Band) => a.fromSize <= (b.toSize ?? 40) && b.fromSize <= (a.toSize ?? 40);

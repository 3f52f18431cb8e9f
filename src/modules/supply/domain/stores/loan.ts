import type { Move } from '#kernel/goods/contract/moves.ts';
import type { Problem } from '#foundation/problem.ts';
import { storeProblems } from '../../contract/stores/problems.ts';
import type { Taken } from '../../contract/stores/shapes.ts';

export interface GrantView {
  readonly id: string;
  readonly code: string;
  readonly status: string;
}

/** Stock of one grant under another: both live, the goods are the lender's, and the day of payback lies ahead. */
export function decideLoan(
  grants: { readonly from: GrantView | undefined; readonly to: GrantView | undefined },
  input: { readonly lines: readonly Taken[]; readonly dueOn: string },
  today: string,
): Problem | Move[] {
  const { from, to } = grants;
  if (!from || !to) return storeProblems.problem('grant-not-found');
  if (from.id === to.id) return storeProblems.problem('grants-same');
  const closed = [from, to].find((grant) => grant.status === 'closed');
  if (closed) return storeProblems.problem('grant-closed', { grant: closed.code });
  if (input.dueOn <= today) return storeProblems.problem('payback-in-past', { dueOn: input.dueOn });
  if (input.lines.some((line) => line.at.grant !== from.id)) return storeProblems.problem('loan-of-another-grant', { grant: from.code });
  return swap(input.lines, to.id);
}

export interface LoanView {
  readonly state: string;
  readonly fromGrant: string;
  readonly toGrant: string;
  readonly toCode: string;
  readonly items: readonly { readonly itemId: string; readonly lent: number; readonly paidBack: number }[];
}

/** The same items go back, of whatever lot, never more than is owed. Answers the moves and what is owed afterwards. */
export function decidePayback(loan: LoanView, lines: readonly Taken[]): Problem | { moves: Move[]; left: number } {
  if (loan.state !== 'open') return storeProblems.problem('loan-not-open', { state: loan.state });
  if (lines.some((line) => line.at.grant !== loan.toGrant)) return storeProblems.problem('loan-of-another-grant', { grant: loan.toCode });
  const back = sumByItem(lines);
  for (const [item, qty] of back) {
    const owed = loan.items.find((one) => one.itemId === item);
    if (!owed) return storeProblems.problem('loan-item-not-lent');
    if (qty > owed.lent - owed.paidBack)
      return storeProblems.problem('loan-paid-too-much', { owed: owed.lent - owed.paidBack, asked: qty });
  }
  const owed = loan.items.reduce((sum, one) => sum + one.lent - one.paidBack, 0);
  return { moves: swap(lines, loan.fromGrant), left: owed - lines.reduce((sum, line) => sum + line.qty, 0) };
}

/** How much of each item. */
export function sumByItem(lines: readonly Taken[]): Map<string, number> {
  const sums = new Map<string, number>();
  for (const { at, qty } of lines) sums.set(at.item, (sums.get(at.item) ?? 0) + qty);
  return sums;
}

export function swap(lines: readonly Taken[], grant: string): Move[] {
  return lines.map(({ at, qty, pack }) => ({ from: at, to: { ...at, grant }, qty, ...(pack ? { pack } : {}) }));
}

import type { Problem } from '#foundation/problem.ts';
import { problems } from '../contract/problems.ts';

/** Days before its end from which a grant asks for attention. */
export const grantWarningDays = 60;

/** Days before its end from which what was said of a grant that ends is asked anew. */
const lastDays = 14;

export interface GrantView {
  readonly amount: number;
  readonly endsOn: string;
  readonly status: 'planned' | 'active' | 'closed';
}

/** Budget lines together never exceed the agreement, and each has a code of its own. */
export function decideLines(amount: number, lines: readonly { code: string; minor: string }[]): Problem | undefined {
  if (new Set(lines.map((line) => line.code)).size < lines.length) return problems.problem('lines-twice');
  const sum = lines.reduce((total, line) => total + BigInt(line.minor), 0n);
  return sum > BigInt(amount) ? problems.problem('lines-exceed', { lines: String(sum), amount: String(amount) }) : undefined;
}

export interface AmendmentInput {
  readonly kind: 'no-cost-extension' | 'top-up';
  readonly newEndsOn?: string | undefined;
  readonly addedMinor?: string | undefined;
}

/** What an amendment makes of a grant: a later end without money, or more money and perhaps a later end. */
export function decideAmendment(grant: GrantView, input: AmendmentInput): Problem | { amount: number; endsOn: string; added: number } {
  const added = Number(input.addedMinor ?? '0');
  const endsOn = input.newEndsOn ?? grant.endsOn;
  const fits = input.kind === 'no-cost-extension' ? added === 0 && endsOn > grant.endsOn : added > 0 && endsOn >= grant.endsOn;
  if (!fits) return problems.problem('amendment-wrong', { kind: input.kind, endsOn: grant.endsOn });
  if (!Number.isSafeInteger(grant.amount + added)) return problems.problem('amount-too-large');
  return { amount: grant.amount + added, endsOn, added };
}

/** Whole days from one calendar day to another. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}

/** Whether somebody should look at a grant because of its end. */
export function attentionOf(grant: Pick<GrantView, 'endsOn' | 'status'>, today: string): 'ending' | 'ended' | null {
  if (grant.status !== 'active') return null;
  const left = daysBetween(today, grant.endsOn);
  return left < 0 ? 'ended' : left <= grantWarningDays ? 'ending' : null;
}

/** How near the end of a grant is, by the days left. */
export function stageOf(left: number): 'ending' | 'last-days' | 'ended' {
  return left < 0 ? 'ended' : left <= lastDays ? 'last-days' : 'ending';
}

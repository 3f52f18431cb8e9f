import type { CommandContext, RequestContext } from '#foundation/pipeline/context.ts';
import { listHolders } from '#kernel/access/server/index.ts';
import { tell, untell } from '#kernel/notify/server/index.ts';
import { approveCount, recordCount } from '../../contract/stores/counts.ts';
import { stateOfLine } from '../../domain/stores/count.ts';
import type { LineState, Tolerance } from '../../domain/stores/count.ts';
import { countUncounted, listTakes } from './counts.repo.ts';
import type { CountFound, TakeFound } from './counts.repo.ts';
import { findCountPosition } from './documents.repo.ts';
import { findRules } from './keeping.repo.ts';
import { positionOf, standsAt } from './shared.ts';

export const toleranceOf = (rules: { recount_qty: number; recount_percent: number }): Tolerance => ({
  recountQty: rules.recount_qty,
  recountPercent: rules.recount_percent,
});

export const stateOf = (rules: Tolerance, line: TakeFound): LineState => stateOfLine(rules, line.takes ?? []);

/** What a line asks of a person: whoever has counted it, or has seen what was counted beside its paper, is not asked again, another is. */
export function asksFor(rules: Tolerance, line: TakeFound, userId: string): 'count' | 'recount' | 'done' | 'other' {
  const { state } = stateOf(rules, line);
  if (state === 'settled') return 'done';
  if (line.hands.includes(userId)) return 'other';
  return state === 'uncounted' ? 'count' : 'recount';
}

/** Why a count cannot be approved by this person, or by nobody; null: it can. */
export function whyNotApprove(
  rules: Tolerance,
  lines: readonly TakeFound[],
  userId: string | null,
): {
  code: 'count-empty' | 'count-incomplete' | 'count-needs-recount' | 'count-paper-unchecked' | 'count-by-counter';
  lines: number;
} | null {
  if (lines.length === 0) return { code: 'count-empty', lines: 0 };
  const in_ = (state: LineState['state']) => lines.filter((line) => stateOf(rules, line).state === state).length;
  if (in_('uncounted') > 0) return { code: 'count-incomplete', lines: in_('uncounted') };
  if (in_('recount') > 0) return { code: 'count-needs-recount', lines: in_('recount') };
  const unchecked = lines.filter((line) => line.unchecked).length;
  if (unchecked > 0) return { code: 'count-paper-unchecked', lines: unchecked };
  const own = lines.filter((line) => line.takes!.some((take) => take.by === userId)).length;
  return own > 0 ? { code: 'count-by-counter', lines: own } : null;
}

/** Lines of a count that still goes on which this person may be asked to count again, blind: what others counted there is not for them yet. */
export async function blindLines(ctx: RequestContext, countId: string): Promise<Set<number>> {
  const at = await findCountPosition.maybe(ctx.tx, { id: countId });
  if (!at || !ctx.can(recordCount.name, positionOf(at))) return new Set();
  const rules = toleranceOf(await findRules.one(ctx.tx, {}));
  const lines = await listTakes.all(ctx.tx, { id: countId, lines: null });
  return new Set(lines.filter((line) => asksFor(rules, line, ctx.actor.userId) === 'recount').map((line) => line.line));
}

export const waits = (count: CountFound) => ({ kind: 'count-waits', subject: { kind: 'stock-count', id: count.id } });

/**
 * A count on which nothing is left to count, and nothing to hold against its paper, waits for whoever may approve it and counted
 * none of it; one that opens again does not.
 */
export async function tellApprovers(ctx: CommandContext, count: CountFound, rules: Tolerance): Promise<void> {
  const { uncounted, takes: told } = await countUncounted.one(ctx.tx, { id: count.id });
  const lines = uncounted > 0 ? [] : await listTakes.all(ctx.tx, { id: count.id, lines: null });
  if (whyNotApprove(rules, lines, null)) return untell(ctx, waits(count));
  const takes = lines.flatMap((line) => line.takes ?? []);
  const counters = new Set(takes.map((take) => take.by));
  const holders = await listHolders(ctx, approveCount.name, await standsAt(ctx, count.place_id));
  await tell(ctx, {
    ...waits(count),
    to: holders.filter((id) => !counters.has(id)),
    figures: { number: count.number },
    // Opened again and counted again, it waits anew, also where what was counted before did not stand.
    cause: `counted ${count.id} ${told}`,
  });
}

/** What a check of one of its sheets makes of a count: it waits from now on, or no longer. */
export async function tellAfterCheck(ctx: CommandContext, count: CountFound): Promise<void> {
  if (count.state === 'counting') await tellApprovers(ctx, count, toleranceOf(await findRules.one(ctx.tx, {})));
}

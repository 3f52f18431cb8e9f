import type { RequestContext } from '#foundation/pipeline/context.ts';
import type { Tie } from '#kernel/people/contract/withdrawal.ts';
import { countHouseholdTies } from './register-list.repo.ts';

/** What rests on a household here: aid that it has received, and distributions to come that name it. */
export async function householdTies(ctx: RequestContext, householdId: string): Promise<Tie[]> {
  const { served, listed } = await countHouseholdTies.one(ctx.tx, { householdId });
  return [
    { kind: 'served', count: served },
    { kind: 'listed', count: listed },
  ];
}

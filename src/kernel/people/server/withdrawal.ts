import { answer, handle } from '#foundation/pipeline/context.ts';
import type { RequestContext } from '#foundation/pipeline/context.ts';
import { dayIn } from '#foundation/time.ts';
import { problems } from '../contract/problems.ts';
import { whatBlocksWithdrawal, withdrawRegistration } from '../contract/withdrawal.ts';
import type { Tie } from '../contract/withdrawal.ts';
import { deleteKeys, settlePairs } from './erasure.repo.ts';
import { getHouseholdRow } from './find.ts';
import { endMember, listMembers, lockHouseholds } from './households.repo.ts';
import { settleHousehold } from './settle.ts';
import { settleDisputes } from './identifiers.repo.ts';
import { lockPersons } from './persons.repo.ts';
import { sealFor } from './sealing.ts';
import { countTies, freeNumbers, insertWithdrawal, withdrawPersons } from './withdrawal.repo.ts';

type TieFinder = (ctx: RequestContext, householdId: string) => Promise<Tie[]>;
const finders = new Map<string, TieFinder>();
/** A room above says what of its own rests on a household; the register does not know distributions. */
export function addHouseholdTies(room: string, find: TieFinder): void {
  finders.set(room, find);
}

async function tiesOf(ctx: RequestContext, householdId: string): Promise<Tie[]> {
  const { card, elsewhere, merge } = await countTies.one(ctx.tx, { id: householdId });
  const own = Object.entries({ card, elsewhere, merge }) as [Tie['kind'], number][];
  const ties = own.map(([kind, count]) => ({ kind, count }));
  for (const find of finders.values()) ties.push(...(await find(ctx, householdId)));
  return ties.filter((tie) => tie.count > 0);
}

export const answerWhatBlocks = answer(whatBlocksWithdrawal, async (ctx, input) => {
  await getHouseholdRow(ctx, input.householdId);
  return { ties: await tiesOf(ctx, input.householdId) };
});

export const handleWithdrawRegistration = handle(withdrawRegistration, async (ctx, input) => {
  await lockHouseholds.all(ctx.tx, { ids: [input.householdId] });
  const now = await getHouseholdRow(ctx, input.householdId);
  if (now.version !== input.version) throw problems.problem('changed-meanwhile', { seen: input.version, now: now.version });
  if (now.status === 'closed') throw problems.problem('household-closed');
  const ties = await tiesOf(ctx, now.id);
  if (ties.length > 0)
    throw problems.problem('registration-tied', {
      ties: ties.map((tie) => tie.kind),
      count: ties.reduce((sum, tie) => sum + tie.count, 0),
    });
  const members = await listMembers.all(ctx.tx, { householdId: now.id });
  const ids = [...new Set(members.map((one) => one.id))];
  await lockPersons.all(ctx.tx, { ids });
  const by = { by: ctx.actor.userId, at: ctx.now.toISOString() };
  // Of no length: on no day was anybody in it.
  for (const one of members)
    if (one.to_day === null)
      await endMember.maybe(ctx.tx, { personId: one.id, householdId: now.id, on: one.from_day, reason: 'withdrawn' });
  await deleteKeys.run(ctx.tx, { ids });
  for (const { person_id } of await freeNumbers.all(ctx.tx, { ids, at: by.at })) await settleDisputes.run(ctx.tx, { personId: person_id });
  await settlePairs.run(ctx.tx, { ids, ...by });
  await withdrawPersons.run(ctx.tx, { ids });
  await insertWithdrawal.run(ctx.tx, { id: now.id, sealed: await sealFor(ctx.tx, `household:${now.id}`, input.reason), ...by });
  await settleHousehold(ctx, now.id, dayIn(ctx.mission.timeZone, ctx.now));
  await ctx.settle('people.number-disputed', { kind: 'household', id: now.id });
  for (const id of ids) ctx.touch('person', id);
  return {};
});

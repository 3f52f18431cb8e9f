import { answer, handle } from '#foundation/pipeline/context.ts';
import type { CommandContext } from '#foundation/pipeline/context.ts';
import { dayIn } from '#foundation/time.ts';
import { eraseFilesOf } from '#kernel/files/server/index.ts';
import { askErasure, decideErasure, finishErasures, listErasures } from '../contract/erasure.ts';
import { cardChanged } from '../contract/events.ts';
import { problems } from '../contract/problems.ts';
import { revokeCards } from './cards.repo.ts';
import {
  countNamed,
  deleteIdentifiers,
  deleteKeys,
  emptyHousehold,
  erasePersons,
  findErasure,
  insertErasure,
  listErasureRows,
  listKeyless,
  listSamePerson,
  lockErasure,
  settleAsked,
  settleErasure,
  settlePairs,
} from './erasure.repo.ts';
import type { ErasureFound } from './erasure.repo.ts';
import { getHouseholdRow, getPersonRow, positionOf } from './find.ts';
import { endMember, listMemberships } from './households.repo.ts';
import { lockPersons } from './persons.repo.ts';
import { deletePin } from './pins.repo.ts';
import { lockHouseholdsOf, settleHousehold } from './settle.ts';
import { each } from './records.ts';
import { passOn } from './roles.ts';
import { eraseSubject, openSealed, sealFor } from './sealing.ts';

export const handleAskErasure = handle(askErasure, async (ctx, input) => {
  const person = await getPersonRow(ctx, input.personId);
  if (person.status === 'erased') throw problems.problem('person-ended');
  if (person.merged_into) throw problems.problem('merged-already');
  const sealed = await sealFor(ctx.tx, `person:${person.id}`, input.reason);
  const by = { by: ctx.actor.userId, at: ctx.now.toISOString() };
  await insertErasure.run(ctx.tx, { id: input.erasureId, personId: person.id, ground: input.ground, sealed, ...by });
  ctx.touch('person', person.id);
  return {};
});

export const handleDecideErasure = handle(decideErasure, async (ctx, input) => {
  const locked = await lockErasure.maybe(ctx.tx, { id: input.erasureId });
  const found = locked && (await findErasure.maybe(ctx.tx, { id: input.erasureId }));
  if (!found || locked.state !== 'asked') throw problems.problem('erasure-not-found');
  if (found.asked_by === ctx.actor.userId) throw problems.problem('erasure-second-person');
  const by = { by: ctx.actor.userId, at: ctx.now.toISOString() };
  if (input.decision === 'erase') await forget(ctx, found.person_id);
  await settleErasure.run(ctx.tx, { id: found.id, state: input.decision === 'erase' ? 'erased' : 'kept', ...by });
  ctx.touch('person', found.person_id);
  return {};
});

/** Whose key is gone is erased, whatever the register still says; what was asked about them has its answer. */
export const handleFinishErasures = handle(finishErasures, async (ctx) => {
  const left = await listKeyless.all(ctx.tx, {});
  for (const { id } of left) {
    await forget(ctx, id);
    await settleAsked.run(ctx.tx, { personId: id, by: ctx.actor.userId, at: ctx.now.toISOString() });
    ctx.touch('person', id);
  }
  return { persons: left.length };
});

/** Destroys the person's keys, in all records that are this person, and leaves what the totals need. */
async function forget(ctx: CommandContext, personId: string): Promise<void> {
  // As whoever moves or merges them: households first. With the person's own held, no other record comes to be this person.
  await lockHouseholdsOf(ctx, [personId]);
  const ids = (await listSamePerson.all(ctx.tx, { id: personId })).map((one) => one.id);
  await lockHouseholdsOf(ctx, ids);
  await lockPersons.all(ctx.tx, { ids });
  const day = dayIn(ctx.mission.timeZone, ctx.now);
  const households = new Set<string>();
  for (const id of ids)
    for (const one of await listMemberships.all(ctx.tx, { personId: id })) {
      households.add(one.household_id);
      if (one.to_day === null) await leave(ctx, id, one, day);
    }
  await deleteKeys.run(ctx.tx, { ids });
  await deleteIdentifiers.run(ctx.tx, { ids });
  await settlePairs.run(ctx.tx, { ids, by: ctx.actor.userId, at: ctx.now.toISOString() });
  await erasePersons.run(ctx.tx, { ids });
  await eraseFilesOf(ctx, 'person', ids);
  for (const id of ids) await eraseSubject(ctx.tx, `person:${id}`);
  for (const id of households) await forgetHousehold(ctx, id);
}

async function leave(ctx: CommandContext, personId: string, of: Awaited<ReturnType<typeof listMemberships.all>>[number], day: string) {
  const on = day < of.from_day ? of.from_day : day;
  await endMember.maybe(ctx.tx, { personId, householdId: of.household_id, on, reason: 'erased' });
  await passOn(ctx, of.household_id, of, on);
  await settleHousehold(ctx, of.household_id, on);
}

/** A household of which nobody can be named any more loses its address, its attesters and its card. */
async function forgetHousehold(ctx: CommandContext, id: string): Promise<void> {
  if ((await countNamed.one(ctx.tx, { id })).named > 0) return;
  const { number } = await getHouseholdRow(ctx, id);
  const by = { by: ctx.actor.userId, at: ctx.now.toISOString() };
  const dead = await revokeCards.run(ctx.tx, { householdId: id, cardId: null, why: 'closed', ...by });
  if (dead > 0) ctx.emit(cardChanged, { householdId: id, householdNumber: number, card: null });
  await deletePin.run(ctx.tx, { householdId: id });
  await emptyHousehold.run(ctx.tx, { id });
  await eraseFilesOf(ctx, 'household', [id]);
  await eraseSubject(ctx.tx, `household:${id}`);
}

export const answerListErasures = answer(listErasures, async (ctx, input) => {
  const rows = await listErasureRows.all(ctx.tx, {
    reach: ctx.reach(listErasures.name, { areas: 'p.areas', site: 'p.site_id' }),
    state: input.state ?? null,
    personId: input.personId ?? null,
    sort: input.sort,
    limit: input.limit,
    offset: input.offset,
  });
  const row = async (one: ErasureFound) => ({
    id: one.id,
    personId: one.person_id,
    number: one.number,
    ground: one.ground,
    reason: (await openSealed<string>(ctx.tx, one.sealed)) ?? null,
    state: one.state,
    askedBy: one.asked_name,
    askedAt: one.asked_at.toISOString(),
    decidedBy: one.decided_name,
    decidedAt: one.decided_at?.toISOString() ?? null,
    mine: one.asked_by === ctx.actor.userId,
    abilities: one.state === 'asked' && one.asked_by !== ctx.actor.userId ? ctx.abilities([decideErasure.name], positionOf(one)) : [],
  });
  return { total: rows[0]?.total ?? 0, rows: await each(rows, row) };
});

import { answer, handle } from '#foundation/pipeline/context.ts';
import type { CommandContext, RequestContext } from '#foundation/pipeline/context.ts';
import { dayIn } from '#foundation/time.ts';
import { decidePair, listPairs, mergePersons, undoMerge } from '../contract/matching.ts';
import { problems } from '../contract/problems.ts';
import { findCandidates, getPerson } from '../contract/queries.ts';
import { registerHousehold } from '../contract/register.ts';
import { zoneOf } from '../domain/match-model.ts';
import { reviveCard } from './cards.repo.ts';
import { derivedId } from './derive.ts';
import { endMember, insertMember, listMembers, listMemberships, reviveMember } from './households.repo.ts';
import type { MembershipFound } from './households.repo.ts';
import { lockHouseholdsOf, settleHousehold } from './settle.ts';
import { settleDisputes } from './identifiers.repo.ts';
import { findMatches } from './matching.ts';
import { decidePairRow, findPair, findPairOf, listPairRows, reopenPair } from './matching.repo.ts';
import type { PairFound } from './matching.repo.ts';
import { findMerge, insertMerge, setUndone } from './merges.repo.ts';
import { getPersonRow, positionOf } from './find.ts';
import { listRowsById, lockPersons, restrictInto, setPersonStatus } from './persons.repo.ts';
import type { PersonFound } from './persons.repo.ts';
import { findPlace } from './places.repo.ts';
import { each, factsOf, rowOf } from './records.ts';
import { passOn } from './roles.ts';
import { findHasher } from './sealing.ts';

export const answerFindCandidates = answer(findCandidates, async (ctx, input) => {
  // Who is not registered yet has no key: it is made only for who may register them.
  if (input.about && ctx.can(registerHousehold.name)) ctx.met.add(`person:${input.about}`);
  const hasher = await findHasher(ctx.tx);
  if (!hasher) return { rows: [], knownElsewhere: false };
  const place = input.area ? await findPlace.maybe(ctx.tx, { area: input.area, siteId: null }) : undefined;
  const found = await findMatches(ctx, hasher, factsOf(input, place?.areas ?? []), { butNot: input.butNot, limit: 30 });
  const rows = await listRowsById.all(ctx.tx, { ids: found.filter((one) => one.visible).map((one) => one.person_id) });
  const byId = new Map(rows.map((row) => [row.id, row]));
  const seen = found.filter((one) => byId.has(one.person_id)).slice(0, 8);
  const likely = found.filter((one) => one.zone === 'hold' || one.levels.id === 'same');
  for (const one of [...seen, ...likely]) ctx.met.add(`person:${one.person_id}`);
  return {
    rows: await each(seen, async (one) => ({
      person: await rowOf(ctx.tx, byId.get(one.person_id)!),
      probability: one.probability,
      zone: one.zone,
      sameNumber: one.levels.id === 'same',
      evidence: one.evidence,
    })),
    // Restricted persons never change an answer; of others beyond reach the clerk learns only that somebody is known.
    knownElsewhere: found.some((one) => !one.visible && !one.restricted && (one.zone === 'hold' || one.levels.id === 'same')),
  };
});

async function shownPair(ctx: RequestContext, row: PairFound) {
  const persons = await listRowsById.all(ctx.tx, { ids: [row.a_id, row.b_id] });
  const one = (id: string) =>
    rowOf(
      ctx.tx,
      persons.find((person) => person.id === id)!,
    );
  const probability = row.probability / 10_000;
  const can = [decidePair.name, mergePersons.name];
  return {
    id: row.id,
    a: await one(row.a_id),
    b: await one(row.b_id),
    probability,
    zone: zoneOf(probability),
    evidence: row.evidence,
    modelVersion: row.model_version,
    state: row.state,
    raisedAt: row.raised_at.toISOString(),
    decidedBy: row.decided_by,
    note: row.note,
    abilities: row.state === 'open' || row.state === 'unsure' ? ctx.abilities(can, positionOf(row)) : [],
  };
}

export const answerListPairs = answer(listPairs, async (ctx, input) => {
  const rows = await listPairRows.all(ctx.tx, {
    reachA: ctx.reach(getPerson.name, { areas: 'a.areas', site: 'a.site_id' }),
    reachB: ctx.reach(getPerson.name, { areas: 'b.areas', site: 'b.site_id' }),
    state: input.state ?? null,
    personId: input.personId ?? null,
    limit: input.limit,
    offset: input.offset,
  });
  return { total: rows[0]?.total ?? 0, rows: await each(rows, (row) => shownPair(ctx, row)) };
});

export const handleDecidePair = handle(decidePair, async (ctx, input) => {
  const pair = await findPair.maybe(ctx.tx, { id: input.pairId });
  if (!pair) throw problems.problem('pair-not-found');
  await decide(ctx, pair.id, input.decision, input.note || null);
  ctx.touch('person', pair.a_id);
  ctx.touch('person', pair.b_id);
  return {};
});
const decide = (ctx: CommandContext, id: string, state: string, note: string | null) =>
  decidePairRow.run(ctx.tx, { id, state, note, by: ctx.actor.userId, at: ctx.now.toISOString() });

const living = (all: readonly MembershipFound[]) => all.find((one) => one.to_day === null);

/** Of nobody any more: who is forgotten, or was registered by mistake, stands for no other record, and none for them. */
const isGone = (status: PersonFound['status']) => status === 'erased' || status === 'withdrawn';

export const handleMergePersons = handle(mergePersons, async (ctx, input) => {
  if (input.fromId === input.intoId) throw problems.problem('merge-self');
  await lockHouseholdsOf(ctx, [input.fromId, input.intoId]);
  await lockPersons.all(ctx.tx, { ids: [input.fromId, input.intoId] });
  const from = await getPersonRow(ctx, input.fromId);
  const into = await getPersonRow(ctx, input.intoId);
  if (from.status === 'merged' || into.status === 'merged') throw problems.problem('merged-already');
  if (isGone(from.status) || isGone(into.status)) throw problems.problem('merge-ended');
  const { left, joinedId } = await takeOver(ctx, from.id, into.id, input.mergeId);
  const former = { status: from.status, membershipId: left?.id ?? null, joinedId };
  const by = { by: ctx.actor.userId, at: ctx.now.toISOString() };
  await insertMerge.run(ctx.tx, { id: input.mergeId, fromId: from.id, intoId: into.id, reason: input.reason, former, ...by });
  await setPersonStatus.run(ctx.tx, { id: from.id, status: 'merged', into: into.id });
  const pair = await findPairOf.maybe(ctx.tx, { a: from.id, b: into.id });
  if (pair) await decide(ctx, pair.id, 'same', input.reason);
  await settleDisputes.run(ctx.tx, { personId: into.id });
  ctx.touch('person', from.id);
  ctx.touch('person', into.id);
  return {};
});

/** The alias leaves its household, which closes where nobody else lives: a second card would be a second ration. */
async function takeOver(ctx: CommandContext, fromId: string, intoId: string, mergeId: string) {
  const day = dayIn(ctx.mission.timeZone, ctx.now);
  const left = living(await listMemberships.all(ctx.tx, { personId: fromId }));
  if (!left) return { left: undefined, joinedId: null };
  const kept = living(await listMemberships.all(ctx.tx, { personId: intoId }));
  const on = left.from_day > day ? left.from_day : day;
  await endMember.maybe(ctx.tx, { personId: fromId, householdId: left.household_id, on, reason: 'merged' });
  // Whoever stands for both lives where one of them lived: nobody falls out of a household by a merge.
  const joinedId = kept ? null : derivedId(ctx.now, 'joined', mergeId);
  const { household_id: householdId, relation, collector } = left;
  if (joinedId) {
    await insertMember.run(ctx.tx, { id: joinedId, householdId, personId: intoId, relation, collector, from: on });
    await restrictInto.run(ctx.tx, { ids: [intoId], householdId });
  } else await passOn(ctx, householdId, left, on);
  await settleHousehold(ctx, householdId, on);
  return { left, joinedId };
}

export const handleUndoMerge = handle(undoMerge, async (ctx, input) => {
  const merge = await findMerge.maybe(ctx.tx, { id: input.mergeId });
  if (!merge) throw problems.problem('merge-not-found');
  await lockHouseholdsOf(ctx, [merge.from_id, merge.into_id]);
  await lockPersons.all(ctx.tx, { ids: [merge.from_id, merge.into_id] });
  const into = await getPersonRow(ctx, merge.into_id);
  if (into.status === 'merged') throw problems.problem('merge-later-first');
  if (into.status === 'erased') throw problems.problem('person-ended');
  await setUndone.run(ctx.tx, { id: merge.id, by: ctx.actor.userId, at: ctx.now.toISOString() });
  await setPersonStatus.run(ctx.tx, { id: merge.from_id, status: merge.former.status, into: null });
  const day = dayIn(ctx.mission.timeZone, ctx.now);
  const now = living(await listMemberships.all(ctx.tx, { personId: into.id }));
  const joined = now && now.id === merge.former.joinedId ? now.household_id : undefined;
  if (joined) await endMember.maybe(ctx.tx, { personId: into.id, householdId: joined, on: day, reason: 'merge-undone' });
  const back = merge.former.membershipId ? await giveBack(ctx, merge.from_id, merge.former.membershipId, day) : undefined;
  if (back) await restrictInto.run(ctx.tx, { ids: [merge.from_id], householdId: back });
  // Its card was in nobody else's hands. A PIN is gone for good: the household chooses another.
  if (back) await reviveCard.run(ctx.tx, { householdId: back, mergeId: merge.id });
  for (const id of new Set([joined, back])) if (id) await settleHousehold(ctx, id, day);
  const pair = await findPairOf.maybe(ctx.tx, { a: merge.from_id, b: merge.into_id });
  if (pair) await reopenPair.run(ctx.tx, { id: pair.id });
  ctx.touch('person', merge.from_id);
  ctx.touch('person', merge.into_id);
  return {};
});

/** The alias is a person again, in the household that the merge took it out of; another head has been found meanwhile. */
async function giveBack(ctx: CommandContext, personId: string, membershipId: string, day: string): Promise<string | undefined> {
  const all = await listMemberships.all(ctx.tx, { personId });
  const former = all.find((one) => one.id === membershipId);
  if (!former || living(all)) return undefined;
  const { household_id: householdId } = former;
  if (former.relation !== 'head' && former.collector !== 'primary') {
    await reviveMember.run(ctx.tx, { id: former.id });
    return householdId;
  }
  const id = derivedId(ctx.now, 'given-back', ctx.command.id);
  const alone = !(await hasOthers(ctx, householdId));
  const [relation, collector] = alone ? [former.relation, former.collector] : (['other', 'none'] as const);
  await insertMember.run(ctx.tx, { id, householdId, personId, relation, collector, from: day });
  return householdId;
}

async function hasOthers(ctx: CommandContext, householdId: string): Promise<boolean> {
  return (await listMembers.all(ctx.tx, { householdId })).some((one) => one.to_day === null);
}

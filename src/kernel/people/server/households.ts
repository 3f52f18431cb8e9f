import { answer, handle } from '#foundation/pipeline/context.ts';
import type { CommandContext } from '#foundation/pipeline/context.ts';
import { dayIn } from '#foundation/time.ts';
import { issueCard, revokeCard } from '../contract/cards.ts';
import { problems } from '../contract/problems.ts';
import { setPin } from '../contract/pins.ts';
import { withdrawRegistration } from '../contract/withdrawal.ts';
import { getHousehold, getPerson, listHouseholds, seeRestricted } from '../contract/queries.ts';
import { attestHousehold, changeMember, closeHousehold, moveHousehold, moveMembers, setRestricted } from '../contract/register.ts';
import { numberOf, readNumber } from '../domain/numbers.ts';
import { shownCards } from './cards.ts';
import { shownWithdrawal } from './withdrawal-shown.ts';
import {
  endMember,
  findHousehold,
  insertHousehold,
  insertMember,
  listHouseholdRows,
  listMembers,
  lockHouseholds,
  restrictHousehold,
  updateHousehold,
} from './households.repo.ts';
import type { HouseholdFound, MemberFound } from './households.repo.ts';
import { getHouseholdRow, positionOf } from './find.ts';
import { lockPersons, placePersons, restrictInto, restrictPersons } from './persons.repo.ts';
import { briefOf, each, spokenName } from './records.ts';
import type { PersonRecord } from './records.ts';
import { shownPin } from './pins.ts';
import { placeFor } from './place.ts';
import { changeRoles, passOn } from './roles.ts';
import { openSealed, sealFor } from './sealing.ts';
import { here, settleHousehold } from './settle.ts';

export const handleMoveHousehold = handle(moveHousehold, async (ctx, input) => {
  await lockHouseholds.all(ctx.tx, { ids: [input.householdId] });
  const now = await getHouseholdRow(ctx, input.householdId);
  if (now.version !== input.version) throw problems.problem('changed-meanwhile', { seen: input.version, now: now.version });
  if (now.status === 'closed') throw problems.problem('household-closed');
  const place = await placeFor(ctx, input);
  const sealed = input.address ? await sealFor(ctx.tx, `household:${now.id}`, { address: input.address }) : null;
  const members = here(await listMembers.all(ctx.tx, { householdId: now.id })).map((one) => one.id);
  await updateHousehold.run(ctx.tx, { id: now.id, sealed, area: place.area, areas: place.areas, siteId: place.site_id });
  await placePersons.run(ctx.tx, { ids: members, areas: place.areas, siteId: place.site_id });
  ctx.touch('household', now.id);
  for (const id of members) ctx.touch('person', id);
  return {};
});

/** Who can go from it into another: its members; of one that was closed, whoever came back and belongs to none since. */
const leaving = (of: HouseholdFound, members: readonly MemberFound[]) =>
  of.status === 'active' ? here(members) : members.filter((one) => one.unhoused).toSorted((a, b) => b.to_day!.localeCompare(a.to_day!));

export const handleMoveMembers = handle(moveMembers, async (ctx, input) => {
  if (input.fromId === input.intoId) throw problems.problem('same-household');
  await lockHouseholds.all(ctx.tx, { ids: [input.fromId, input.intoId] });
  await lockPersons.all(ctx.tx, { ids: input.members.map((one) => one.personId) });
  const from = await getHouseholdRow(ctx, input.fromId);
  const into = (await findHousehold.maybe(ctx.tx, { id: input.intoId })) ?? (await beginHousehold(ctx, from, input.intoId));
  if (into.status === 'closed') throw problems.problem('household-closed');
  const split = into.registered_at.getTime() === ctx.now.getTime() && into.id !== from.id;
  for (const member of input.members) {
    const members = await listMembers.all(ctx.tx, { householdId: from.id });
    const before = leaving(from, members).find((one) => one.id === member.personId);
    if (!before) throw problems.problem('not-a-member');
    if (input.on < (before.to_day ?? before.from_day)) throw problems.problem('dates-reversed');
    await endMember.maybe(ctx.tx, { personId: member.personId, householdId: from.id, on: input.on, reason: split ? 'split' : 'moved' });
    const { membershipId, personId, relation, collector } = member;
    await insertMember.run(ctx.tx, { id: membershipId, householdId: into.id, personId, relation, collector, from: input.on });
    if (before.to_day === null) await passOn(ctx, from.id, before, input.on);
    ctx.touch('person', personId);
  }
  const ids = input.members.map((one) => one.personId);
  await placePersons.run(ctx.tx, { ids, areas: into.areas, siteId: into.site_id });
  // Whoever leaves a restricted one stays so until a focal point opens.
  await restrictInto.run(ctx.tx, { ids, householdId: into.id });
  const closed = from.status === 'closed' || (await settleHousehold(ctx, from.id, input.on));
  await settleHousehold(ctx, into.id, input.on);
  return { intoId: into.id, number: into.number, closed };
});

/** A household that begins where the other one lives. */
async function beginHousehold(ctx: CommandContext, from: HouseholdFound, id: string): Promise<HouseholdFound> {
  await insertHousehold.run(ctx.tx, {
    id,
    number: numberOf('H', id),
    sealed: null,
    area: from.area,
    areas: from.areas,
    siteId: from.site_id,
    fromOrg: from.from_org,
    restricted: from.restricted,
    flags: [],
    source: 'desk',
    by: ctx.actor.userId,
    occurredAt: ctx.command.occurredAt.toISOString(),
    at: ctx.now.toISOString(),
  });
  return getHouseholdRow(ctx, id);
}

export const handleChangeMember = handle(changeMember, async (ctx, input) => {
  await lockHouseholds.all(ctx.tx, { ids: [input.householdId] });
  await getHouseholdRow(ctx, input.householdId);
  const members = here(await listMembers.all(ctx.tx, { householdId: input.householdId }));
  const member = members.find((one) => one.id === input.personId);
  if (!member) throw problems.problem('not-a-member');
  if (member.relation === 'head' && input.relation !== 'head') throw problems.problem('one-head');
  // A new head takes over from the old one in the same act: a household is never without.
  const others = members
    .filter((one) => one.id !== member.id)
    .map((other) => ({
      member: other,
      role: {
        relation: input.relation === 'head' && other.relation === 'head' ? ('other' as const) : other.relation,
        collector: input.collector === 'primary' && other.collector === 'primary' ? ('alternate' as const) : other.collector,
      },
    }))
    .filter(({ member: other, role }) => role.relation !== other.relation || role.collector !== other.collector);
  const day = dayIn(ctx.mission.timeZone, ctx.now);
  await changeRoles(ctx, input.householdId, [...others, { member, role: { relation: input.relation, collector: input.collector } }], day);
  await settleHousehold(ctx, input.householdId, day);
  return {};
});

export const handleCloseHousehold = handle(closeHousehold, async (ctx, input) => {
  await lockHouseholds.all(ctx.tx, { ids: [input.householdId] });
  const now = await getHouseholdRow(ctx, input.householdId);
  if (now.status === 'closed') throw problems.problem('household-closed');
  for (const member of here(await listMembers.all(ctx.tx, { householdId: now.id }))) {
    if (input.on < member.from_day) throw problems.problem('dates-reversed');
    await endMember.maybe(ctx.tx, { personId: member.id, householdId: now.id, on: input.on, reason: input.reason });
    ctx.touch('person', member.id);
  }
  await settleHousehold(ctx, now.id, input.on);
  return {};
});

/** Restricted persons are the focal points' alone: only who may see them may shut or open. */
export const handleSetRestricted = handle(setRestricted, async (ctx, input) => {
  await lockHouseholds.all(ctx.tx, { ids: [input.householdId] }); // who moves in at this moment is restricted too
  const now = await getHouseholdRow(ctx, input.householdId);
  if (!ctx.can(seeRestricted.name, positionOf(now))) throw problems.problem('beyond-reach');
  const members = here(await listMembers.all(ctx.tx, { householdId: now.id })).map((one) => one.id);
  await restrictPersons.run(ctx.tx, { ids: members, restricted: input.restricted });
  await restrictHousehold.run(ctx.tx, { id: now.id, restricted: input.restricted });
  ctx.touch('household', now.id);
  return {};
});

export const answerGetHousehold = answer(getHousehold, async (ctx, input) => {
  const row = await getHouseholdRow(ctx, input.householdId);
  // A role that somebody gave up is history of the person, not a second member.
  const members = (await listMembers.all(ctx.tx, { householdId: row.id })).filter((one) => one.end_reason !== 'role');
  const sealed = await openSealed<{ address: string }>(ctx.tx, row.sealed);
  const can = [
    moveHousehold,
    moveMembers,
    changeMember,
    closeHousehold,
    attestHousehold,
    issueCard,
    revokeCard,
    setPin,
    withdrawRegistration,
  ].map((def) => def.name);
  const again = members.some((one) => one.unhoused) ? [moveMembers.name] : [];
  const focal = ctx.can(seeRestricted.name, positionOf(row)) ? [setRestricted.name] : [];
  return {
    id: row.id,
    number: row.number,
    area: row.area,
    areaNames: { en: row.area_en, tr: row.area_tr, ar: row.area_ar },
    siteId: row.site_id,
    siteNames: row.site_names,
    address: sealed?.address ?? null,
    status: row.status,
    restricted: row.restricted,
    source: row.source,
    flags: row.flags,
    attested: row.attested,
    spotCheck: row.spot_check,
    version: row.version,
    registeredAt: row.registered_at.toISOString(),
    registeredBy: row.registered_by,
    members: await each(members, async (one) => ({
      ...(await briefOf(ctx.tx, one)),
      relation: one.relation,
      collector: one.collector,
      fromDay: one.from_day,
      toDay: one.to_day,
      endReason: one.end_reason,
      unhoused: one.unhoused,
    })),
    ...(await shownCards(ctx, row.id)),
    pin: await shownPin(ctx, row.id),
    withdrawal: await shownWithdrawal(ctx, row.id),
    abilities: ctx.abilities(row.status === 'active' ? [...can, ...focal] : again, positionOf(row)),
  };
});

export const answerListHouseholds = answer(listHouseholds, async (ctx, input) => {
  const rows = await listHouseholdRows.all(ctx.tx, {
    reach: ctx.reach(getPerson.name, { areas: 'h.areas', site: 'h.site_id' }),
    area: input.area ?? null,
    number: input.number ? (readNumber(input.number) ?? input.number) : null,
    status: input.status ?? null,
    spotCheck: input.spotCheck ?? null,
    sort: input.sort,
    limit: input.limit,
    offset: input.offset,
  });
  return {
    total: rows[0]?.total ?? 0,
    rows: await each(rows, async (row) => {
      const head = await openSealed<PersonRecord>(ctx.tx, row.head_sealed);
      return {
        id: row.id,
        number: row.number,
        head: head ? (spokenName(head.names, false) ?? spokenName(head.names, true)) : null,
        size: row.size,
        area: row.area,
        areaNames: { en: row.area_en, tr: row.area_tr, ar: row.area_ar },
        status: row.status,
        source: row.source,
        attested: row.attested,
        card: row.card,
        registeredAt: row.registered_at.toISOString(),
      };
    }),
  };
});

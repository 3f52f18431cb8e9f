import { answer, handle } from '#foundation/pipeline/context.ts';
import type { CommandContext, RequestContext } from '#foundation/pipeline/context.ts';
import { askErasure } from '../contract/erasure.ts';
import { mergePersons } from '../contract/matching.ts';
import { problems } from '../contract/problems.ts';
import { getPerson, listPersons, seeClass } from '../contract/queries.ts';
import { changePerson, endPerson, recordConsent, withdrawConsent } from '../contract/register.ts';
import { fieldClasses, shownClasses } from '../domain/classes.ts';
import type { FieldClass, Needs } from '../domain/classes.ts';
import { askedTerms } from '../domain/match-terms.ts';
import { readNumber } from '../domain/numbers.ts';
import { whyFound } from '../domain/why-found.ts';
import { listConsents } from './consents.repo.ts';
import { enterNumbers, recordOf } from './enter.ts';
import { getPersonRow, positionOf } from './find.ts';
import { endMember, listMembers, listMemberships } from './households.repo.ts';
import { lockHouseholdsOf, settleHousehold } from './settle.ts';
import { endIdentifiers, listIdentifiers } from './identifiers.repo.ts';
import { raisePairs, writeKeys } from './matching.ts';
import { listPairRows } from './matching.repo.ts';
import { listMergeRows } from './merges.repo.ts';
import { findPerson, listPersonRows, lockPersons, setPersonStatus, updatePerson } from './persons.repo.ts';
import type { PersonFound, RowFound } from './persons.repo.ts';
import { findActing } from './places.repo.ts';
import { briefOf, each, factsOf, rowOf } from './records.ts';
import type { ContactRecord, PersonRecord } from './records.ts';
import { raiseDispute } from './place.ts';
import { passOn } from './roles.ts';
import { findHasher, getHasher, openSealed, sealFor } from './sealing.ts';

/** What stays where the input is silent, and what it says where it speaks. */
async function saidAfter(ctx: CommandContext, now: PersonFound, input: Parameters<typeof recordOf>[0] & ChangeParts) {
  const contacts = input.contacts
    ? { phones: input.contacts.phones, email: input.contacts.email ?? null }
    : await openSealed<ContactRecord>(ctx.tx, now.contacts);
  const kept = await listIdentifiers.all(ctx.tx, { personId: now.id });
  const identifiers =
    input.identifiers ??
    (await each(kept, async (row) => ({
      type: row.type,
      country: row.country,
      value: (await openSealed<string>(ctx.tx, row.sealed)) ?? '',
    })));
  return { contacts, kept, identifiers };
}
type ChangeParts = {
  contacts?: { phones: readonly string[]; email?: string | undefined } | undefined;
  identifiers?: readonly { type: PersonIdType; country: string; value: string; validTo?: string | undefined }[] | undefined;
};
type PersonIdType = Parameters<typeof enterNumbers>[3][number]['type'];

export const handleChangePerson = handle(changePerson, async (ctx, input) => {
  await lockPersons.all(ctx.tx, { ids: [input.personId] });
  const now = await getPersonRow(ctx, input.personId);
  if (now.version !== input.version) throw problems.problem('changed-meanwhile', { seen: input.version, now: now.version });
  const subject = `person:${now.id}` as const;
  const after = await saidAfter(ctx, now, input);
  await updatePerson.run(ctx.tx, {
    id: now.id,
    sealed: await sealFor(ctx.tx, subject, recordOf(input)),
    contacts: input.contacts && after.contacts ? await sealFor(ctx.tx, subject, after.contacts) : now.contacts,
    needs: input.needs ? await sealFor(ctx.tx, subject, input.needs) : now.needs,
    sex: input.sex ?? null,
    birthDate: input.birth?.date ?? null,
    birthPrecision: input.birth?.precision ?? null,
  });
  const hasher = await getHasher(ctx.tx);
  let disputed = 0;
  if (input.identifiers) {
    await endIdentifiers.run(ctx.tx, { ids: after.kept.map((row) => row.id), at: ctx.now.toISOString() });
    disputed = await enterNumbers(ctx, hasher, now, input.identifiers);
  }
  const facts = factsOf({ ...input, identifiers: after.identifiers, phones: after.contacts?.phones ?? [] }, now.areas);
  await writeKeys(ctx, hasher, now.id, now.restricted, facts);
  const current = (await listMemberships.all(ctx.tx, { personId: now.id })).find((one) => one.to_day === null);
  const own = current ? (await listMembers.all(ctx.tx, { householdId: current.household_id })).map((one) => one.id) : [];
  const pairs = await raisePairs(ctx, hasher, now.id, facts, [now.id, ...own]);
  if (disputed > 0 && current) await raiseDispute(ctx, current.household_id, now, disputed);
  ctx.touch('person', now.id);
  return { disputed, pairs };
});

export const handleEndPerson = handle(endPerson, async (ctx, input) => {
  await lockHouseholdsOf(ctx, [input.personId]);
  await lockPersons.all(ctx.tx, { ids: [input.personId] });
  const now = await getPersonRow(ctx, input.personId);
  if (now.status !== 'active') throw problems.problem('person-ended');
  await setPersonStatus.run(ctx.tx, { id: now.id, status: input.status, into: null });
  const current = (await listMemberships.all(ctx.tx, { personId: now.id })).find((one) => one.to_day === null);
  if (current) {
    if (input.on < current.from_day) throw problems.problem('dates-reversed');
    await endMember.maybe(ctx.tx, { personId: now.id, householdId: current.household_id, on: input.on, reason: input.status });
    await passOn(ctx, current.household_id, current, input.on);
    await settleHousehold(ctx, current.household_id, input.on);
  }
  ctx.touch('person', now.id);
  return {};
});

export const answerListPersons = answer(listPersons, async (ctx, input) => {
  const typed = input.search ?? '';
  const number = readNumber(typed) ?? null;
  const hasher = await findHasher(ctx.tx);
  const asked = hasher && number === null ? askedTerms(typed).map((any) => hasher.shorts(any)) : [];
  const rows = await listPersonRows.all(ctx.tx, {
    reach: ctx.reach(getPerson.name, { areas: 'p.areas', site: 'p.site_id' }),
    asked,
    number,
    area: input.area ?? null,
    status: input.status ?? null,
    sort: input.sort,
    limit: input.limit,
    offset: input.offset,
  });
  if (typed !== '') for (const row of rows) ctx.met.add(`person:${row.id}`);
  return { total: rows[0]?.total ?? 0, rows: await each(rows, (row) => foundOf(ctx, row, number === null ? typed : null)) };
});

/** A person with the reason why the search met them; a record's own number says it all. */
async function foundOf(ctx: RequestContext, row: RowFound, typed: string | null) {
  const record = await openSealed<PersonRecord>(ctx.tx, row.sealed);
  const matched = typed === null ? [{ field: 'number' as const, level: 'same' as const }] : whyFound(typed, record?.names ?? []);
  return { ...(await rowOf(ctx.tx, row)), matched };
}

/** The classes that this reader is shown of this person. */
async function classesFor(
  ctx: RequestContext,
  row: PersonFound,
  consents: Awaited<ReturnType<typeof listConsents.all>>,
): Promise<FieldClass[]> {
  const rights = new Set(fieldClasses.filter((one) => ctx.can(seeClass[one].name, positionOf(row))));
  const { kind } = await findActing.one(ctx.tx, {});
  return shownClasses(
    kind,
    rights,
    consents.map((one) => ({ purpose: one.purpose, recipientClass: one.recipient_class, withdrawn: one.withdrawn_on !== null })),
  );
}

export const answerGetPerson = answer(getPerson, async (ctx, input) => {
  const row = await getPersonRow(ctx, input.personId);
  const consents = await listConsents.all(ctx.tx, { personId: row.id });
  const classes = await classesFor(ctx, row, consents);
  const record = await openSealed<PersonRecord>(ctx.tx, row.sealed);
  const contacts = classes.includes('contacts') ? await openSealed<ContactRecord>(ctx.tx, row.contacts) : undefined;
  const successor = row.merged_into ? await findPerson.maybe(ctx.tx, { id: row.merged_into }) : undefined;
  const open = {
    reachA: ctx.reach(getPerson.name, { areas: 'a.areas', site: 'a.site_id' }),
    reachB: ctx.reach(getPerson.name, { areas: 'b.areas', site: 'b.site_id' }),
  };
  const pairs = ctx.can('people.list-pairs')
    ? await listPairRows.all(ctx.tx, { ...open, state: null, personId: row.id, limit: 1, offset: 0 })
    : [];
  return {
    ...(await briefOf(ctx.tx, row)),
    version: row.version,
    names: [...(record?.names ?? [])],
    nationality: record?.nationality ?? null,
    languages: [...(record?.languages ?? [])],
    classes,
    identifiers: classes.includes('identifiers') ? await shownIdentifiers(ctx, row.id) : [],
    contacts: contacts ? { phones: [...contacts.phones], ...(contacts.email ? { email: contacts.email } : {}) } : null,
    needs: classes.includes('needs') ? (((await openSealed<Needs>(ctx.tx, row.needs)) as never) ?? null) : null,
    consents: consents.map(shownConsent),
    memberships: (await listMemberships.all(ctx.tx, { personId: row.id })).map(shownMembership),
    merges: await each(await listMergeRows.all(ctx.tx, { intoId: row.id }), async (one) => ({
      id: one.merge_id,
      from: await briefOf(ctx.tx, one),
      reason: one.reason,
      mergedAt: one.merged_at.toISOString(),
      mergedBy: one.merged_by,
    })),
    successor: successor ? await briefOf(ctx.tx, successor) : null,
    openPairs: pairs[0]?.total ?? 0,
    registeredAt: row.registered_at.toISOString(),
    registeredBy: row.registered_by,
    abilities: record ? ctx.abilities(offered(row.status), positionOf(row)) : [],
  };
});

/** What may be done now: who died, left or was registered by mistake is still forgotten on demand. */
function offered(status: PersonFound['status']): string[] {
  if (status === 'active')
    return [changePerson, endPerson, recordConsent, withdrawConsent, mergePersons, askErasure].map((def) => def.name);
  return status === 'erased' || status === 'merged' ? [] : [askErasure.name];
}

async function shownIdentifiers(ctx: RequestContext, personId: string) {
  return each(await listIdentifiers.all(ctx.tx, { personId }), async (one) => ({
    id: one.id,
    type: one.type,
    country: one.country,
    value: (await openSealed<string>(ctx.tx, one.sealed)) ?? null,
    validTo: one.valid_to,
    checksumOk: one.checksum_ok,
    disputed: one.disputed,
  }));
}
const shownConsent = (one: Awaited<ReturnType<typeof listConsents.all>>[number]) => ({
  id: one.id,
  purpose: one.purpose,
  recipientClass: one.recipient_class,
  textVersion: one.text_version,
  language: one.language,
  mode: one.mode,
  givenOn: one.given_on,
  withdrawnOn: one.withdrawn_on,
});
const shownMembership = (one: Awaited<ReturnType<typeof listMemberships.all>>[number]) => ({
  householdId: one.household_id,
  householdNumber: one.number,
  relation: one.relation,
  collector: one.collector,
  fromDay: one.from_day,
  toDay: one.to_day,
  endReason: one.end_reason,
});

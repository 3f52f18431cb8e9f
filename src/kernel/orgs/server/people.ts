import { answer, handle } from '#foundation/pipeline/context.ts';
import type { RequestContext } from '#foundation/pipeline/context.ts';
import { addPerson, changePerson, endPerson, listPeople } from '../contract/people.ts';
import { problems } from '../contract/problems.ts';
import { getOrg } from './organisations.ts';
import { screeningKeys } from './keys.ts';
import { endPersonRow, findPerson, insertPerson, listPersonRows, updatePerson } from './people.repo.ts';
import type { PersonFound } from './people.repo.ts';
import { screenPerson } from './screening.ts';
import { openPerson, sealPerson } from './sealing.ts';
import type { PersonRecord } from './sealing.ts';

interface Described {
  readonly name: string;
  readonly otherNames: readonly string[];
  readonly birthYear?: number | undefined;
  readonly position?: string | undefined;
  readonly phone?: string | undefined;
  readonly email?: string | undefined;
  readonly paper?: string | undefined;
}
const recordOf = (input: Described): PersonRecord => ({
  name: input.name,
  otherNames: input.otherNames,
  birthYear: input.birthYear ?? null,
  position: input.position || null,
  phone: input.phone || null,
  email: input.email ?? null,
  paper: input.paper || null,
});

export const handleAddPerson = handle(addPerson, async (ctx, input) => {
  const org = await getOrg(ctx, input.orgId);
  if (org.status === 'merged') throw problems.problem('merged-already');
  await insertPerson.run(ctx.tx, {
    id: input.personId,
    orgId: org.id,
    kind: input.kind,
    sealed: await sealPerson(ctx.tx, input.personId, recordOf(input)),
    mark: ctx.command.id,
    by: ctx.actor.userId,
    at: ctx.now.toISOString(),
  });
  ctx.touch('org', org.id);
  ctx.touch('org-person', input.personId);
  return { personId: input.personId, hits: await screenPerson(ctx, input.personId) };
});

export const handleChangePerson = handle(changePerson, async (ctx, input) => {
  const now = await getPerson(ctx, input.personId);
  if (now.version !== input.version) throw problems.problem('changed-meanwhile', { seen: input.version, now: now.version });
  const before = await openPerson(ctx.tx, now.sealed);
  const record = recordOf(input);
  await updatePerson.run(ctx.tx, {
    id: now.id,
    kind: input.kind,
    sealed: await sealPerson(ctx.tx, now.id, record),
    mark: before && asScreened(before) === asScreened(record) ? now.screen_mark : ctx.command.id,
  });
  ctx.touch('org', now.org_id);
  ctx.touch('org-person', now.id);
  return { hits: await screenPerson(ctx, now.id) };
});

const asScreened = (record: PersonRecord) => JSON.stringify([screeningKeys([record.name, ...record.otherNames]), record.birthYear]);

export const handleEndPerson = handle(endPerson, async (ctx, input) => {
  const person = await getPerson(ctx, input.personId);
  if ((await endPersonRow.run(ctx.tx, { id: person.id, at: ctx.now.toISOString() })) === 0) throw problems.problem('person-left');
  ctx.touch('org', person.org_id);
  ctx.touch('org-person', person.id);
  return {};
});

async function getPerson(ctx: RequestContext, id: string): Promise<PersonFound> {
  const person = await findPerson.maybe(ctx.tx, { id });
  if (!person) throw problems.problem('person-not-found');
  return person;
}

export const answerListPeople = answer(listPeople, async (ctx, input) => {
  const rows = await listPersonRows.all(ctx.tx, { orgId: input.orgId, kind: input.kind ?? null });
  const abilities = ctx.abilities([changePerson.name, endPerson.name], { orgs: [input.orgId] });
  return { rows: await Promise.all(rows.map(async (row) => shown(row, await openPerson(ctx.tx, row.sealed), abilities))) };
});

function shown(row: PersonFound, record: PersonRecord | undefined, abilities: string[]) {
  return {
    id: row.id,
    orgId: row.org_id,
    kind: row.kind,
    name: record?.name ?? null,
    otherNames: [...(record?.otherNames ?? [])],
    birthYear: record?.birthYear ?? null,
    position: record?.position ?? null,
    phone: record?.phone ?? null,
    email: record?.email ?? null,
    paper: record?.paper ?? null,
    status: row.status,
    screening: row.screening,
    version: row.version,
    abilities: row.status === 'active' && record ? abilities : [],
  };
}

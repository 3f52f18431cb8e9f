import { createHash } from 'node:crypto';
import type { Id } from '#foundation/ids.ts';
import { createGrant } from '#kernel/orgs/contract/grants.ts';
import { openOffice } from '#kernel/orgs/contract/offices.ts';
import { createOrganisation } from '#kernel/orgs/contract/organisations.ts';
import { addPerson } from '#kernel/orgs/contract/people.ts';
import { createProject, openResponse } from '#kernel/orgs/contract/responses.ts';
import { activateList, addListEntries, decideHit, listHits, openList, screenOrganisations } from '#kernel/orgs/contract/screening.ts';
import { grants, orgs } from './cast.ts';
import type { Names } from './cast.ts';
import type { Player } from './player.ts';
import { grantRules, offices, people, projects, responses, screeningList } from './programme.ts';

export type Ids = ReadonlyMap<string, Id>;
const named = (names: Names) => ({ nameEn: names.en, nameTr: names.tr, nameAr: names.ar });

/** Enters everybody the mission works with. */
export async function enterOrganisations(player: Player): Promise<Ids> {
  const ids = new Map<string, Id>();
  for (const org of orgs) {
    const orgId = player.id();
    const { acronym, aliases = [], kind } = org;
    await player.do(createOrganisation, {
      orgId,
      ...named(org.names),
      acronym,
      aliases: [...aliases],
      roles: [kind],
      country: /-sy|yasmin|sunbula|ghaith|qamar/.test(org.key) ? 'SYR' : /^donor|^un-/.test(org.key) ? 'CHE' : 'TUR',
    });
    ids.set(org.key, orgId);
  }
  return ids;
}

export async function openResponses(player: Player): Promise<Ids> {
  const ids = new Map<string, Id>();
  for (const { key, code, kind, startsOn, names } of responses) {
    const responseId = player.id();
    await player.do(openResponse, { responseId, code, kind, startsOn, ...named(names) });
    ids.set(key, responseId);
  }
  return ids;
}

export async function openOffices(player: Player, siteIds: Ids): Promise<void> {
  const ids = new Map<string, Id>();
  for (const office of offices) {
    const officeId = player.id();
    await player.do(openOffice, {
      officeId,
      code: office.code,
      kind: office.kind,
      area: office.area,
      ...named(office.names),
      ...(office.parent ? { parentId: ids.get(office.parent)! } : {}),
      ...(office.site ? { siteId: siteIds.get(office.site)! } : {}),
    });
    ids.set(office.code, officeId);
  }
}

/** Agreements with their budget lines and rules, then the projects that they pay for. */
export async function signGrants(player: Player, orgIds: Ids, responseIds: Ids): Promise<void> {
  const ids = new Map<string, Id>();
  for (const grant of grants) {
    player.at(`${grant.start}T07:30:00Z`);
    const grantId = player.id();
    const rules = grantRules[grant.key]!;
    await player.do(createGrant, {
      grantId,
      donorId: orgIds.get(grant.donor)!,
      code: grant.code,
      title: grant.title,
      currency: grant.currency,
      minor: String(grant.amount),
      startsOn: grant.start,
      endsOn: grant.end,
      sectors: [...rules.sectors],
      areas: [...rules.areas],
      partners: rules.partners.map((key) => orgIds.get(key)!),
      lines: rules.lines.map(({ code, title, part }) => ({ code, title, minor: String(Math.floor(grant.amount * part)) })),
    });
    ids.set(grant.key, grantId);
  }
  for (const project of projects) {
    await player.do(createProject, {
      projectId: player.id(),
      responseId: responseIds.get(project.response)!,
      code: project.code,
      ...named(project.names),
      startsOn: project.startsOn,
      ...(project.endsOn ? { endsOn: project.endsOn } : {}),
      grants: project.grants.map((key) => ids.get(key)!),
    });
  }
}

export async function enterPeople(player: Player, orgIds: Ids): Promise<void> {
  for (const { org, ...person } of people) {
    const { otherNames = [], ...rest } = person;
    await player.do(addPerson, { personId: player.id(), orgId: orgIds.get(org)!, ...rest, otherNames: [...otherNames] });
  }
}

/** Uploads the sample list, screens everybody, and lets a second person decide one of the two hits. */
export async function screenEverybody(player: Player, orgIds: Ids, secondPerson: Id): Promise<void> {
  const versionId = player.id();
  const entries = screeningList.entries.map((entry) => ({ ...entry, names: [...entry.names], birthYears: [...entry.birthYears] }));
  const { code, name, source, publishedOn } = screeningList;
  const fileHash = createHash('sha256').update(JSON.stringify(entries)).digest('hex');
  await player.do(openList, { versionId, listId: player.id(), code, name, source, publishedOn, fileHash });
  await player.do(addListEntries, { versionId, entries });
  await player.do(activateList, { versionId, entries: entries.length });
  await player.do(screenOrganisations, { orgIds: [...orgIds.values()] });
  const { rows } = await player.ask(listHits, { undecided: true });
  const driver = rows.find((hit) => hit.subjectKind === 'driver');
  if (!driver) throw new Error('the story has a driver who bears a listed name');
  player.as(secondPerson);
  await player.do(decideHit, {
    hitId: driver.id,
    outcome: 'not-same',
    note: 'Born 33 years later than the listed man; identity card seen at the gate.',
  });
  player.as(null);
}

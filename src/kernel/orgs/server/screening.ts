import type { CommandContext } from '#foundation/pipeline/context.ts';
import type { Id } from '#foundation/ids.ts';
import { problems } from '../contract/problems.ts';
import { hitRaised } from '../contract/screening.ts';
import { bothScripts } from '../domain/latin.ts';
import { hitThreshold, likenessOf } from '../domain/likeness.ts';
import { screeningProblem } from '../domain/screening.ts';
import { derivedId } from './derive.ts';
import { carryUndecided, insertHits, listCandidates, listStates, noteScreened } from './hits.repo.ts';
import type { HitWrite } from './hits.repo.ts';
import { screeningKeys } from './keys.ts';
import { findOrg, listAliasRows, listSuccessors } from './organisations.repo.ts';
import type { OrgFound } from './organisations.repo.ts';
import { findPerson, listActivePeople } from './people.repo.ts';
import type { PersonFound } from './people.repo.ts';
import { openPerson } from './sealing.ts';
import type { PersonRecord } from './sealing.ts';

interface Subject {
  readonly kind: 'organisation' | 'officer' | 'driver' | 'contact';
  readonly orgId: Id;
  readonly personId: Id | null;
  readonly keys: readonly string[];
  readonly birthYear: number | null;
  readonly mark: string;
  readonly by: Id;
}
const nobody = '00000000-0000-0000-0000-000000000000';

/** Compares subjects with every list in force and raises what was not asked before; answers how many hits are new. */
async function screen(ctx: CommandContext, subjects: readonly Subject[]): Promise<number> {
  const rows: HitWrite[] = [];
  for (const subject of subjects) {
    await carryUndecided.run(ctx.tx, { orgId: subject.orgId, personId: subject.personId, mark: subject.mark });
    rows.push(...(await hitsOf(ctx, subject)));
  }
  const at = ctx.now.toISOString();
  const raised = rows.length > 0 ? await insertHits.all(ctx.tx, { rows }) : [];
  for (const hit of raised) {
    ctx.touch('org', hit.org_id);
    ctx.emit(hitRaised, { hitId: hit.id, orgId: hit.org_id });
    await raiseHit(ctx, hit.id, hit.org_id);
  }
  const seen = subjects.map((subject) => ({ orgId: subject.orgId, personId: subject.personId ?? nobody }));
  if (seen.length > 0) await noteScreened.run(ctx.tx, { rows: seen, at });
  return raised.length;
}

/** The exception of a likeness that waits for a second person. */
export const hitOpen = 'orgs.hit-open';

/** Puts a hit on the desk of exceptions until somebody has decided it; nothing of the subject goes there. */
export async function raiseHit(ctx: CommandContext, hitId: Id, orgId: Id): Promise<void> {
  await ctx.raise({
    id: derivedId(ctx.now, hitOpen, hitId, ctx.command.id),
    kind: hitOpen,
    subject: { kind: 'screening-hit', id: hitId },
    figures: {},
    position: { orgs: [orgId] },
  });
}

async function hitsOf(ctx: CommandContext, subject: Subject): Promise<HitWrite[]> {
  if (subject.keys.length === 0) return [];
  // A sole trader's firm bears a person's name, so an organisation is compared with persons too.
  const kinds = subject.personId === null ? ['organisation', 'person', 'unknown'] : ['person', 'unknown'];
  const candidates = await listCandidates.all(ctx.tx, { keys: subject.keys.flatMap(bothScripts), kinds });
  return candidates.flatMap((entry) => {
    const { score, reasons } = likenessOf(subject, { names: entry.names, birthYears: entry.birth_years });
    if (score < hitThreshold) return [];
    const { kind, orgId, personId, mark, by } = subject;
    const id = derivedId(ctx.now, 'hit', orgId, personId ?? '', entry.id, mark);
    const thousandths = Math.round(score * 1000);
    const write = { id, kind, orgId, personId, entryId: entry.id, mark, score: thousandths, reasons };
    return [{ ...write, subjectBy: by, by: ctx.actor.userId, at: ctx.now.toISOString() }];
  });
}

async function subjectOfOrg(ctx: CommandContext, org: OrgFound): Promise<Subject> {
  const aliases = await listAliasRows.all(ctx.tx, { orgId: org.id });
  const keys = screeningKeys([org.name_en, org.name_tr, org.name_ar, ...aliases.map((row) => row.alias)]);
  return { kind: 'organisation', orgId: org.id, personId: null, keys, birthYear: null, mark: org.screen_mark, by: org.created_by };
}

function subjectOfPerson(person: Omit<PersonFound, 'sealed' | 'screening' | 'status' | 'version'>, record: PersonRecord): Subject {
  const keys = screeningKeys([record.name, ...record.otherNames]);
  const { kind, org_id: orgId, id: personId, screen_mark: mark, created_by: by } = person;
  return { kind, orgId, personId, keys, birthYear: record.birthYear, mark, by };
}

/** Screens one organisation without its people. */
export async function screenOrg(ctx: CommandContext, orgId: Id): Promise<number> {
  const org = await findOrg.maybe(ctx.tx, { id: orgId });
  return org ? screen(ctx, [await subjectOfOrg(ctx, org)]) : 0;
}

/** Screens one officer, driver or contact. */
export async function screenPerson(ctx: CommandContext, personId: Id): Promise<number> {
  const person = await findPerson.maybe(ctx.tx, { id: personId });
  const record = person && (await openPerson(ctx.tx, person.sealed));
  return person && record ? screen(ctx, [subjectOfPerson(person, record)]) : 0;
}

/** Screens organisations with everybody who works for them, or with their officers and one person more. */
export async function screenWithPeople(
  ctx: CommandContext,
  orgIds: readonly Id[],
  besideOfficers: Id | null = null,
): Promise<{ screened: number; hits: number }> {
  const subjects: Subject[] = [];
  for (const id of orgIds) {
    const org = await findOrg.maybe(ctx.tx, { id });
    if (org && org.status !== 'merged') subjects.push(await subjectOfOrg(ctx, org));
  }
  for (const person of await listActivePeople.all(ctx.tx, { orgIds, besideOfficers })) {
    const record = await openPerson(ctx.tx, person.sealed);
    if (record) subjects.push(subjectOfPerson(person, record));
  }
  return { screened: subjects.length, hits: await screen(ctx, subjects) };
}

/**
 * The door for awards and assignments: who is bought from, paid, given goods to carry or a grant's work to do. It compares
 * anew, because a list may have come since last night, and refuses what is blocked, undecided, closed or suspended.
 */
const requireOrg = (ctx: CommandContext, orgId: Id): Promise<void> => requireClear(ctx, orgId, null);

async function requireClear(ctx: CommandContext, orgId: Id, besideOfficers: Id | null): Promise<void> {
  const line = await listSuccessors.all(ctx.tx, { id: orgId });
  if (line.length === 0) throw problems.problem('org-not-found');
  const current = line.at(-1)!.id;
  const org = await findOrg.one(ctx.tx, { id: current });
  if (org.status !== 'active') throw problems.problem('org-inactive', { status: org.status });
  await screenWithPeople(ctx, [current], besideOfficers);
  // A merged one keeps the hits that it had.
  const states = await Promise.all(line.map(({ id }) => listStates.all(ctx.tx, { orgId: id, personId: null })));
  const problem = screeningProblem(states.flat().map((row) => row.state));
  if (problem) throw problem;
}

/** The same for a driver or an officer, with the organisation they work for and its officers; its other drivers do not matter here. */
async function requirePerson(ctx: CommandContext, personId: Id): Promise<void> {
  const person = await findPerson.maybe(ctx.tx, { id: personId });
  if (!person) throw problems.problem('person-not-found');
  if (person.status !== 'active') throw problems.problem('person-left');
  await requireClear(ctx, person.org_id, personId);
  const states = await listStates.all(ctx.tx, { orgId: person.org_id, personId });
  const problem = screeningProblem(states.map((row) => row.state));
  if (problem) throw problem;
}

/** What later rooms ask before they award or assign. There is none for recipients of aid. */
export const screening = { require: requireOrg, requirePerson } as const;

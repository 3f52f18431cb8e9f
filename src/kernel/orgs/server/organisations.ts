import { fold } from '#foundation/fold.ts';
import { Problem } from '#foundation/problem.ts';
import { answer, handle } from '#foundation/pipeline/context.ts';
import type { CommandContext, RequestContext } from '#foundation/pipeline/context.ts';
import type * as z from 'zod';
import {
  changeOrganisation,
  createOrganisation,
  getOrganisation,
  listOrganisations,
  mergeOrganisations,
  setOrganisationStatus,
} from '../contract/organisations.ts';
import { addPerson, listPeople } from '../contract/people.ts';
import { problems } from '../contract/problems.ts';
import { listHits, screenOrganisations } from '../contract/screening.ts';
import { decideChange, kindOf, numberKey, orderedRoles } from '../domain/organisations.ts';
import { derivedId } from './derive.ts';
import { keysOf, markOf, screeningKeys } from './keys.ts';
import { listMergeRows } from './merges.repo.ts';
import {
  deleteAliases,
  deleteRegistrations,
  findOrg,
  insertAliases,
  insertOrg,
  insertRegistrations,
  listAliasRows,
  listOrgRows,
  listRegistrationRows,
  listSuccessors,
  lockOrgs,
  replaceKeys,
  setOrgStatus,
  updateOrg,
} from './organisations.repo.ts';
import type { OrgFound, OrgWrite } from './organisations.repo.ts';
import { screenOrg } from './screening.ts';
import { findBrief } from './search.repo.ts';
import type { BriefRow } from './search.repo.ts';

type Described = Omit<z.output<typeof createOrganisation.input>, 'orgId'> & { readonly orgId: string };

function writeOf(ctx: CommandContext, input: Described, mergedAliases: readonly string[]): OrgWrite {
  const roles = orderedRoles(input.roles);
  const names = [input.nameEn, input.nameTr ?? null, input.nameAr ?? null, ...input.aliases, ...mergedAliases];
  return {
    id: input.orgId,
    acronym: input.acronym || null,
    nameEn: input.nameEn,
    nameTr: input.nameTr || null,
    nameAr: input.nameAr || null,
    roles,
    kind: kindOf(roles),
    country: input.country ?? null,
    email: input.email ?? null,
    phone: input.phone || null,
    address: input.address || null,
    website: input.website ?? null,
    note: input.note || null,
    mark: markOf(screeningKeys(names)),
    by: ctx.actor.userId,
    at: ctx.now.toISOString(),
  };
}

/** Aliases, numbers and search keys as the input has them; aliases that came by a merge stay. */
async function writeParts(ctx: CommandContext, input: Described, org: OrgWrite): Promise<void> {
  const aliases = [...new Set(input.aliases)];
  await deleteAliases.run(ctx.tx, { orgId: org.id });
  await deleteRegistrations.run(ctx.tx, { orgId: org.id });
  const rows = aliases.map((alias) => ({ id: derivedId(ctx.now, 'alias', org.id, alias, ctx.command.id), alias, mergeId: null }));
  if (rows.length > 0) await insertAliases.run(ctx.tx, { orgId: org.id, rows });
  const numbers = input.registrations.map((row) => ({ ...row, key: numberKey(row.number) }));
  if (numbers.length > 0) await insertRegistrations.run(ctx.tx, { orgId: org.id, rows: numbers });
  await writeKeys(ctx, org.id);
}

/** Search keys from what is kept now. */
export async function writeKeys(ctx: CommandContext, orgId: string): Promise<void> {
  const org = await getOrg(ctx, orgId);
  const aliases = await listAliasRows.all(ctx.tx, { orgId });
  const numbers = await listRegistrationRows.all(ctx.tx, { orgId });
  const named = { nameEn: org.name_en, nameTr: org.name_tr, nameAr: org.name_ar, acronym: org.acronym };
  const rows = keysOf(
    named,
    aliases.map((row) => row.alias),
    numbers.map((row) => row.number),
  );
  await replaceKeys.run(ctx.tx, { orgId, rows });
}

export const handleCreateOrganisation = handle(createOrganisation, async (ctx, input) => {
  const org = writeOf(ctx, input, []);
  await insertOrg.run(ctx.tx, org);
  await writeParts(ctx, input, org);
  ctx.touch('org', org.id);
  return { orgId: org.id, hits: await screenOrg(ctx, org.id) };
});

export const handleChangeOrganisation = handle(changeOrganisation, async (ctx, input) => {
  await lockOrgs.all(ctx.tx, { ids: [input.orgId] });
  const now = await getOrg(ctx, input.orgId);
  const problem = decideChange(now, input);
  if (problem) throw problem;
  const merged = (await listAliasRows.all(ctx.tx, { orgId: now.id })).filter((row) => row.merge_id !== null);
  const org = writeOf(
    ctx,
    input,
    merged.map((row) => row.alias),
  );
  await withOutsiderWords(() => updateOrg.run(ctx.tx, org));
  await writeParts(ctx, input, org);
  ctx.touch('org', org.id);
  return { hits: await screenOrg(ctx, org.id) };
});

/** Roles that would make its users outsiders who hold what outsiders may not: said in this room's words. */
export async function withOutsiderWords<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Problem && error.code === 'access.outsider-barred') throw problems.problem('role-in-use');
    throw error;
  }
}

export const handleSetOrganisationStatus = handle(setOrganisationStatus, async (ctx, input) => {
  const now = await getOrg(ctx, input.orgId);
  if (now.status === 'merged') throw problems.problem('merged-already');
  await setOrgStatus.run(ctx.tx, { id: input.orgId, status: input.status });
  ctx.touch('org', input.orgId);
  return {};
});

export async function getOrg(ctx: RequestContext, id: string): Promise<OrgFound> {
  const org = await findOrg.maybe(ctx.tx, { id });
  if (!org) throw problems.problem('org-not-found');
  return org;
}

const shown = (org: OrgFound) => ({
  id: org.id,
  acronym: org.acronym,
  nameEn: org.name_en,
  nameTr: org.name_tr,
  nameAr: org.name_ar,
  roles: org.roles,
  kind: org.kind,
  country: org.country,
  status: org.status,
  screening: org.screening,
  people: org.people,
});

export const briefOf = (row: BriefRow) => ({
  id: row.id,
  acronym: row.acronym,
  nameEn: row.name_en,
  nameTr: row.name_tr,
  nameAr: row.name_ar,
  kind: row.kind,
  status: row.status,
});

export const answerListOrganisations = answer(listOrganisations, async (ctx, input) => {
  const key = fold(input.search ?? '');
  const rows = await listOrgRows.all(ctx.tx, {
    reach: ctx.reach(listOrganisations.name, { org: 'o.id' }),
    key: key === '' ? null : key,
    role: input.role ?? null,
    status: input.status ?? null,
    screening: input.screening ?? null,
    sort: input.sort,
    limit: input.limit,
    offset: input.offset,
  });
  return { total: rows[0]?.total ?? 0, rows: rows.map(shown) };
});

export const answerGetOrganisation = answer(getOrganisation, async (ctx, input) => {
  const org = await getOrg(ctx, input.orgId);
  const aliases = await listAliasRows.all(ctx.tx, { orgId: org.id });
  const registrations = await listRegistrationRows.all(ctx.tx, { orgId: org.id });
  const merges = await listMergeRows.all(ctx.tx, { intoId: org.id });
  const line = org.merged_into ? await listSuccessors.all(ctx.tx, { id: org.id }) : [];
  const successor = line.length > 0 ? await findBrief.maybe(ctx.tx, { id: line.at(-1)!.id }) : undefined;
  const { email, phone, address, website, note, version } = org;
  const contact = { email, phone, address, website };
  return {
    ...shown(org),
    ...contact,
    note,
    version,
    registrations,
    aliases: aliases.map((row) => ({ alias: row.alias, mergeId: row.merge_id })),
    successor: successor ? briefOf(successor) : null,
    merges: merges.map((row) => ({
      id: row.id,
      from: briefOf({ ...row, id: row.from_id }),
      reason: row.reason,
      mergedAt: row.merged_at.toISOString(),
      mergedBy: row.merged_by,
    })),
    screenedAt: org.screened_at?.toISOString() ?? null,
    openHits: org.open_hits,
    abilities: [
      ...ctx.abilities([addPerson.name, listPeople.name], { orgs: [org.id] }),
      ...ctx.abilities(
        [changeOrganisation, setOrganisationStatus, mergeOrganisations, screenOrganisations, listHits].map((def) => def.name),
        {},
      ),
    ],
  };
});

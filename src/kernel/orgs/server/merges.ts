import { Problem } from '#foundation/problem.ts';
import { handle } from '#foundation/pipeline/context.ts';
import type { CommandContext } from '#foundation/pipeline/context.ts';
import { mergeOrganisations, undoMerge } from '../contract/organisations.ts';
import type { OrgRole } from '../contract/organisations.ts';
import { problems } from '../contract/problems.ts';
import { decideMerge, kindOf, rolesAfterUndo } from '../domain/organisations.ts';
import { derivedId } from './derive.ts';
import { markOf, screeningKeys } from './keys.ts';
import { insertMerge, listMergeRows, lockMerge, setMerged, setRoles, setUndone } from './merges.repo.ts';
import { deleteMergeAliases, insertAliases, listAliasRows, lockOrgs } from './organisations.repo.ts';
import type { OrgFound } from './organisations.repo.ts';
import { getOrg, withOutsiderWords, writeKeys } from './organisations.ts';
import { screenOrg } from './screening.ts';

export const handleMergeOrganisations = handle(mergeOrganisations, async (ctx, input) => {
  await lockOrgs.all(ctx.tx, { ids: [input.fromId, input.intoId] });
  const from = await getOrg(ctx, input.fromId);
  const into = await getOrg(ctx, input.intoId);
  const decided = decideMerge(from, into);
  if (decided instanceof Problem) throw decided;
  await insertMerge.run(ctx.tx, {
    id: input.mergeId,
    fromId: from.id,
    intoId: into.id,
    formerStatus: from.status,
    addedRoles: decided.addedRoles,
    reason: input.reason,
    by: ctx.actor.userId,
    at: ctx.now.toISOString(),
  });
  await setMerged.run(ctx.tx, { id: from.id, into: into.id, status: 'merged' });
  const aliases = await namesOf(ctx, from);
  const rows = aliases.map((alias) => ({ id: derivedId(ctx.now, 'alias', input.mergeId, alias), alias, mergeId: input.mergeId }));
  await insertAliases.run(ctx.tx, { orgId: into.id, rows });
  await settle(ctx, into, decided.roles);
  touchBoth(ctx, from.id, into.id);
  return {};
});

export const handleUndoMerge = handle(undoMerge, async (ctx, input) => {
  const merge = await lockMerge.maybe(ctx.tx, { id: input.mergeId });
  if (!merge) throw problems.problem('merge-not-found');
  await lockOrgs.all(ctx.tx, { ids: [merge.from_id, merge.into_id] });
  const into = await getOrg(ctx, merge.into_id);
  // What the successor became part of carries these names on: that merge goes back first.
  if (into.status === 'merged') throw problems.problem('merge-later-first');
  await setUndone.run(ctx.tx, { id: merge.id, by: ctx.actor.userId, at: ctx.now.toISOString() });
  await setMerged.run(ctx.tx, { id: merge.from_id, into: null, status: merge.former_status });
  await deleteMergeAliases.run(ctx.tx, { mergeId: merge.id });
  const still = await listMergeRows.all(ctx.tx, { intoId: into.id });
  const roles = rolesAfterUndo(
    into,
    merge.added_roles,
    still.map((row) => row.roles),
  );
  await settle(ctx, into, roles);
  await screenOrg(ctx, merge.from_id);
  touchBoth(ctx, merge.from_id, into.id);
  return {};
});

/** Every name by which the merged one was found. */
async function namesOf(ctx: CommandContext, org: OrgFound): Promise<string[]> {
  const aliases = await listAliasRows.all(ctx.tx, { orgId: org.id });
  const names = [org.name_en, org.name_tr, org.name_ar, org.acronym, ...aliases.map((row) => row.alias)];
  return [...new Set(names.filter((name) => name !== null && name !== ''))] as string[];
}

/** Roles, keys and screening of the successor by the names that it has now. */
async function settle(ctx: CommandContext, into: OrgFound, roles: readonly OrgRole[]): Promise<void> {
  const aliases = await listAliasRows.all(ctx.tx, { orgId: into.id });
  const mark = markOf(screeningKeys([into.name_en, into.name_tr, into.name_ar, ...aliases.map((row) => row.alias)]));
  await withOutsiderWords(() => setRoles.run(ctx.tx, { id: into.id, roles, kind: kindOf(roles), mark }));
  await writeKeys(ctx, into.id);
  await screenOrg(ctx, into.id);
}

function touchBoth(ctx: CommandContext, fromId: string, intoId: string): void {
  ctx.touch('org', fromId);
  ctx.touch('org', intoId);
}

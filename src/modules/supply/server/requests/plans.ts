import { answer, handle } from '#foundation/pipeline/context.ts';
import type { CommandContext } from '#foundation/pipeline/context.ts';
import type * as z from 'zod';
import { mustBeOwn, onlyOrg } from '#kernel/access/server/index.ts';
import { listGrants } from '#kernel/orgs/contract/grants.ts';
import { numberFor, screening } from '#kernel/orgs/server/index.ts';
import { commonProblems } from '#foundation/problem.ts';
import { changePlan, closePlan, createPlan, getPlan, listPlans } from '../../contract/requests/plans.ts';
import { createRequest } from '../../contract/requests/requests.ts';
import { problems } from '../../contract/requests/problems.ts';
import { checkStandards } from '../../domain/requests/plans.ts';
import { standardOf } from '../../domain/requests/standard.ts';
import {
  closePlanRow,
  deletePlanParts,
  findPlan,
  getPlanRow,
  insertPlan,
  insertPlanParts,
  listPlanItems,
  listPlanRows,
  listSizes,
  listStandards,
  updatePlan,
} from './plans.repo.ts';
import type { PlanFound, PlanWrite } from './plans.repo.ts';
import { findOrgOf, findSiteOf } from './shared.repo.ts';
import { mustBeItems } from './shared.ts';

type Described = Omit<z.output<typeof createPlan.input>, 'planId'>;

/** Site, organisation, items and bands of what was said; answers where the site lies. */
async function checkPlan(ctx: CommandContext, said: Described): Promise<readonly string[]> {
  const site = await findSiteOf.maybe(ctx.tx, { id: said.siteId });
  if (!site) throw problems.problem('site-not-found');
  if (site.status === 'closed') throw problems.problem('site-closed');
  const at = { orgs: [said.orgId], sites: [site.id], areas: site.lineage };
  if (!ctx.can(ctx.command.name, at)) throw commonProblems.problem('not-permitted', { permission: ctx.command.name });
  await mustBeOwn(ctx, said.orgId, ctx.command.name);
  const org = await findOrgOf.maybe(ctx.tx, { id: said.orgId });
  if (!org?.roles.some((role) => ['partner', 'un-agency', 'own'].includes(role))) throw problems.problem('plan-not-a-partner');
  if (org.kind !== 'own') await screening.require(ctx, org.id);
  await mustBeItems(
    ctx,
    said.standards.map((one) => one.itemId),
  );
  const problem = checkStandards(said.standards);
  if (problem) throw problem;
  return site.lineage;
}

const writeOf = (ctx: CommandContext, id: string, number: string, said: Described): PlanWrite => ({
  id,
  number,
  title: said.title,
  orgId: said.orgId,
  agreement: said.agreement,
  grantId: said.grantId ?? null,
  sector: said.sector,
  siteId: said.siteId,
  givesOn: said.givesOn,
  note: said.note || null,
  by: ctx.actor.userId,
  at: ctx.now.toISOString(),
});

async function writeParts(ctx: CommandContext, planId: string, said: Described): Promise<void> {
  const standards = said.standards.map((one) => ({ ...one, toSize: one.toSize ?? null }));
  await insertPlanParts.run(ctx.tx, { planId, households: said.households, standards });
  ctx.touch('supply-plan', planId);
  ctx.touch('org', said.orgId);
}

export const handleCreatePlan = handle(createPlan, async (ctx, { planId, ...said }) => {
  const lineage = await checkPlan(ctx, said);
  const number = await numberFor(ctx, 'DP', lineage, { kind: 'supply-plan', id: planId });
  await insertPlan.run(ctx.tx, writeOf(ctx, planId, number, said));
  await writeParts(ctx, planId, said);
  return { number };
});

/** A plan, locked, of an organisation that the actor may act for. */
export async function lockPlan(ctx: CommandContext, id: string): Promise<PlanFound> {
  const plan = await findPlan.maybe(ctx.tx, { id, lock: true });
  if (!plan) throw problems.problem('plan-not-found');
  await mustBeOwn(ctx, plan.org_id, ctx.command.name);
  return plan;
}

export const handleChangePlan = handle(changePlan, async (ctx, { planId, version, ...said }) => {
  const now = await lockPlan(ctx, planId);
  if (now.version !== version) throw problems.problem('plan-changed-meanwhile', { seen: version, now: now.version });
  if (now.status === 'closed') throw problems.problem('plan-closed', { plan: now.number });
  const moved = now.org_id !== said.orgId || now.site_id !== said.siteId || now.sector !== said.sector;
  if (now.in_use && moved) throw problems.problem('plan-in-use', { plan: now.number });
  await checkPlan(ctx, said);
  const write = writeOf(ctx, planId, now.number, said);
  // Who does not see donor agreements does not change which one a plan is charged to: a partner, or who has no right to them.
  const grantId = (await onlyOrg(ctx)) === null && ctx.can(listGrants.name) ? write.grantId : now.grant_id;
  await updatePlan.run(ctx.tx, { ...write, grantId });
  await deletePlanParts.run(ctx.tx, { planId });
  await writeParts(ctx, planId, said);
  return {};
});

export const handleClosePlan = handle(closePlan, async (ctx, { planId }) => {
  const plan = await lockPlan(ctx, planId);
  if (plan.status === 'closed') throw problems.problem('plan-closed', { plan: plan.number });
  await closePlanRow.run(ctx.tx, { id: planId });
  ctx.touch('supply-plan', planId);
  return {};
});

export const answerListPlans = answer(listPlans, async (ctx, input) => {
  const rows = await listPlanRows.all(ctx.tx, {
    reach: ctx.reach(listPlans.name, { areas: 'a.lineage', site: 'pl.site_id', org: 'pl.org_id' }),
    onlyOrg: await onlyOrg(ctx),
    search: input.search ?? null,
    orgId: input.orgId ?? null,
    siteId: input.siteId ?? null,
    sector: input.sector ?? null,
    status: input.status ?? null,
    from: input.from ?? null,
    to: input.to ?? null,
    sort: input.sort,
    limit: input.limit,
    offset: input.offset,
  });
  return { total: rows[0]?.total ?? 0, rows: rows.map(({ total: _total, ...row }) => row) };
});

export const answerGetPlan = answer(getPlan, async (ctx, { planId }) => {
  const found = await getPlanRow.maybe(ctx.tx, { id: planId });
  if (!found) throw problems.problem('plan-not-found');
  await mustBeOwn(ctx, found.orgId, listPlans.name);
  const { grantId, grantCode, ...row } = found;
  const sizes = await listSizes.all(ctx.tx, { planId });
  const standards = await listStandards.all(ctx.tx, { planId });
  const items = await listPlanItems.all(ctx.tx, { planId });
  const site = await findSiteOf.one(ctx.tx, { id: row.siteId });
  const at = { orgs: [row.orgId], sites: [site.id], areas: site.lineage };
  const open = row.status === 'open' ? [changePlan.name, closePlan.name, createRequest.name] : [];
  return {
    ...row,
    grant: grantId && ctx.can(listGrants.name) ? { id: grantId, code: grantCode! } : null,
    sizes,
    standards,
    items: items.map((one) => ({ ...one, standard: standardOf(sizes, standards, one.item.id) })),
    abilities: ctx.abilities(open, at),
  };
});

import { Problem } from '#foundation/problem.ts';
import { answer, handle } from '#foundation/pipeline/context.ts';
import type { CommandContext, RequestContext } from '#foundation/pipeline/context.ts';
import { dayIn } from '#foundation/time.ts';
import { raiseByLook } from '#kernel/exceptions/server/index.ts';
import { amendGrant, changeGrant, createGrant, getGrant, listGrants, setGrantStatus, watchGrants } from '../contract/grants.ts';
import { problems } from '../contract/problems.ts';
import { attentionOf, daysBetween, decideAmendment, decideLines, grantWarningDays, stageOf } from '../domain/grants.ts';
import { derivedId } from './derive.ts';
import { getOrg } from './organisations.ts';
import {
  deleteParts,
  findGrant,
  insertAmendment,
  insertGrant,
  insertParts,
  listAmendmentRows,
  listEnding,
  listAreaRows,
  listGrantProjects,
  listGrantRows,
  listLineRows,
  listNotPartners,
  listPartnerRows,
  lockGrant,
  setGrantStatusRow,
  updateGrant,
} from './grants.repo.ts';
import type { GrantFound, GrantParts } from './grants.repo.ts';
import { screening } from './screening.ts';

export const handleCreateGrant = handle(createGrant, async (ctx, input) => {
  const donor = await getOrg(ctx, input.donorId);
  if (!donor.roles.includes('donor')) throw problems.problem('not-a-donor', { name: donor.name_en });
  await screening.require(ctx, donor.id);
  const amount = Number(input.minor);
  const problem = decideLines(amount, input.lines);
  if (problem) throw problem;
  await insertGrant.run(ctx.tx, {
    id: input.grantId,
    donorId: donor.id,
    code: input.code,
    title: input.title,
    currency: input.currency,
    amount,
    startsOn: input.startsOn,
    endsOn: input.endsOn,
    status: input.status,
    sectors: input.sectors,
    note: input.note || null,
    at: ctx.now.toISOString(),
  });
  await writeParts(ctx, { grantId: input.grantId, lines: input.lines, areas: input.areas, partners: input.partners });
  touch(ctx, input.grantId, donor.id);
  return {};
});

/** Lines, areas and partners as given; each partner is one, and is not blocked. */
async function writeParts(ctx: CommandContext, parts: GrantParts): Promise<void> {
  const [wrong] = parts.partners.length > 0 ? await listNotPartners.all(ctx.tx, { ids: parts.partners }) : [];
  if (wrong) throw problems.problem('not-a-partner', { name: wrong.name_en });
  for (const partner of parts.partners) await screening.require(ctx, partner);
  await deleteParts.run(ctx.tx, { grantId: parts.grantId });
  await insertParts.run(ctx.tx, parts);
}

export const handleChangeGrant = handle(changeGrant, async (ctx, input) => {
  const grant = await lockedGrant(ctx, input.grantId);
  if (grant.version !== input.version) throw problems.problem('changed-meanwhile', { seen: input.version, now: grant.version });
  const problem = decideLines(grant.amount, input.lines);
  if (problem) throw problem;
  await updateGrant.run(ctx.tx, { id: grant.id, title: input.title, sectors: input.sectors, note: input.note || null });
  await writeParts(ctx, { grantId: grant.id, lines: input.lines, areas: input.areas, partners: input.partners });
  touch(ctx, grant.id, grant.donor_id);
  return {};
});

export const handleAmendGrant = handle(amendGrant, async (ctx, input) => {
  const grant = await lockedGrant(ctx, input.grantId);
  const decided = decideAmendment({ amount: grant.amount, endsOn: grant.ends_on, status: grant.status }, input);
  if (decided instanceof Problem) throw decided;
  await insertAmendment.run(ctx.tx, {
    id: input.amendmentId,
    grantId: grant.id,
    kind: input.kind,
    amendedOn: input.amendedOn,
    reference: input.reference,
    formerEndsOn: grant.ends_on,
    endsOn: decided.endsOn,
    added: decided.added,
    amount: decided.amount,
    by: ctx.actor.userId,
    at: ctx.now.toISOString(),
  });
  touch(ctx, grant.id, grant.donor_id);
  if (!attentionOf({ endsOn: decided.endsOn, status: grant.status }, today(ctx)))
    await ctx.settle(grantEnding, { kind: 'grant', id: grant.id });
  return {};
});

export const handleSetGrantStatus = handle(setGrantStatus, async (ctx, input) => {
  const grant = await lockedGrant(ctx, input.grantId);
  await setGrantStatusRow.run(ctx.tx, { id: grant.id, status: input.status });
  if (input.status === 'closed') await ctx.settle(grantEnding, { kind: 'grant', id: grant.id });
  touch(ctx, grant.id, grant.donor_id);
  return {};
});

/** The exception of an agreement that ends soon. */
export const grantEnding = 'orgs.grant-ending';

export const handleWatchGrants = handle(watchGrants, async (ctx) => {
  const rows = await listEnding.all(ctx.tx, { by: soonOf(ctx) });
  const day = today(ctx);
  let raised = 0;
  for (const grant of rows) {
    const left = daysBetween(day, grant.ends_on);
    const told = await raiseByLook(ctx, {
      id: derivedId(ctx.now, grantEnding, grant.id, ctx.command.id),
      kind: grantEnding,
      subject: { kind: 'grant', id: grant.id },
      // No count of days: it goes down as the end comes nearer, and less is no worse.
      figures: { grant: grant.code, endsOn: grant.ends_on, stage: stageOf(left) },
      position: { orgs: [grant.donor_id] },
      dueInHours: Math.max(1, left) * 24,
    });
    if (told) ctx.touch('grant', grant.id);
    raised += told ? 1 : 0;
  }
  return { raised };
});

const soonOf = (ctx: RequestContext) =>
  new Date(Date.parse(`${today(ctx)}T00:00:00Z`) + grantWarningDays * 86_400_000).toISOString().slice(0, 10);

async function lockedGrant(ctx: CommandContext, id: string): Promise<GrantFound> {
  await lockGrant.run(ctx.tx, { id });
  return getFound(ctx, id);
}
async function getFound(ctx: RequestContext, id: string): Promise<GrantFound> {
  const grant = await findGrant.maybe(ctx.tx, { id });
  if (!grant) throw problems.problem('grant-not-found');
  return grant;
}
function touch(ctx: CommandContext, grantId: string, donorId: string): void {
  ctx.touch('grant', grantId);
  ctx.touch('org', donorId);
}
const today = (ctx: RequestContext) => dayIn(ctx.mission.timeZone, ctx.now);

function shown(ctx: RequestContext, row: GrantFound) {
  const day = today(ctx);
  return {
    id: row.id,
    code: row.code,
    title: row.title,
    donorId: row.donor_id,
    nameEn: row.name_en,
    nameTr: row.name_tr,
    nameAr: row.name_ar,
    amount: { minor: String(row.amount), currency: row.currency },
    currency: row.currency,
    startsOn: row.starts_on,
    endsOn: row.ends_on,
    status: row.status,
    daysLeft: daysBetween(day, row.ends_on),
    attention: attentionOf({ endsOn: row.ends_on, status: row.status }, day),
  };
}

export const answerListGrants = answer(listGrants, async (ctx, input) => {
  const rows = await listGrantRows.all(ctx.tx, {
    reach: ctx.reach(listGrants.name, { org: 'g.donor_id' }),
    search: input.search ?? null,
    donorId: input.donorId ?? null,
    status: input.status ?? null,
    endingBy: input.attention ? soonOf(ctx) : null,
    sort: input.sort,
    limit: input.limit,
    offset: input.offset,
  });
  return { total: rows[0]?.total ?? 0, rows: rows.map((row) => shown(ctx, row)) };
});

const namesOf = (row: { name_en: string; name_tr: string | null; name_ar: string | null }) => ({
  nameEn: row.name_en,
  nameTr: row.name_tr,
  nameAr: row.name_ar,
});

export const answerGetGrant = answer(getGrant, async (ctx, input) => {
  const grant = await getFound(ctx, input.grantId);
  const of = { grantId: grant.id };
  const lines = await listLineRows.all(ctx.tx, of);
  const areas = await listAreaRows.all(ctx.tx, of);
  const partners = await listPartnerRows.all(ctx.tx, of);
  const amendments = await listAmendmentRows.all(ctx.tx, of);
  const projects = await listGrantProjects.all(ctx.tx, of);
  return {
    ...shown(ctx, grant),
    version: grant.version,
    note: grant.note,
    lines: lines.map((line) => ({ code: line.code, title: line.title, minor: String(line.amount) })),
    unallocated: String(grant.amount - lines.reduce((sum, line) => sum + line.amount, 0)),
    areas: areas.map((row) => ({ pcode: row.pcode, ...namesOf(row) })),
    sectors: grant.sectors,
    partners: partners.map((row) => ({ id: row.id, acronym: row.acronym, ...namesOf(row) })),
    amendments: amendments.map((row) => ({
      id: row.id,
      kind: row.kind,
      amendedOn: row.amended_on,
      reference: row.reference,
      formerEndsOn: row.former_ends_on,
      newEndsOn: row.new_ends_on,
      added: String(row.added),
      recordedBy: row.recorded_by,
      recordedAt: row.recorded_at.toISOString(),
    })),
    projects: projects.map((row) => ({ id: row.id, code: row.code, ...namesOf(row), responseId: row.response_id })),
    abilities: ctx.abilities([changeGrant.name, amendGrant.name, setGrantStatus.name], {}),
  };
});

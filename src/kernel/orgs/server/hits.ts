import { answer, handle } from '#foundation/pipeline/context.ts';
import type { CommandContext, RequestContext } from '#foundation/pipeline/context.ts';
import { problems } from '../contract/problems.ts';
import { decideHit, hitDecided, listHits, reopenHit, screenOrganisations } from '../contract/screening.ts';
import { barredBy, decideDecision } from '../domain/screening.ts';
import { listHitRows, lockHit, setDecision, setReopened } from './hits.repo.ts';
import type { HitFound, HitLocked } from './hits.repo.ts';
import { openPerson } from './sealing.ts';
import { hitOpen, raiseHit, screenWithPeople } from './screening.ts';

export const handleScreenOrganisations = handle(screenOrganisations, (ctx, input) => screenWithPeople(ctx, input.orgIds));

async function getHit(ctx: CommandContext, id: string): Promise<HitLocked> {
  const hit = await lockHit.maybe(ctx.tx, { id });
  if (!hit) throw problems.problem('hit-not-found');
  return hit;
}
const viewOf = (hit: HitLocked) => ({ state: hit.state, subjectBy: hit.subject_by, raisedBy: hit.raised_by });

export const handleDecideHit = handle(decideHit, async (ctx, input) => {
  const hit = await getHit(ctx, input.hitId);
  const problem = decideDecision(viewOf(hit), ctx.actor.userId);
  if (problem) throw problem;
  await setDecision.run(ctx.tx, {
    id: hit.id,
    state: input.outcome,
    by: ctx.actor.userId,
    at: ctx.now.toISOString(),
    note: input.note,
  });
  touchAll(ctx, hit);
  if (input.outcome !== 'more-information') await ctx.settle(hitOpen, { kind: 'screening-hit', id: hit.id });
  ctx.emit(hitDecided, { hitId: hit.id, orgId: hit.org_id, outcome: input.outcome });
  return {};
});

export const handleReopenHit = handle(reopenHit, async (ctx, input) => {
  const hit = await getHit(ctx, input.hitId);
  if (hit.state === 'open' || hit.state === 'more-information') throw problems.problem('hit-not-decided');
  await setReopened.run(ctx.tx, { id: hit.id, by: ctx.actor.userId, at: ctx.now.toISOString(), note: input.reason });
  await raiseHit(ctx, hit.id, hit.org_id);
  touchAll(ctx, hit);
  return {};
});

function touchAll(ctx: CommandContext, hit: HitLocked): void {
  ctx.touch('screening-hit', hit.id);
  ctx.touch('org', hit.org_id);
  if (hit.person_id) ctx.touch('org-person', hit.person_id);
}

export const answerListHits = answer(listHits, async (ctx, input) => {
  const rows = await listHitRows.all(ctx.tx, {
    reach: ctx.reach(listHits.name, { org: 'h.org_id' }),
    state: input.state ?? null,
    undecided: input.undecided ?? false,
    orgId: input.orgId ?? null,
    sort: input.sort,
    limit: input.limit,
    offset: input.offset,
  });
  return { total: rows[0]?.total ?? 0, rows: await Promise.all(rows.map((row) => shown(ctx, row))) };
});

async function shown(ctx: RequestContext, row: HitFound) {
  const person = row.sealed ? await openPerson(ctx.tx, row.sealed) : undefined;
  const barred = barredBy(viewOf(row), ctx.actor.userId);
  const decided = row.state === 'same' || row.state === 'not-same';
  const may = ctx.abilities([decideHit.name, reopenHit.name], {});
  return {
    id: row.id,
    subjectKind: row.subject_kind,
    orgId: row.org_id,
    nameEn: row.name_en,
    nameTr: row.name_tr,
    nameAr: row.name_ar,
    personId: row.person_id,
    personName: person?.name ?? null,
    listCode: row.list_code,
    ref: row.ref,
    entryNames: row.names,
    birthYears: row.birth_years,
    entryNote: row.entry_note,
    score: row.score / 1000,
    reasons: row.reasons,
    state: row.state,
    inForce: row.in_force,
    raisedAt: row.raised_at.toISOString(),
    raisedBy: row.raised_name,
    decidedAt: row.decided_at?.toISOString() ?? null,
    decidedBy: row.decided_name,
    note: row.note,
    barred,
    abilities: may.filter((name) => (name === decideHit.name ? !decided && !barred : decided)),
  };
}

import { answer } from '#foundation/pipeline/context.ts';
import { dayIn } from '#foundation/time.ts';
import {
  agreeDiscrepancy,
  decideOutcome,
  getDiscrepancy,
  listDiscrepancies,
  proposeOutcome,
  setDiscrepancyDeadline,
} from '../../contract/transport/discrepancies.ts';
import { transportProblems } from '../../contract/transport/problems.ts';
import { findCaseShown, listCaseRows } from './cases-read.repo.ts';
import type { CaseRowFound, CaseShownFound } from './cases-read.repo.ts';
import { sideOf } from './cases.ts';
import { legReach, roadKnown, truckKnown } from './reach.repo.ts';

const shown = (row: CaseRowFound) => ({
  id: row.id,
  number: row.number,
  shipmentId: row.shipmentId,
  shipmentNumber: row.shipmentNumber,
  legId: row.legId,
  waybill: row.waybill,
  stage: row.stage,
  place: row.place,
  state: row.state,
  openedAt: row.openedAt.toISOString(),
  dueOn: row.dueOn,
  overdue: row.overdue,
  missing: row.missing,
  damaged: row.damaged,
  extra: row.extra,
  open: row.open,
  ours: row.ours,
  theirs: row.theirs,
  value: row.value,
});

export const answerListDiscrepancies = answer(listDiscrepancies, async (ctx, input) => {
  const rows = await listCaseRows.all(ctx.tx, {
    reach: legReach(ctx, listDiscrepancies.name),
    known: truckKnown(ctx, legReach),
    state: input.state ?? null,
    overdue: input.overdue ?? null,
    stage: input.stage ?? null,
    search: input.search?.trim() || null,
    day: dayIn(ctx.mission.timeZone, ctx.now),
    sort: input.sort,
    limit: input.limit,
    offset: input.offset,
  });
  return { total: rows[0]?.total ?? 0, rows: rows.map(shown) };
});

export const answerGetDiscrepancy = answer(getDiscrepancy, async (ctx, input) => {
  const found = await findCaseShown.maybe(ctx.tx, {
    id: input.discrepancyId,
    day: dayIn(ctx.mission.timeZone, ctx.now),
    known: truckKnown(ctx, legReach),
    road: roadKnown(ctx, legReach),
  });
  if (!found) throw transportProblems.problem('discrepancy-not-found');
  const may = [proposeOutcome, decideOutcome, agreeDiscrepancy, setDiscrepancyDeadline].map((def) => def.name);
  return {
    ...shown(found),
    version: found.version,
    lines: found.lines.map((line) => lineShown(line, { userId: ctx.actor.userId, grants: ctx.can('orgs.list-grants') })),
    photos: found.photos,
    told: found.told,
    oursBy: found.oursName,
    oursAt: found.oursAt?.toISOString() ?? null,
    theirsBy: found.theirsName,
    theirsAt: found.theirsAt?.toISOString() ?? null,
    theirsPaper: found.theirsPaper,
    side: sideOf(ctx.actor.orgId, found.consigneeOrgId),
    abilities: found.state === 'open' ? ctx.abilities(may, { areas: found.areas ?? [], sites: found.sites, orgs: found.orgs }) : [],
  };
});

/** Under which grant the goods stand is told to who reads grants: a partner settles what came, not who paid for it. */
function lineShown(line: CaseShownFound['lines'][number], reader: { userId: string; grants: boolean }) {
  const { id, kind, item, lotCode, grantCode, qty, settled, unitCost, currency, accounts } = line;
  return {
    id,
    kind,
    item,
    lotCode,
    grantCode: reader.grants ? grantCode : null,
    qty,
    settled,
    value: unitCost !== null && currency !== null ? { minor: unitCost * qty, currency } : null,
    // Those of an older app said nothing of what was refused.
    accounts: (accounts?.rows ?? []).map((row) => ({ ...row, refused: row.refused ?? 0 })),
    outcomes: line.outcomes.map(({ proposedById, ...outcome }) => ({ ...outcome, mine: proposedById === reader.userId })),
  };
}

import { fold } from '#foundation/fold.ts';
import { answer } from '#foundation/pipeline/context.ts';
import { listArrivals } from '../../contract/overview/arrivals.ts';
import { listPipeline, listPipelineStage } from '../../contract/overview/pipeline.ts';
import { runsOut } from '../../domain/overview/pace.ts';
import { sortSeen } from '../grants.ts';
import { today } from '../requests/shared.ts';
import { listPipelineRows, listStageRows } from './pipeline.repo.ts';
import type { PipelineFound, StageFound } from './pipeline.repo.ts';
import { daysBetween, daysFrom, mayGrants, sightOf } from './shared.ts';

export const answerListPipeline = answer(listPipeline, async (ctx, input) => {
  const grants = mayGrants(ctx);
  const key = input.search ? fold(input.search) : '';
  const day = today(ctx);
  const rows = await listPipelineRows.all(ctx.tx, {
    ...(await sightOf(ctx, listPipeline.name)),
    arrivals: ctx.reach(listArrivals.name, { areas: 'a.lineage', site: 'p.site_id', org: 'p.org_id' }),
    dims: [...new Set(input.by.filter((dim) => dim !== 'grant' || grants))],
    item: input.item ?? null,
    family: input.family ?? null,
    grant: grants ? (input.grant ?? null) : null,
    partner: input.partner ?? null,
    key: key === '' ? null : key,
    today: day,
    sort: input.sort,
    limit: input.limit,
    offset: input.offset,
  });
  return { total: rows[0]?.total ?? 0, rows: rows.map((row) => shown(row, day, grants)) };
});

function shown(row: PipelineFound, day: string, grants: boolean) {
  const { perDay, soonest, latest } = runsOut(row.warehouse, { last30: row.out30, last90: row.out90 });
  const endsOn = grants ? row.ends_on : null;
  return {
    key: [row.item, row.family, row.grant_id, row.org].join('|'),
    itemId: row.item,
    itemCode: row.item_code,
    itemNames: row.item_names ?? {},
    family: row.family,
    familyNames: row.family_names ?? {},
    grantId: row.grant_id,
    grantCode: row.grant_code,
    partnerId: row.org,
    partnerNames: row.org_names ?? {},
    unit: row.unit,
    measured: row.measured,
    expected: row.expected,
    warehouse: row.warehouse,
    trucks: row.trucks,
    hub: row.hub,
    partner: row.partner,
    points: row.points,
    households: row.households,
    endsOn,
    daysLeft: endsOn === null ? null : daysBetween(day, endsOn),
    perDay,
    runsOutFrom: soonest === null ? null : daysFrom(day, soonest),
    runsOutTo: latest === null ? null : daysFrom(day, latest),
  };
}

export const answerListPipelineStage = answer(listPipelineStage, async (ctx, input) => {
  const grants = mayGrants(ctx);
  const rows = await listStageRows.all(ctx.tx, {
    ...(await sightOf(ctx, listPipeline.name)),
    stage: input.stage,
    item: input.item ?? null,
    family: input.family ?? null,
    grant: grants ? (input.grant ?? null) : null,
    partner: input.partner ?? null,
    sort: sortSeen(ctx, input.sort),
    limit: input.limit,
    offset: input.offset,
  });
  return { total: rows[0]?.total ?? 0, rows: rows.map((row) => stageRow(row, grants)) };
});

function stageRow(row: StageFound, grants: boolean) {
  return {
    key: row.key,
    itemId: row.item,
    itemCode: row.item_code,
    itemNames: row.item_names,
    unit: row.unit,
    lotId: row.lot,
    lotCode: row.lot_code,
    expiresOn: row.expires_on,
    placeId: row.place,
    placeCode: row.place_code,
    placeNames: row.place_names ?? {},
    grantId: grants ? row.grant_id : null,
    grantCode: grants ? row.grant_code : null,
    condition: row.condition,
    owner: row.owner,
    qty: row.qty,
    documentId: row.document_id,
    occurredAt: row.occurred_at?.toISOString() ?? null,
    shipmentId: row.shipment,
  };
}

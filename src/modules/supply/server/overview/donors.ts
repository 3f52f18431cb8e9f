import { minorDigits } from '#foundation/money.ts';
import { answer } from '#foundation/pipeline/context.ts';
import type { RequestContext } from '#foundation/pipeline/context.ts';
import { onlyOrg } from '#kernel/access/server/index.ts';
import { listDonorStock, listGrantLosses } from '../../contract/overview/donors.ts';
import { overviewProblems } from '../../contract/overview/problems.ts';
import { listDiscrepancies } from '../../contract/transport/discrepancies.ts';
import { today } from '../requests/shared.ts';
import { listDonorStockRows, listStatementRows } from './donors.repo.ts';

/** A donor's people see the grants that it gave, whatever their scope; others those whose donor is within their reach. */
const sightOf = async (ctx: RequestContext) => ({
  reach: ctx.reach(listDonorStock.name, { org: 'g.donor_id' }),
  onlyOrg: await onlyOrg(ctx),
});

export const answerListDonorStock = answer(listDonorStock, async (ctx, input) => {
  const day = today(ctx);
  if (input.asOf && input.asOf > day) throw overviewProblems.problem('overview-day-too-late', { day: input.asOf });
  const rows = await listDonorStockRows.all(ctx.tx, {
    ...(await sightOf(ctx)),
    grant: input.grant ?? null,
    item: input.item ?? null,
    day: input.asOf ?? day,
    sort: input.sort,
    limit: input.limit,
    offset: input.offset,
  });
  return {
    total: rows[0]?.total ?? 0,
    rows: rows.map(
      ({ total: _total, grant_id, grant_code, grant_title, donor_names, ends_on, item, item_code, item_names, ...figures }) => ({
        key: `${grant_id} ${item}`,
        grantId: grant_id,
        grantCode: grant_code,
        grantTitle: grant_title,
        donorNames: donor_names,
        endsOn: ends_on,
        itemId: item,
        itemCode: item_code,
        itemNames: item_names,
        ...figures,
      }),
    ),
  };
});

export const answerListGrantLosses = answer(listGrantLosses, async (ctx, input) => {
  const cases = ctx.can(listDiscrepancies.name);
  const rows = await listStatementRows.all(ctx.tx, {
    ...(await sightOf(ctx)),
    grant: input.grant ?? null,
    from: input.from ?? null,
    to: input.to ?? null,
    timeZone: ctx.mission.timeZone,
    sort: input.sort,
    limit: input.limit,
    offset: input.offset,
  });
  return {
    total: rows[0]?.total ?? 0,
    rows: rows.map((row) => ({
      key: row.key,
      number: row.number,
      closedOn: row.closed_on,
      grantId: row.grant_id,
      grantCode: row.grant_code,
      itemId: row.item,
      itemCode: row.item_code,
      itemNames: row.item_names,
      unit: row.unit,
      kind: row.kind,
      outcome: row.outcome,
      qty: row.qty,
      lost: row.lost,
      value: row.minor === null || row.currency === null ? null : row.minor / 10 ** minorDigits(row.currency),
      currency: row.currency,
      discrepancyId: cases ? row.discrepancy_id : null,
    })),
  };
});

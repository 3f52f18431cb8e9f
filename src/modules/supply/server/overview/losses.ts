import { minorDigits } from '#foundation/money.ts';
import { answer } from '#foundation/pipeline/context.ts';
import type { RequestContext } from '#foundation/pipeline/context.ts';
import { listLossMoves, listLosses } from '../../contract/overview/losses.ts';
import { sortSeen } from '../grants.ts';
import { listLossMoveRows, listLossRows } from './losses.repo.ts';
import type { LossFound } from './losses.repo.ts';
import { mayGrants, sightOfPast } from './shared.ts';

interface Asked {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly item?: string | undefined;
  readonly grant?: string | undefined;
  readonly cause?: string | undefined;
  readonly transporter?: string | undefined;
  readonly partner?: string | undefined;
}
const narrowedBy = (ctx: RequestContext, input: Asked) => ({
  from: input.from ?? null,
  to: input.to ?? null,
  item: input.item ?? null,
  grant: mayGrants(ctx) ? (input.grant ?? null) : null,
  cause: input.cause ?? null,
  transporter: input.transporter ?? null,
  partner: input.partner ?? null,
});

type Dims = Pick<
  LossFound,
  | 'cause'
  | 'item'
  | 'item_code'
  | 'item_names'
  | 'transporter'
  | 'transporter_names'
  | 'org'
  | 'org_names'
  | 'month'
  | 'grant_id'
  | 'grant_code'
>;
const dimsOf = (row: Dims, grants: boolean) => ({
  cause: row.cause,
  itemId: row.item,
  itemCode: row.item_code,
  itemNames: row.item_names ?? {},
  transporterId: row.transporter,
  transporterNames: row.transporter_names ?? {},
  partnerId: row.org,
  partnerNames: row.org_names ?? {},
  month: row.month,
  grantId: grants ? row.grant_id : null,
  grantCode: grants ? row.grant_code : null,
});

export const answerListLosses = answer(listLosses, async (ctx, input) => {
  const grants = mayGrants(ctx);
  const rows = await listLossRows.all(ctx.tx, {
    ...(await sightOfPast(ctx, listLosses.name)),
    ...narrowedBy(ctx, input),
    dims: [...new Set(input.by.filter((dim) => dim !== 'grant' || grants))],
    sort: input.sort,
    limit: input.limit,
    offset: input.offset,
  });
  return {
    total: rows[0]?.total ?? 0,
    rows: rows.map((row) => ({
      key: [row.cause, row.item, row.transporter, row.org, row.month, row.grant_id].join('|'),
      ...dimsOf(row, grants),
      unit: row.unit,
      measured: row.measured,
      lost: row.lost,
      damaged: row.damaged,
      disputed: row.disputed,
      value: row.minor === null || row.currency === null ? null : row.minor / 10 ** minorDigits(row.currency),
      currency: row.currency,
      movements: row.movements,
    })),
  };
});

export const answerListLossMoves = answer(listLossMoves, async (ctx, input) => {
  const grants = mayGrants(ctx);
  const rows = await listLossMoveRows.all(ctx.tx, {
    ...(await sightOfPast(ctx, listLosses.name)),
    ...narrowedBy(ctx, input),
    kind: input.kind ?? null,
    sort: sortSeen(ctx, input.sort),
    limit: input.limit,
    offset: input.offset,
  });
  return {
    total: rows[0]?.total ?? 0,
    rows: rows.map((row) => ({
      key: `${row.doc_id} ${row.line} ${row.kind}`,
      documentId: row.doc_id,
      occurredAt: row.occurred_at.toISOString(),
      day: row.day,
      kind: row.kind,
      ...dimsOf(row, grants),
      cause: row.cause,
      itemId: row.item,
      itemCode: row.item_code,
      lotCode: row.lot_code,
      unit: row.unit,
      qty: row.qty,
    })),
  };
});

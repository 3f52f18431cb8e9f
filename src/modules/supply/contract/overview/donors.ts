import * as z from 'zod';
import { Id } from '#foundation/ids.ts';
import { defineQuery, pageInput, pageOf } from '#foundation/query.ts';
import { Day } from '#foundation/time.ts';
import { Names, Sum } from './shared.ts';

const thing = { itemId: Id, itemCode: z.string(), itemNames: Names, unit: z.string() };
const DonorStockRow = z.strictObject({
  key: z.string(),
  grantId: Id,
  grantCode: z.string(),
  grantTitle: z.string(),
  donorNames: Names,
  endsOn: Day,
  ...thing,
  received: Sum,
  /** Came by a loan from another grant, less what went to one. */
  loaned: Sum,
  /** Came from another grant for good, less what went to one. */
  transferred: Sum,
  /** Has left the warehouses, wherever it is now; not a part of the sum. */
  moved: Sum,
  delivered: Sum,
  lost: Sum,
  disputed: Sum,
  /** Went back to the donor. */
  returned: Sum,
  /** Counted more than the books knew, and not yet explained. */
  unexplained: Sum,
  left: Sum,
});
export type DonorStockRow = z.output<typeof DonorStockRow>;

/**
 * A grant's goods as of a day, without places: received + loaned + transferred + unexplained = left + delivered + lost + disputed + returned.
 * A donor sees its own grants, everybody else those within reach.
 */
export const listDonorStock = defineQuery({
  name: 'supply.list-donor-stock',
  input: z.strictObject({ ...pageInput, grant: Id.optional(), item: Id.optional(), asOf: Day.optional() }),
  output: pageOf(DonorStockRow),
  scope: () => 'any',
  columns: [
    { key: 'grantCode', type: 'code' },
    { key: 'grantTitle', type: 'text' },
    { key: 'donorNames', type: 'names' },
    { key: 'endsOn', type: 'date' },
    { key: 'itemNames', type: 'names' },
    { key: 'itemCode', type: 'code' },
    { key: 'unit', type: 'code', words: 'goods.unit-' },
    { key: 'received', type: 'number' },
    { key: 'loaned', type: 'number' },
    { key: 'transferred', type: 'number' },
    { key: 'moved', type: 'number' },
    { key: 'delivered', type: 'number' },
    { key: 'lost', type: 'number' },
    { key: 'disputed', type: 'number' },
    { key: 'returned', type: 'number' },
    { key: 'unexplained', type: 'number' },
    { key: 'left', type: 'number' },
  ],
});

export const statementOutcomes = ['found', 'transporter-pays', 'written-off', 'counted-again'] as const;
const StatementRow = z.strictObject({
  key: z.string(),
  number: z.string(),
  closedOn: Day,
  grantId: Id,
  grantCode: z.string(),
  ...thing,
  kind: z.enum(['missing', 'damaged', 'extra', 'counts-differ', 'more-than-planned']),
  outcome: z.enum(statementOutcomes),
  qty: z.int(),
  /** Gone: paid by the transporter or written off. */
  lost: z.int(),
  value: z.number().nullable(),
  currency: z.string().nullable(),
  /** The case, for who may open it. */
  discrepancyId: Id.nullable(),
});
export type StatementRow = z.output<typeof StatementRow>;

/** How each difference of a grant's goods ended, from cases that both ends have closed. */
export const listGrantLosses = defineQuery({
  name: 'supply.list-grant-losses',
  permission: listDonorStock.name,
  input: z.strictObject({ ...pageInput, grant: Id.optional(), from: Day.optional(), to: Day.optional() }),
  output: pageOf(StatementRow),
  scope: () => 'any',
  columns: [
    { key: 'number', type: 'code' },
    { key: 'closedOn', type: 'date' },
    { key: 'grantCode', type: 'code' },
    { key: 'itemNames', type: 'names' },
    { key: 'itemCode', type: 'code' },
    { key: 'kind', type: 'code', words: 'supply.statement-kind-' },
    { key: 'outcome', type: 'code', words: 'supply.statement-outcome-' },
    { key: 'qty', type: 'number' },
    { key: 'lost', type: 'number' },
    { key: 'unit', type: 'code', words: 'goods.unit-' },
    { key: 'value', type: 'number' },
    { key: 'currency', type: 'code' },
  ],
});

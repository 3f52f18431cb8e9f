import * as z from 'zod';
import { Id } from '#foundation/ids.ts';
import { defineQuery, pageInput, pageOf } from '#foundation/query.ts';
import { Day, Instant } from '#foundation/time.ts';
import { GrantPick, Names, Sum } from './shared.ts';

/** How far goods have come. `points` lie at delivery points, `households` are handed over: only those have reached people. */
export const stages = ['expected', 'warehouse', 'trucks', 'hub', 'partner', 'points', 'households'] as const;
export type Stage = (typeof stages)[number];
export const pipelineDimensions = ['item', 'family', 'grant', 'partner'] as const;
export type PipelineDimension = (typeof pipelineDimensions)[number];

const narrowed = {
  item: Id.optional(),
  family: z.string().max(40).optional(),
  grant: GrantPick.optional(),
  /** The organisation in whose custody goods are or will be; `none`: the mission's own. */
  partner: GrantPick.optional(),
};

const PipelineRow = z.strictObject({
  key: z.string(),
  itemId: Id.nullable(),
  itemCode: z.string().nullable(),
  itemNames: Names,
  family: z.string().nullable(),
  familyNames: Names,
  grantId: Id.nullable(),
  grantCode: z.string().nullable(),
  partnerId: Id.nullable(),
  partnerNames: Names,
  /** What the figures count: an item's smallest unit, or kilograms where the items are counted differently. */
  unit: z.string(),
  /** False: the weight of some items is not known, so kilograms are a lower bound. */
  measured: z.boolean(),
  expected: Sum,
  warehouse: Sum,
  trucks: Sum,
  hub: Sum,
  partner: Sum,
  points: Sum,
  households: Sum,
  /** The first day on which a grant ends whose goods are not yet delivered. */
  endsOn: Day.nullable(),
  daysLeft: z.int().nullable(),
  /** Sent out of warehouses a day, on the average of the last 90 days. */
  perDay: z.number(),
  /** Between these days the warehouses run out: at the faster and at the slower of the pace of the last 30 and 90 days. */
  runsOutFrom: Day.nullable(),
  runsOutTo: Day.nullable(),
});
export type PipelineRow = z.output<typeof PipelineRow>;

/** All goods from what is expected to the household, on one page. */
export const listPipeline = defineQuery({
  name: 'supply.list-pipeline',
  input: z.strictObject({
    ...pageInput,
    by: z.array(z.enum(pipelineDimensions)).max(4).default(['item', 'grant']),
    search: z.string().max(100).optional(),
    ...narrowed,
  }),
  output: pageOf(PipelineRow),
  scope: () => 'any',
  columns: [
    { key: 'itemNames', type: 'names' },
    { key: 'itemCode', type: 'code' },
    { key: 'familyNames', type: 'names' },
    { key: 'grantCode', type: 'code' },
    { key: 'partnerNames', type: 'names' },
    { key: 'unit', type: 'code', words: 'goods.unit-' },
    { key: 'expected', type: 'number' },
    { key: 'warehouse', type: 'number' },
    { key: 'trucks', type: 'number' },
    { key: 'hub', type: 'number' },
    { key: 'partner', type: 'number' },
    { key: 'points', type: 'number' },
    { key: 'households', type: 'number' },
    { key: 'endsOn', type: 'date' },
    { key: 'daysLeft', type: 'number' },
    { key: 'perDay', type: 'number' },
    { key: 'runsOutFrom', type: 'date' },
    { key: 'runsOutTo', type: 'date' },
  ],
});

const StageRow = z.strictObject({
  key: z.string(),
  itemId: Id,
  itemCode: z.string(),
  itemNames: Names,
  unit: z.string(),
  lotId: Id.nullable(),
  lotCode: z.string().nullable(),
  expiresOn: Day.nullable(),
  /** Null where the reader may not know on which truck goods ride. */
  placeId: Id.nullable(),
  placeCode: z.string().nullable(),
  placeNames: Names,
  grantId: Id.nullable(),
  grantCode: z.string().nullable(),
  condition: z.string().nullable(),
  owner: z.string().nullable(),
  qty: Sum,
  /** What was handed over stands with its document. */
  documentId: Id.nullable(),
  occurredAt: Instant.nullable(),
  /** The shipment that a truck belongs to, for who may see movements. */
  shipmentId: Id.nullable(),
});
export type StageRow = z.output<typeof StageRow>;

/** What one figure of the pipeline is made of: stock by place and lot, and what was handed over by document. */
export const listPipelineStage = defineQuery({
  name: 'supply.list-pipeline-stage',
  permission: listPipeline.name,
  input: z.strictObject({ ...pageInput, stage: z.enum(stages).exclude(['expected']), ...narrowed }),
  output: pageOf(StageRow),
  scope: () => 'any',
  columns: [
    { key: 'itemNames', type: 'names' },
    { key: 'itemCode', type: 'code' },
    { key: 'placeNames', type: 'names' },
    { key: 'placeCode', type: 'code' },
    { key: 'lotCode', type: 'code' },
    { key: 'expiresOn', type: 'date' },
    { key: 'grantCode', type: 'code' },
    { key: 'condition', type: 'code', words: 'goods.condition-' },
    { key: 'qty', type: 'number' },
    { key: 'unit', type: 'code', words: 'goods.unit-' },
    { key: 'occurredAt', type: 'instant' },
  ],
});

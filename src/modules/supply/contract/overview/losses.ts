import * as z from 'zod';
import { Id } from '#foundation/ids.ts';
import { defineQuery, pageInput, pageOf } from '#foundation/query.ts';
import { Day, Instant } from '#foundation/time.ts';
import { GrantPick, Names, Sum } from './shared.ts';

/** What a movement did to goods: they are gone, they are damaged and still lie somewhere, or nobody agrees yet. */
export const lossKinds = ['lost', 'damaged', 'disputed'] as const;
export type LossKind = (typeof lossKinds)[number];
/** By which document it came about. */
export const lossCauses = [
  'accident',
  'theft',
  'confiscated',
  'weather',
  'fire',
  'attack',
  'written-off',
  'transporter-pays',
  'settled',
  'delivery',
  'cross-load',
  'receipt',
  'adjustment',
  'count',
  'other',
] as const;
export const lossDimensions = ['cause', 'item', 'transporter', 'partner', 'month', 'grant'] as const;
export type LossDimension = (typeof lossDimensions)[number];

const narrowed = {
  from: Day.optional(),
  to: Day.optional(),
  item: Id.optional(),
  grant: GrantPick.optional(),
  cause: z.enum(lossCauses).optional(),
  transporter: GrantPick.optional(),
  partner: GrantPick.optional(),
};
const dims = {
  cause: z.enum(lossCauses).nullable(),
  itemId: Id.nullable(),
  itemCode: z.string().nullable(),
  itemNames: Names,
  transporterId: Id.nullable(),
  transporterNames: Names,
  partnerId: Id.nullable(),
  partnerNames: Names,
  month: z.string().nullable(),
  grantId: Id.nullable(),
  grantCode: z.string().nullable(),
};

const LossRow = z.strictObject({
  key: z.string(),
  ...dims,
  /** An item's smallest unit, or kilograms where the items are counted differently. */
  unit: z.string(),
  measured: z.boolean(),
  lost: Sum,
  damaged: Sum,
  /** Stands in dispute now, of what went into it in the period. */
  disputed: Sum,
  /** What is lost, by what the lots cost: whole units of the currency, when it is one and known of all. */
  value: z.number().nullable(),
  currency: z.string().nullable(),
  movements: z.int(),
});
export type LossRow = z.output<typeof LossRow>;

/** Loss and damage, told apart by anything; what was found again is taken off. */
export const listLosses = defineQuery({
  name: 'supply.list-losses',
  input: z.strictObject({ ...pageInput, by: z.array(z.enum(lossDimensions)).max(6).default(['cause', 'item']), ...narrowed }),
  output: pageOf(LossRow),
  scope: () => 'any',
  columns: [
    { key: 'cause', type: 'code', words: 'supply.loss-cause-' },
    { key: 'itemNames', type: 'names' },
    { key: 'itemCode', type: 'code' },
    { key: 'transporterNames', type: 'names' },
    { key: 'partnerNames', type: 'names' },
    { key: 'month', type: 'code' },
    { key: 'grantCode', type: 'code' },
    { key: 'lost', type: 'number' },
    { key: 'damaged', type: 'number' },
    { key: 'disputed', type: 'number' },
    { key: 'unit', type: 'code', words: 'goods.unit-' },
    { key: 'value', type: 'number' },
    { key: 'currency', type: 'code' },
    { key: 'movements', type: 'number' },
  ],
});

const LossMove = z.strictObject({
  key: z.string(),
  documentId: Id,
  occurredAt: Instant,
  day: Day,
  kind: z.enum(lossKinds),
  ...dims,
  cause: z.enum(lossCauses),
  itemId: Id,
  itemCode: z.string(),
  lotCode: z.string().nullable(),
  unit: z.string(),
  /** Below nothing: found again, or taken back. */
  qty: Sum,
});
export type LossMove = z.output<typeof LossMove>;

/** The movements that a figure of loss is made of; each opens its document. */
export const listLossMoves = defineQuery({
  name: 'supply.list-loss-moves',
  permission: listLosses.name,
  input: z.strictObject({ ...pageInput, kind: z.enum(lossKinds).optional(), ...narrowed }),
  output: pageOf(LossMove),
  scope: () => 'any',
  columns: [
    { key: 'occurredAt', type: 'instant' },
    { key: 'kind', type: 'code', words: 'supply.loss-kind-' },
    { key: 'cause', type: 'code', words: 'supply.loss-cause-' },
    { key: 'itemNames', type: 'names' },
    { key: 'itemCode', type: 'code' },
    { key: 'lotCode', type: 'code' },
    { key: 'qty', type: 'number' },
    { key: 'unit', type: 'code', words: 'goods.unit-' },
    { key: 'transporterNames', type: 'names' },
    { key: 'partnerNames', type: 'names' },
    { key: 'grantCode', type: 'code' },
  ],
});

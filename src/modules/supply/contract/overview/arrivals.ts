import * as z from 'zod';
import { defineCommand } from '#foundation/command.ts';
import { Id } from '#foundation/ids.ts';
import { defineQuery, pageInput, pageOf } from '#foundation/query.ts';
import { Day } from '#foundation/time.ts';
import { GrantPick, Names, Qty, Reason, Sum } from './shared.ts';

export const arrivalSources = ['order', 'gift'] as const;
export const ArrivalLine = z.strictObject({ lineId: Id, itemId: Id, grantId: Id.optional(), qty: Qty });
const described = {
  /** As the supplier's or donor's own paper says it; receipts that name it are taken off. */
  reference: z.string().trim().min(1).max(100),
  source: z.enum(arrivalSources),
  senderId: Id.optional(),
  placeId: Id,
  expectedOn: Day,
  note: z.string().trim().max(1000).optional(),
  /** An item stands once for each grant. */
  lines: z.array(ArrivalLine).min(1).max(500),
};

/** Says what will come to a store: from then on it stands in the pipeline as expected, until it is received. */
export const announceArrival = defineCommand({
  name: 'supply.announce-arrival',
  version: 1,
  kind: 'decision',
  input: z.strictObject({ arrivalId: Id, ...described }),
  scope: (input) => ({ kind: 'stock-place', id: input.placeId }),
});

/** Says anew what will come, when, and where to. */
export const changeArrival = defineCommand({
  name: 'supply.change-arrival',
  version: 1,
  kind: 'decision',
  input: z.strictObject({ arrivalId: Id, version: z.int().min(1), ...described }),
  scope: (input) => ({ kind: 'arrival', id: input.arrivalId }),
});

/** Nothing more will come of it; what was received stays. */
export const cancelArrival = defineCommand({
  name: 'supply.cancel-arrival',
  version: 1,
  kind: 'decision',
  input: z.strictObject({ arrivalId: Id, version: z.int().min(1), reason: Reason }),
  scope: (input) => ({ kind: 'arrival', id: input.arrivalId }),
});

export const arrivalStates = ['announced', 'late', 'received', 'cancelled'] as const;
const ArrivalRow = z.strictObject({
  lineId: Id,
  arrivalId: Id,
  version: z.int(),
  reference: z.string(),
  source: z.enum(arrivalSources),
  senderId: Id.nullable(),
  senderNames: Names,
  placeId: Id,
  placeCode: z.string(),
  placeNames: Names,
  expectedOn: Day,
  /** Late: its day has passed and something is still to come. */
  state: z.enum(arrivalStates),
  note: z.string().nullable(),
  cancelReason: z.string().nullable(),
  itemId: Id,
  itemCode: z.string(),
  itemNames: Names,
  unit: z.string(),
  grantId: Id.nullable(),
  grantCode: z.string().nullable(),
  qty: z.int(),
  received: Sum,
  left: z.int(),
  abilities: z.array(z.string()),
});
export type ArrivalRow = z.output<typeof ArrivalRow>;

/** What was announced, line by line, and how much of it is still to come. */
export const listArrivals = defineQuery({
  name: 'supply.list-arrivals',
  input: z.strictObject({
    ...pageInput,
    search: z.string().max(100).optional(),
    state: z.enum(arrivalStates).optional(),
    /** Only what is still to come. */
    open: z.boolean().optional(),
    arrivalId: Id.optional(),
    item: Id.optional(),
    family: z.string().max(40).optional(),
    grant: GrantPick.optional(),
    placeId: Id.optional(),
  }),
  output: pageOf(ArrivalRow),
  scope: () => 'any',
  columns: [
    { key: 'reference', type: 'code' },
    { key: 'state', type: 'code', words: 'supply.arrival-state-' },
    { key: 'expectedOn', type: 'date' },
    { key: 'itemNames', type: 'names' },
    { key: 'itemCode', type: 'code' },
    { key: 'qty', type: 'number' },
    { key: 'received', type: 'number' },
    { key: 'left', type: 'number' },
    { key: 'unit', type: 'code', words: 'goods.unit-' },
    { key: 'grantCode', type: 'code' },
    { key: 'senderNames', type: 'names' },
    { key: 'placeNames', type: 'names' },
    { key: 'placeCode', type: 'code' },
    { key: 'source', type: 'code', words: 'supply.arrival-source-' },
  ],
});

import * as z from 'zod';
import { defineCommand } from '#foundation/command.ts';
import { Id } from '#foundation/ids.ts';
import { defineQuery, pageInput, pageOf } from '#foundation/query.ts';
import { Day, Instant } from '#foundation/time.ts';
import { requestStates } from '../../domain/requests/states.ts';
import { Count, ItemBrief, Names, Qty, Reason, Why } from './shapes.ts';

export const RequestState = z.enum(requestStates);
export const origins = ['partner', 'office', 'site'] as const;

/** A line; `pack` tells in what it was counted, and must come to the quantity exactly. */
export const LineInput = z.strictObject({
  lineId: Id,
  itemId: Id,
  qty: Qty,
  pack: z
    .strictObject({
      code: z.string().min(1).max(20),
      count: z.number().min(0.000001).max(1_000_000_000),
      smallest: z.int().min(1),
      per: z.int().min(1),
    })
    .optional(),
  note: z.string().trim().max(500).optional(),
});

const described = {
  planId: Id,
  origin: z.enum(origins).optional(),
  officeId: Id.optional(),
  /** Where it goes; the plan's site unless told. */
  siteId: Id.optional(),
  /** The plan's day unless told; never after it. */
  neededOn: Day.optional(),
  /** The requester's own number. */
  reference: z.string().trim().min(1).max(60).optional(),
  note: z.string().trim().max(2000).optional(),
  lines: z.array(LineInput).min(1).max(500),
};

/** Writes a request for a distribution plan, and with `submit` sends it at once. */
export const createRequest = defineCommand({
  name: 'supply.create-request',
  version: 1,
  kind: 'decision',
  input: z.strictObject({ requestId: Id, ...described, submit: z.boolean().default(false) }),
  result: z.strictObject({ number: z.string() }),
  scope: (input) => ({ kind: 'supply-plan', id: input.planId }),
});

/** Changes a request before it is approved. */
export const changeRequest = defineCommand({
  name: 'supply.change-request',
  version: 1,
  kind: 'decision',
  input: z.strictObject({ requestId: Id, version: z.int().min(1), ...described }),
  scope: (input) => ({ kind: 'supply-request', id: input.requestId }),
});

export const submitRequest = defineCommand({
  name: 'supply.submit-request',
  version: 1,
  kind: 'decision',
  input: z.strictObject({ requestId: Id, version: z.int().min(1) }),
  scope: (input) => ({ kind: 'supply-request', id: input.requestId }),
});

/** Approves what was asked; what is over the standard of the plan needs a reason. Never by who wrote or sent it. */
export const approveRequest = defineCommand({
  name: 'supply.approve-request',
  version: 1,
  kind: 'decision',
  input: z.strictObject({ requestId: Id, version: z.int().min(1), overReason: Reason.optional() }),
  scope: (input) => ({ kind: 'supply-request', id: input.requestId }),
});

export const refuseRequest = defineCommand({
  name: 'supply.refuse-request',
  version: 1,
  kind: 'decision',
  input: z.strictObject({ requestId: Id, version: z.int().min(1), reason: Reason }),
  scope: (input) => ({ kind: 'supply-request', id: input.requestId }),
});

/** Takes a request back before anything of it has left; what was set aside for it is free again. */
export const cancelRequest = defineCommand({
  name: 'supply.cancel-request',
  version: 1,
  kind: 'decision',
  input: z.strictObject({ requestId: Id, reason: Reason }),
  scope: (input) => ({ kind: 'supply-request', id: input.requestId }),
});

/** Ends a request with what has left; what is still open or set aside is given up with a reason. */
export const closeRequest = defineCommand({
  name: 'supply.close-request',
  version: 1,
  kind: 'decision',
  input: z.strictObject({ requestId: Id, reason: Reason }),
  scope: (input) => ({ kind: 'supply-request', id: input.requestId }),
});

export const RequestRow = z.strictObject({
  id: Id,
  number: z.string(),
  reference: z.string().nullable(),
  state: RequestState,
  origin: z.enum(origins),
  planId: Id,
  planNumber: z.string(),
  orgId: Id,
  orgNames: Names,
  siteId: Id,
  siteCode: z.string(),
  siteNames: Names,
  areaNames: Names,
  neededOn: Day,
  /** Lines, and how many of them are over the standard, still wait for goods, or have all left. */
  lines: Count,
  overLines: Count,
  openLines: Count,
  shippedLines: Count,
  createdAt: Instant,
  submittedAt: Instant.nullable(),
});
export type RequestRow = z.infer<typeof RequestRow>;

/** Requests within the reader's reach; a partner's user sees the partner's own. */
export const listRequests = defineQuery({
  name: 'supply.list-requests',
  input: z.strictObject({
    ...pageInput,
    search: z.string().max(100).optional(),
    states: z.array(RequestState).max(10).optional(),
    orgId: Id.optional(),
    planId: Id.optional(),
    siteId: Id.optional(),
    neededFrom: Day.optional(),
    neededTo: Day.optional(),
    over: z.boolean().optional(),
    /** Those that still wait for goods. */
    open: z.boolean().optional(),
  }),
  output: pageOf(RequestRow),
  scope: () => 'any',
  columns: [
    { key: 'number', type: 'code' },
    { key: 'reference', type: 'text' },
    { key: 'planNumber', type: 'code' },
    { key: 'orgNames', type: 'names' },
    { key: 'origin', type: 'code', words: 'supply.origin-' },
    { key: 'siteNames', type: 'names' },
    { key: 'areaNames', type: 'names' },
    { key: 'neededOn', type: 'date' },
    { key: 'state', type: 'code', words: 'supply.request-state-' },
    { key: 'lines', type: 'number' },
    { key: 'overLines', type: 'number' },
    { key: 'openLines', type: 'number' },
    { key: 'shippedLines', type: 'number' },
    { key: 'createdAt', type: 'instant' },
    { key: 'submittedAt', type: 'instant' },
  ],
});

export const PickShown = z.strictObject({
  id: Id,
  lineId: Id,
  lotCode: z.string().nullable(),
  expiresOn: Day.nullable(),
  placeId: Id,
  placeCode: z.string(),
  grantCode: z.string().nullable(),
  owner: z.string(),
  qty: Qty,
  shipped: Count,
  delivered: Count,
  state: z.enum(['held', 'shipped', 'freed', 'expired', 'broken']),
  reasons: z.array(Why),
  byHand: z.string().nullable(),
  expiresAt: Instant,
  shipmentId: Id.nullable(),
  endReason: z.string().nullable(),
});

export const RequestShown = RequestRow.extend({
  version: z.int(),
  planTitle: z.string(),
  planGivesOn: Day,
  agreement: z.string(),
  households: Count,
  persons: Count,
  officeId: Id.nullable(),
  note: z.string().nullable(),
  createdBy: z.string(),
  submittedBy: z.string().nullable(),
  decidedBy: z.string().nullable(),
  decidedAt: Instant.nullable(),
  decisionReason: z.string().nullable(),
  endedBy: z.string().nullable(),
  endedAt: Instant.nullable(),
  endReason: z.string().nullable(),
  items: z.array(
    z.strictObject({
      id: Id,
      item: ItemBrief,
      qty: Qty,
      packCode: z.string().nullable(),
      packCount: z.number().nullable(),
      note: z.string().nullable(),
      /** What the plan's households get together; null: the plan has no standard of the item. */
      standard: Count.nullable(),
      /** What other requests of the plan ask of it. */
      askedElsewhere: Count,
      over: Count.nullable(),
      allocated: Count,
      shipped: Count,
      delivered: Count,
      backOrder: Count,
    }),
  ),
  /** Where it lies ready; only for those who may see what is set aside. */
  picks: z.array(PickShown).nullable(),
  /** The reader wrote or sent it, and so does not approve it. */
  own: z.boolean(),
  /** Its paper names neither the mission nor an agency. */
  waived: z.boolean(),
  abilities: z.array(z.string()),
});
export type RequestShown = z.infer<typeof RequestShown>;

export const getRequest = defineQuery({
  name: 'supply.get-request',
  permission: 'supply.list-requests',
  input: z.strictObject({ requestId: Id }),
  output: RequestShown,
  scope: (input) => ({ kind: 'supply-request', id: input.requestId }),
});

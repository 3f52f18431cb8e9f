import * as z from 'zod';
import { defineCommand } from '#foundation/command.ts';
import { Id } from '#foundation/ids.ts';
import { defineQuery, pageInput, pageOf } from '#foundation/query.ts';
import { Day, Instant } from '#foundation/time.ts';
import { lossCauses } from './road.ts';
import { ItemName, PlaceName, Qty, Reason } from './shared.ts';

export const differenceKinds = ['missing', 'damaged', 'extra', 'counts-differ', 'more-than-planned'] as const;
export const outcomes = ['found', 'transporter-pays', 'written-off', 'counted-again'] as const;

/**
 * Says how a difference ended. Found goods go back into a place, what the transporter pays is lost and claimed; a write-off
 * waits for a second person. `counted-again` says that the later of two accounts stands.
 */
export const proposeOutcome = defineCommand({
  name: 'supply.propose-outcome',
  version: 1,
  kind: 'decision',
  input: z.strictObject({
    discrepancyId: Id,
    outcomeId: Id,
    documentId: Id,
    lineId: Id,
    outcome: z.enum(outcomes),
    qty: Qty,
    /** Where found goods lie now. */
    placeId: Id.optional(),
    note: Reason,
  }),
  result: z.strictObject({ state: z.enum(['proposed', 'done']) }),
  scope: (input) => ({ kind: 'discrepancy', id: input.discrepancyId }),
});

/** Approves a write-off, or declines it; never by who proposed it. */
export const decideOutcome = defineCommand({
  name: 'supply.decide-outcome',
  version: 1,
  kind: 'decision',
  input: z.strictObject({ discrepancyId: Id, outcomeId: Id, documentId: Id, approve: z.boolean(), reason: Reason }),
  scope: (input) => ({ kind: 'discrepancy', id: input.discrepancyId }),
});

/** One end agrees with how all of it ended; with the second end's word the case is closed. */
export const agreeDiscrepancy = defineCommand({
  name: 'supply.agree-discrepancy',
  version: 1,
  kind: 'decision',
  input: z.strictObject({
    discrepancyId: Id,
    version: z.int().min(1),
    /** Said for the partner, from a signed paper whose reference stands here. */
    forPartnerByPaper: z.string().trim().min(3).max(120).optional(),
  }),
  result: z.strictObject({ closed: z.boolean() }),
  scope: (input) => ({ kind: 'discrepancy', id: input.discrepancyId }),
});

export const setDiscrepancyDeadline = defineCommand({
  name: 'supply.set-discrepancy-deadline',
  version: 1,
  kind: 'decision',
  input: z.strictObject({ discrepancyId: Id, dueOn: Day, reason: Reason }),
  scope: (input) => ({ kind: 'discrepancy', id: input.discrepancyId }),
});

const Value = z.strictObject({ minor: z.int(), currency: z.string() });
const DiscrepancyRow = z.strictObject({
  id: Id,
  number: z.string(),
  shipmentId: Id,
  shipmentNumber: z.string(),
  legId: Id,
  waybill: z.string(),
  stage: z.enum(['road', 'hub', 'delivery']),
  place: PlaceName,
  state: z.enum(['open', 'closed']),
  openedAt: Instant,
  dueOn: Day,
  overdue: z.boolean(),
  missing: z.int(),
  damaged: z.int(),
  extra: z.int(),
  open: z.int(),
  ours: z.boolean(),
  theirs: z.boolean(),
  /** By what the lots cost; one figure for each currency. */
  value: z.array(Value),
});

export const listDiscrepancies = defineQuery({
  name: 'supply.list-discrepancies',
  input: z.strictObject({
    ...pageInput,
    state: z.enum(['open', 'closed']).optional(),
    overdue: z.boolean().optional(),
    stage: z.enum(['road', 'hub', 'delivery']).optional(),
    /** A part of the number, of the waybill or of the shipment's number. */
    search: z.string().max(100).optional(),
  }),
  output: pageOf(DiscrepancyRow),
  scope: () => 'any',
  columns: [
    { key: 'number', type: 'code' },
    { key: 'waybill', type: 'code' },
    { key: 'shipmentNumber', type: 'code' },
    { key: 'place', type: 'names' },
    { key: 'stage', type: 'code', words: 'supply.stage-' },
    { key: 'state', type: 'code', words: 'supply.discrepancy-' },
    { key: 'openedAt', type: 'instant' },
    { key: 'dueOn', type: 'date' },
    { key: 'missing', type: 'number' },
    { key: 'damaged', type: 'number' },
    { key: 'extra', type: 'number' },
    { key: 'open', type: 'number' },
  ],
});

const OutcomeShown = z.strictObject({
  id: Id,
  outcome: z.enum(outcomes),
  qty: z.int(),
  place: PlaceName.nullable(),
  note: z.string(),
  state: z.enum(['proposed', 'done', 'declined']),
  proposedBy: z.string(),
  proposedAt: Instant,
  mine: z.boolean(),
  decidedBy: z.string().nullable(),
  decidedAt: Instant.nullable(),
  documentId: Id.nullable(),
});
const Account = z.strictObject({
  deliveryId: Id,
  number: z.string(),
  side: z.enum(['ours', 'theirs']),
  good: z.int(),
  damaged: z.int(),
  refused: z.int(),
});

export const getDiscrepancy = defineQuery({
  name: 'supply.get-discrepancy',
  permission: listDiscrepancies.name,
  input: z.strictObject({ discrepancyId: Id }),
  output: DiscrepancyRow.extend({
    version: z.int(),
    lines: z.array(
      z.strictObject({
        id: Id,
        kind: z.enum(differenceKinds),
        item: ItemName,
        lotCode: z.string().nullable(),
        grantCode: z.string().nullable(),
        qty: z.int(),
        settled: z.int(),
        value: Value.nullable(),
        accounts: z.array(Account),
        outcomes: z.array(OutcomeShown),
      }),
    ),
    photos: z.array(Id),
    /** What was told of it on the way, in the words of whoever told it. */
    told: z.array(z.strictObject({ at: Instant, by: z.string(), cause: z.enum(lossCauses), note: z.string() })),
    oursBy: z.string().nullable(),
    oursAt: Instant.nullable(),
    theirsBy: z.string().nullable(),
    theirsAt: Instant.nullable(),
    theirsPaper: z.string().nullable(),
    /** Which end the reader speaks for. */
    side: z.enum(['ours', 'theirs']),
    abilities: z.array(z.string()),
  }),
  scope: (input) => ({ kind: 'discrepancy', id: input.discrepancyId }),
});

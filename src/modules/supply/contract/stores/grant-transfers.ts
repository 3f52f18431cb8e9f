import * as z from 'zod';
import { defineCommand } from '#foundation/command.ts';
import { Id } from '#foundation/ids.ts';
import { defineQuery, pageInput, pageOf } from '#foundation/query.ts';
import { Day, Instant } from '#foundation/time.ts';
import { Sector } from '#kernel/orgs/contract/grants.ts';
import { DocumentState } from './documents.ts';
import { Reason, Reference, TakenLines, names } from './shapes.ts';

/**
 * Goods of one grant pass to another for good, with the donor's written consent: its reference, its file, or both. What they
 * are meant for from then on must be what the other grant allows; a second person decides, and then they bear the other grant.
 */
export const transferBetweenGrants = defineCommand({
  name: 'supply.transfer-between-grants',
  version: 1,
  kind: 'decision',
  input: z.strictObject({
    documentId: Id,
    placeId: Id,
    fromGrant: Id,
    toGrant: Id,
    lines: TakenLines,
    consent: Reference.optional(),
    consentFileId: Id.optional(),
    reason: Reason,
    /** For what the goods are meant; needed where the other grant is bound to some. */
    sector: Sector.optional(),
    area: z.string().min(2).max(40).optional(),
    partnerId: Id.optional(),
  }),
  result: z.strictObject({ number: z.string() }),
  scope: (input) => ({ kind: 'stock-place', id: input.placeId }),
});

export const GrantTransferRow = z.strictObject({
  id: Id,
  number: z.string(),
  state: DocumentState,
  /** Whose money it was and is, by whose consent and why it passed on, for who reads grants. */
  fromGrant: Id.nullable(),
  fromCode: z.string().nullable(),
  toGrant: Id.nullable(),
  toCode: z.string().nullable(),
  consent: z.string().nullable(),
  consentFileId: Id.nullable(),
  reason: z.string().nullable(),
  sector: z.string().nullable(),
  areaNames: z.strictObject({ en: z.string(), tr: z.string().nullable(), ar: z.string().nullable() }).nullable(),
  partnerNames: z.strictObject({ en: z.string(), tr: z.string().nullable(), ar: z.string().nullable() }).nullable(),
  placeId: Id,
  placeCode: z.string(),
  madeBy: z.string(),
  madeAt: Instant,
  decidedBy: z.string().nullable(),
  decidedAt: Instant.nullable(),
  items: z.array(z.strictObject({ itemId: Id, itemCode: z.string(), ...names, unit: z.string(), qty: z.int() })),
});

/** Transfers between grants, those that wait on top. */
export const listGrantTransfers = defineQuery({
  name: 'supply.list-grant-transfers',
  input: z.strictObject({
    ...pageInput,
    documentId: Id.optional(),
    state: DocumentState.optional(),
    grantId: Id.optional(),
    search: z.string().max(100).optional(),
    from: Day.optional(),
    to: Day.optional(),
  }),
  output: pageOf(GrantTransferRow),
  scope: () => 'any',
  columns: [
    { key: 'number', type: 'code' },
    { key: 'state', type: 'text', words: 'supply.document-state-' },
    { key: 'fromCode', type: 'code' },
    { key: 'toCode', type: 'code' },
    { key: 'consent', type: 'code' },
    { key: 'reason', type: 'text' },
    { key: 'placeCode', type: 'code' },
    { key: 'madeBy', type: 'text' },
    { key: 'madeAt', type: 'instant' },
    { key: 'decidedBy', type: 'text' },
    { key: 'decidedAt', type: 'instant' },
  ],
});

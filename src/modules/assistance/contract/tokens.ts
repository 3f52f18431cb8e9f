import * as z from 'zod';
import { defineCommand } from '#foundation/command.ts';
import { Id } from '#foundation/ids.ts';
import type { ImportDef } from '#foundation/import.ts';
import { defineQuery, pageInput, pageOf } from '#foundation/query.ts';
import { Instant } from '#foundation/time.ts';
import { LaneKind, Reason, Size } from './shared.ts';

export const TokenHash = z.string().regex(/^[0-9a-f]{64}$/);
const atEvent = (input: { eventId: string }) => ({ kind: 'assistance-event', id: input.eventId });

/** Outcome of a row of a spreadsheet. */
export const RowOutcome = z.discriminatedUnion('state', [
  z.strictObject({ state: z.enum(['applied', 'same']) }),
  z.strictObject({ state: z.literal('refused'), code: z.string(), figures: z.record(z.string(), z.union([z.string(), z.number()])) }),
]);

/** Puts tokens on the list of a distribution: a hash, a number, a household size and a lane; never a name. */
export const importTokens = defineCommand({
  name: 'assistance.import-tokens',
  version: 1,
  kind: 'decision',
  scope: () => 'any',
  input: z.strictObject({
    rows: z
      .array(
        z.strictObject({ tokenId: Id, eventId: Id, laneId: Id, tokenHash: TokenHash, number: z.int().min(1).max(999_999), size: Size }),
      )
      .min(1)
      .max(1000),
  }),
  result: z.strictObject({ outcomes: z.array(RowOutcome) }),
});

export const tokensImport: ImportDef = {
  name: 'assistance.tokens',
  permission: importTokens.name,
  page: '/assistance/events',
  // Whoever holds the sheet could print the tokens anew: it lies sealed while it waits and is destroyed afterwards.
  personal: true,
  columns: [
    {
      key: 'event',
      type: 'code',
      required: true,
      aliases: ['distribution', 'event no', 'dağıtım', 'dağıtım no', 'رقم التوزيع', 'التوزيع'],
      example: 'DE-GZT-2023-000001-29',
    },
    {
      key: 'token',
      type: 'code',
      required: true,
      maxLength: 80,
      aliases: ['code', 'qr', 'jeton', 'kod', 'الرمز', 'القسيمة'],
      example: 'K7Q2-9MXD',
    },
    { key: 'number', type: 'integer', required: true, min: 1, max: 999_999, aliases: ['no', 'sıra', 'numara', 'الرقم'], example: '214' },
    {
      key: 'size',
      type: 'integer',
      required: true,
      min: 1,
      max: 40,
      aliases: ['household size', 'persons', 'hane büyüklüğü', 'kişi', 'عدد الأفراد', 'حجم الأسرة'],
      example: '5',
    },
    { key: 'lane', type: 'integer', min: 1, max: 40, aliases: ['line', 'queue', 'sıra yeri', 'bölüm', 'الطابور', 'المسار'], example: '1' },
  ],
};

/** A token was lost or torn; whoever comes with it is sent to the litigation desk. With another, that one takes its place. */
export const loseToken = defineCommand({
  name: 'assistance.lose-token',
  version: 1,
  kind: 'decision',
  scope: atEvent,
  input: z.strictObject({
    eventId: Id,
    tokenId: Id,
    reason: Reason,
    replacement: z.strictObject({ tokenId: Id, tokenHash: TokenHash }).optional(),
  }),
});

/** Points a token to another lane, before it is served. */
export const moveToken = defineCommand({
  name: 'assistance.move-token',
  version: 1,
  kind: 'decision',
  scope: atEvent,
  input: z.strictObject({ eventId: Id, tokenId: Id, laneId: Id }),
});

export const TokenRow = z.strictObject({
  id: Id,
  number: z.int(),
  size: z.int(),
  laneId: Id,
  laneNo: z.int(),
  laneKind: LaneKind,
  state: z.enum(['valid', 'lost']),
  reason: z.string().nullable(),
  /** How often it was given to, and when first. */
  claims: z.int(),
  servedAt: Instant.nullable(),
});
export type TokenRow = z.infer<typeof TokenRow>;

/** The list of a distribution by number: who came, who did not. */
export const listTokens = defineQuery({
  name: 'assistance.list-tokens',
  scope: atEvent,
  permission: 'assistance.list-events',
  input: z.strictObject({
    ...pageInput,
    eventId: Id,
    number: z.int().min(1).optional(),
    laneId: Id.optional(),
    served: z.enum(['yes', 'no', 'twice']).optional(),
    state: z.enum(['valid', 'lost']).optional(),
  }),
  output: pageOf(TokenRow),
  columns: [
    { key: 'number', type: 'number' },
    { key: 'size', type: 'number' },
    { key: 'laneNo', type: 'number' },
    { key: 'laneKind', type: 'code', words: 'assistance.lane-' },
    { key: 'claims', type: 'number' },
    { key: 'servedAt', type: 'instant' },
    { key: 'state', type: 'code', words: 'assistance.token-' },
    { key: 'reason', type: 'text' },
  ],
});

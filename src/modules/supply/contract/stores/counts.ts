import * as z from 'zod';
import { defineCommand } from '#foundation/command.ts';
import { Id } from '#foundation/ids.ts';
import { defineQuery, pageInput, pageOf } from '#foundation/query.ts';
import { Instant } from '#foundation/time.ts';
import { Keyed, checkPaper, fromPaper } from '../papers/keyed.ts';
import { Condition, Count, Note, Owner, Pack, Reason, most, shownStock } from './shapes.ts';

/** Plans the count of a store or a part of it: a line for everything the books know there. */
export const planCount = defineCommand({
  name: 'supply.plan-count',
  version: 1,
  kind: 'decision',
  input: z.strictObject({
    countId: Id,
    placeId: Id,
    items: z.array(Id).max(500).default([]),
    note: Note.optional(),
  }),
  result: z.strictObject({ number: z.string(), lines: z.int() }),
  scope: (input) => ({ kind: 'stock-place', id: input.placeId }),
});

/** What was counted, blind. The books are read at that moment: what moves afterwards does no harm. */
export const recordCount = defineCommand({
  name: 'supply.record-count',
  version: 1,
  kind: 'fact',
  offline: true,
  input: z.strictObject({
    countId: Id,
    lines: z
      .array(z.strictObject({ line: z.int().min(1), counted: Count, pack: Pack.optional() }))
      .max(most)
      .default([]),
    /** What lies where the sheet has no line. */
    found: z
      .array(
        z.strictObject({
          item: Id,
          lot: Id.optional(),
          place: Id,
          grant: Id.optional(),
          condition: Condition,
          owner: Owner,
          counted: z.int().min(1),
          pack: Pack.optional(),
        }),
      )
      .max(500)
      .default([]),
    /** From the signed count sheet. */
    ...fromPaper,
  }),
  result: z.strictObject({
    /** Lines that differ so much that somebody else must count them again. */
    recount: z.array(z.int()),
  }),
  scope: (input) => ({ kind: 'stock-count', id: input.countId }),
});

/** Approves a count by somebody who did not count: each difference is posted as it was at its sequence. */
export const approveCount = defineCommand({
  name: 'supply.approve-count',
  version: 1,
  kind: 'decision',
  input: z.strictObject({ countId: Id, documentId: Id, note: Note.optional() }),
  result: z.strictObject({ lines: z.int() }),
  scope: (input) => ({ kind: 'stock-count', id: input.countId }),
});

/** Drops a count: nothing is posted. */
export const dropCount = defineCommand({
  name: 'supply.drop-count',
  version: 1,
  kind: 'decision',
  input: z.strictObject({ countId: Id, reason: Reason }),
  scope: (input) => ({ kind: 'stock-count', id: input.countId }),
});

export const CountState = z.enum(['counting', 'approved', 'dropped']);
const row = {
  id: Id,
  number: z.string(),
  placeId: Id,
  placeCode: z.string(),
  placeNameEn: z.string(),
  placeNameTr: z.string().nullable(),
  placeNameAr: z.string().nullable(),
  state: CountState,
  lines: z.int(),
  counted: z.int(),
  plannedBy: z.string(),
  plannedAt: Instant,
  closedBy: z.string().nullable(),
  closedAt: Instant.nullable(),
  /** Sheets keyed from paper that wait for the reader to hold them against it. */
  sheets: z.int(),
};
export const CountRow = z.strictObject(row);

/** Counts within reach, those that go on first. */
export const listCounts = defineQuery({
  name: 'supply.list-counts',
  input: z.strictObject({ ...pageInput, state: CountState.optional(), placeId: Id.optional(), sheetsToCheck: z.boolean().optional() }),
  output: pageOf(CountRow),
  scope: () => 'any',
  columns: [
    { key: 'number', type: 'code' },
    { key: 'placeCode', type: 'code' },
    { key: 'state', type: 'text', words: 'supply.count-state-' },
    { key: 'lines', type: 'number' },
    { key: 'counted', type: 'number' },
    { key: 'plannedBy', type: 'text' },
    { key: 'plannedAt', type: 'instant' },
    { key: 'closedBy', type: 'text' },
    { key: 'closedAt', type: 'instant' },
    { key: 'sheets', type: 'number' },
  ],
});

const SheetLine = z.strictObject({
  line: z.int(),
  ...shownStock,
  placeId: Id,
  placeCode: z.string(),
  grantCode: z.string().nullable(),
  condition: Condition,
  owner: z.string(),
  found: z.boolean(),
  /** What has been asked of this reader: to count it, to count it again, or nothing more. */
  ask: z.enum(['count', 'recount', 'done', 'other']),
});

/** The count sheet: blind, it says where and what, never how much. */
export const getCountSheet = defineQuery({
  name: 'supply.get-count-sheet',
  permission: 'supply.record-count',
  input: z.strictObject({ countId: Id, ...pageInput, search: z.string().max(100).optional(), open: z.boolean().optional() }),
  output: z.strictObject({
    ...row,
    note: z.string().nullable(),
    /** Its paper names neither the mission nor an agency. */
    waived: z.boolean(),
    rows: z.array(SheetLine),
    total: z.int(),
  }),
  scope: (input) => ({ kind: 'stock-count', id: input.countId }),
});

/**
 * The differences of a count, the largest by value first, for who approves it. Who may count too sees of an open line only
 * that it was counted.
 */
export const reviewCount = defineQuery({
  name: 'supply.review-count',
  permission: 'supply.approve-count',
  input: z.strictObject({ countId: Id, ...pageInput, differing: z.boolean().optional() }),
  output: z.strictObject({
    ...row,
    note: z.string().nullable(),
    closeNote: z.string().nullable(),
    documentId: Id.nullable(),
    /** Why it cannot be approved yet, as a problem's code; null: it can. */
    blocked: z.string().nullable(),
    /** How many lines stand in the way. */
    blockedLines: z.int(),
    total: z.int(),
    rows: z.array(
      SheetLine.omit({ ask: true }).extend({
        rounds: z.array(z.strictObject({ round: z.int(), counted: z.int().nullable(), by: z.string(), at: Instant })),
        seq: z.int().nullable(),
        expected: z.int().nullable(),
        difference: z.int().nullable(),
        /** In minor units, where the lot's cost is known. */
        value: z.strictObject({ minor: z.string(), currency: z.string() }).nullable(),
        needsRecount: z.boolean(),
      }),
    ),
  }),
  scope: (input) => ({ kind: 'stock-count', id: input.countId }),
});

/**
 * Sheets of a count that were keyed from paper, with what was keyed of each line: for whoever holds them against the paper. Null
 * where the reader may still be asked to count the line again, blind.
 */
export const listKeyedSheets = defineQuery({
  name: 'supply.list-keyed-sheets',
  permission: checkPaper.name,
  input: z.strictObject({ countId: Id }),
  output: z.strictObject({
    rows: z.array(
      z.strictObject({
        keyed: Keyed,
        at: Instant,
        lines: z.array(
          z.strictObject({ line: z.int(), ...shownStock, placeCode: z.string(), condition: Condition, counted: z.int().nullable() }),
        ),
      }),
    ),
  }),
  scope: (input) => ({ kind: 'stock-count', id: input.countId }),
});

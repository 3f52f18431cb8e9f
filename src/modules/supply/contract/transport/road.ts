import * as z from 'zod';
import { defineCommand, personal } from '#foundation/command.ts';
import { Id } from '#foundation/ids.ts';
import { Count, Note, Qty, Reason, Seals } from './shared.ts';

export const passages = ['at-crossing', 'crossed', 'arrived', 'turned-back'] as const;

/** A truck has come to the gate, passed it, arrived, or was turned back. */
export const recordPassage = defineCommand({
  name: 'supply.record-passage',
  version: 1,
  kind: 'fact',
  offline: true,
  input: z.strictObject({ legId: Id, passage: z.enum(passages), note: Note.optional() }),
  scope: (input) => ({ kind: 'shipment-leg', id: input.legId }),
});

/** Seals were broken, with the reason, or put on. */
export const recordSeals = defineCommand({
  name: 'supply.record-seals',
  version: 1,
  kind: 'fact',
  offline: true,
  input: z.strictObject({ legId: Id, broken: Seals.default([]), put: Seals.default([]), reason: Reason }),
  scope: (input) => ({ kind: 'shipment-leg', id: input.legId }),
});

export const lossCauses = ['accident', 'theft', 'confiscated', 'weather', 'fire', 'attack', 'other'] as const;

/** Goods were lost or damaged on the way: what is gone stands in dispute, what is damaged stays aboard as such. */
export const recordLoss = defineCommand({
  name: 'supply.record-loss',
  version: 1,
  kind: 'fact',
  offline: true,
  input: z.strictObject({
    legId: Id,
    documentId: Id,
    cause: z.enum(lossCauses),
    /** What happened, in words. */
    note: z.string().trim().min(3).max(1000),
    lines: z.array(z.strictObject({ lineId: Id, lost: Count, damaged: Count })).max(500),
    photos: z.array(Id).max(20).default([]),
  }),
  result: z.strictObject({ discrepancyId: Id.nullable() }),
  scope: (input) => ({ kind: 'shipment-leg', id: input.legId }),
});

const Part = z.strictObject({
  toLegId: Id,
  lines: z
    .array(z.strictObject({ lineId: Id, good: Count, damaged: Count.default(0) }))
    .min(1)
    .max(500),
});

/**
 * At the hub a truck's load passes to other trucks, in parts; some of it may be put down there. The monitors tick each line
 * on their sheet, which our focal point keys.
 */
export const recordCrossLoad = defineCommand({
  name: 'supply.record-cross-load',
  version: 1,
  kind: 'fact',
  offline: true,
  input: z.strictObject({
    legId: Id,
    documentId: Id,
    parts: z.array(Part).max(20),
    putDown: z
      .strictObject({ placeId: Id, lines: z.array(z.strictObject({ lineId: Id, good: Count, damaged: Count.default(0) })).min(1) })
      .optional(),
    /** The truck is empty now: what nobody counted is missing. Otherwise it stays aboard. */
    empty: z.boolean(),
    ticks: z
      .array(z.strictObject({ lineId: Id, ticked: z.boolean(), qty: Qty.optional(), note: Note.optional() }))
      .max(500)
      .default([]),
    /** The number on the monitors' sheet, and its picture. */
    sheet: z.string().trim().max(60).optional(),
    sheetFileId: Id.optional(),
    /** Keyed from that sheet: a second person holds it against the paper. */
    fromPaper: z.boolean().default(false),
    monitor: personal(z.string().trim().min(1).max(200)).optional(),
    sealsBroken: Seals.default([]),
    sealsPut: z
      .array(z.strictObject({ legId: Id, seals: Seals.min(1) }))
      .max(20)
      .default([]),
    note: Note.optional(),
  }),
  result: z.strictObject({ discrepancyId: Id.nullable() }),
  scope: (input) => ({ kind: 'shipment-leg', id: input.legId }),
});

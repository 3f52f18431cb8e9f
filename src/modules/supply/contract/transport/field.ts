import * as z from 'zod';
import { defineCommand } from '#foundation/command.ts';
import { Id } from '#foundation/ids.ts';
import { recordDelivery } from './deliveries.ts';
import { Count, Note, OfRefused, Point, Signature, Stranger, refusalReasons, refusedPart } from './shared.ts';

/** What a waybill's code says, by codes alone: its number, its shipment, where from and to, and its lines. */
export const WaybillCode = z.strictObject({
  n: z.string().max(40),
  s: z.string().max(40),
  f: z.string().max(60),
  t: z.string().max(60),
  l: z
    .array(
      z.union([
        z.tuple([z.int().min(1), z.string().max(60), Count]),
        // The last is the lot.
        z.tuple([z.int().min(1), z.string().max(60), Count, z.string().max(60)]),
      ]),
    )
    .max(500),
});
export type WaybillCode = z.output<typeof WaybillCode>;

/** Kind of the signed code on a waybill. */
export const waybillCodeKind = 'wb';

/**
 * What was received off a truck by a phone that had never heard of it: it read the signed waybill, or its number was typed.
 * A code that does not hold is no reason to lose the count: it is kept, and somebody looks at it.
 */
export const receiveByWaybill = defineCommand({
  name: 'supply.receive-by-waybill',
  version: 1,
  kind: 'fact',
  offline: true,
  input: z.strictObject({
    deliveryId: Id,
    documentId: Id,
    waybill: z.string().trim().toUpperCase().min(3).max(40),
    /** The code as it was read; absent when the number was typed. */
    code: z.string().max(8000).optional(),
    /** Where it was received, when not where the waybill says. */
    placeId: Id.optional(),
    ofRefused: OfRefused,
    /** By the waybill's own line numbers and item codes. */
    lines: z
      .array(
        z.strictObject({
          lineNo: z.int().min(1),
          item: z.string().max(60),
          good: Count,
          damaged: Count.default(0),
          ...refusedPart,
          note: Note.optional(),
        }),
      )
      .min(1)
      .max(500),
    strangers: z.array(Stranger).max(100).default([]),
    signatures: z.array(Signature).max(6).default([]),
    photos: z.array(Id).max(30).default([]),
    point: Point.optional(),
    note: Note.optional(),
  }),
  result: recordDelivery.result,
  scope: (input) => ({ kind: 'waybill', id: input.waybill }),
});

/** Goods were not taken in: they stay on the truck, and dispatch says where it goes now. */
export const recordRefusal = defineCommand({
  name: 'supply.record-refusal',
  version: 1,
  kind: 'fact',
  offline: true,
  input: z.strictObject({
    legId: Id,
    /** The lines that were refused; all of the truck's unless told. */
    lineIds: z.array(Id).min(1).max(500).optional(),
    reason: z.enum(refusalReasons),
    note: Note.optional(),
    signatures: z.array(Signature).max(6).default([]),
    photos: z.array(Id).max(30).default([]),
    point: Point.optional(),
  }),
  scope: (input) => ({ kind: 'shipment-leg', id: input.legId }),
});

import * as z from 'zod';
import { personal } from '#foundation/command.ts';
import { Id } from '#foundation/ids.ts';

/** A positive whole number of the item's smallest unit. */
export const Qty = z.int().min(1).max(Number.MAX_SAFE_INTEGER);
export const Count = z.int().min(0).max(Number.MAX_SAFE_INTEGER);
export const Reason = z.string().trim().min(3).max(500);
export const Note = z.string().trim().max(1000);
/** The office whose series gives a document its number: 2 to 6 letters or digits. */
export const Office = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^[A-Z0-9]{2,6}$/);
export const Seal = z.string().trim().toUpperCase().min(1).max(30);
export const Seals = z.array(Seal).max(20);
export const LineQty = z.strictObject({ lineId: Id, qty: Qty });

/** A truck's goods as people counted them; what is missing and what is extra follows from it. */
export const Counted = z.strictObject({ lineId: Id, good: Count, damaged: Count.default(0), note: Note.optional() });

export const refusalReasons = ['not-ordered', 'damaged', 'expired', 'no-room', 'no-papers', 'security', 'other'] as const;
/** What of a line was not taken in, and why: it stays on the truck. */
export const refusedPart = { refused: Count.default(0), refusedFor: z.enum(refusalReasons).optional() };
/** The same at the end of the way, where part of a line may be refused. */
export const Received = Counted.extend(refusedPart);

/** Whether an account tells of what had been refused before and stayed aboard, and is taken in after all. */
export const OfRefused = z.boolean().default(false);

/** Who signed: the name is on the paper, and sealed in the books. */
export const Signature = z.strictObject({
  role: z.enum(['dispatcher', 'transporter', 'receiver', 'monitor', 'witness']),
  name: personal(z.string().trim().min(1).max(200)),
  fileId: Id.optional(),
});

export const shownNames = { en: z.string(), tr: z.string().nullable(), ar: z.string().nullable() };
/** Names alone, in the reader's language where there is one. */
export const Names = z.strictObject(shownNames);
/** A place as pages name it. */
export const PlaceName = z.strictObject({ id: Id, code: z.string(), kind: z.string(), ...shownNames });
/** An item as pages name it. */
export const ItemName = z.strictObject({ id: Id, code: z.string(), unit: z.string(), ...shownNames });
export const OrgName = z.strictObject({ id: Id, acronym: z.string().nullable(), ...shownNames });

/** Where a phone stood when something was told, and how sure it was of it, in metres. */
export const Point = z.strictObject({
  lat: z.number().min(-90).max(90),
  lon: z.number().min(-180).max(180),
  accuracyM: z.int().min(0).max(100_000).optional(),
});
/** Goods that stood on no waybill. */
export const Stranger = z.strictObject({
  itemId: Id,
  lotId: Id.optional(),
  qty: Qty,
  damaged: z.boolean().default(false),
  note: Note.optional(),
});

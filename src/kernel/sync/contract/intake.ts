import * as z from 'zod';
import { Instant } from '#foundation/time.ts';
import { intakeBatch } from '../domain/sealed.ts';

export const IntakeKeyShape = z.strictObject({
  id: z.string().regex(/^[0-9a-f]{8}$/),
  key: z.string().regex(/^[A-Za-z0-9_-]{87}$/),
});

/**
 * Body of `POST /api/sync/intake`: sealed records, base64url, of any devices. Nobody need be signed in: each record says by
 * its signature who made it. Whoever is not its device hears only its state.
 */
export const IntakeRequest = z.strictObject({ items: z.array(z.string().max(400_000)).min(1).max(intakeBatch) });

const Problem = z.object({ type: z.string(), figures: z.record(z.string(), z.unknown()).optional() });
export const IntakeItem = z.object({
  id: z.string().nullable(),
  state: z.enum(['applied', 'refused', 'parked', 'held']),
  problem: Problem.optional(),
  reason: z.string().optional(),
  result: z.unknown().optional(),
  replayed: z.boolean().optional(),
});
export type IntakeItem = z.infer<typeof IntakeItem>;
/** One answer per item, in the order of the items. */
export const IntakeAnswer = z.object({ outcomes: z.array(IntakeItem), now: Instant });

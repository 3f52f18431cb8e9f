import * as z from 'zod';
import { defineCommand } from '#foundation/command.ts';
import { Id } from '#foundation/ids.ts';
import { Instant } from '#foundation/time.ts';
import { Reason } from '../transport/shared.ts';

/** What was keyed from a signed paper, who keyed it, and who held it against the paper; null where nothing was. */
export const Keyed = z
  .strictObject({
    id: Id,
    by: z.string(),
    /** Keyed by the reader. */
    mine: z.boolean(),
    check: z.strictObject({ agrees: z.boolean(), note: z.string().nullable(), by: z.string(), at: Instant }).nullable(),
  })
  .nullable();
export type Keyed = z.output<typeof Keyed>;

/** With a record whose figures may come from a signed paper: a second person then holds them against it. */
export const fromPaper = { fromPaper: z.boolean().default(false) };

/**
 * Holds the figures that somebody else keyed from a signed paper against that paper: an account of a delivery, a loading or
 * cross-loading, a receipt, a sheet of a count. Where they do not agree they stay as they were told, and why is said: somebody
 * puts them right by an entry of its own. Lines of a count alone, of which nothing is booked yet, are open again.
 */
export const checkPaper = defineCommand({
  name: 'supply.check-paper',
  version: 2,
  kind: 'decision',
  input: z.strictObject({ keyedId: Id, agrees: z.boolean(), note: Reason.optional() }),
  upcasters: { 1: ({ deliveryId, ...said }) => ({ ...said, keyedId: deliveryId }) },
  scope: (input) => ({ kind: 'keyed-paper', id: input.keyedId }),
});

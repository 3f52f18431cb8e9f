import * as z from 'zod';
import { defineCommand } from '#foundation/command.ts';
import { Id } from '#foundation/ids.ts';
import { Reason } from './shared.ts';

/**
 * Holds the figures that somebody else keyed from a signed paper against that paper. Where they do not agree the keyed account
 * stays as it was told, and why is said: somebody keys the paper once more, and the truck's case asks both ends.
 */
export const checkPaper = defineCommand({
  name: 'supply.check-paper',
  version: 1,
  kind: 'decision',
  input: z.strictObject({ deliveryId: Id, agrees: z.boolean(), note: Reason.optional() }),
  scope: (input) => ({ kind: 'delivery', id: input.deliveryId }),
});

/** The same for what the hub keyed from the monitors' signed sheet: what passed to which truck, and what was ticked. */
export const checkTickSheet = defineCommand({
  name: 'supply.check-tick-sheet',
  version: 1,
  kind: 'decision',
  input: z.strictObject({ legId: Id, factId: Id, agrees: z.boolean(), note: Reason.optional() }),
  scope: (input) => ({ kind: 'shipment-leg', id: input.legId }),
});

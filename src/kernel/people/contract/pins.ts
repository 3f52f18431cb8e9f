import * as z from 'zod';
import { defineCommand, personal } from '#foundation/command.ts';
import { Id } from '#foundation/ids.ts';
import { ofHousehold } from './shared.ts';

/** What stands for a household's PIN: a slow hash, made where the digits were typed (`domain/household-pin.ts`). */
export const PinProof = z.string().regex(/^[A-Za-z0-9_-]{43}$/);

/** A household chose a PIN, another PIN, or none any more. It is one way to show who one is; the card and a signature stay. */
export const setPin = defineCommand({
  name: 'people.set-pin',
  version: 1,
  kind: 'decision',
  input: z.strictObject({ householdId: Id, pin: personal(PinProof, ofHousehold).nullable() }),
  scope: (input) => ({ kind: 'household', id: input.householdId }),
  opens: 'persons',
});

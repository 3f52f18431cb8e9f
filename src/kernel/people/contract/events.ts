import * as z from 'zod';
import { defineEvent } from '#foundation/event.ts';
import { Id } from '#foundation/ids.ts';

/**
 * A household has another card from now on, or none; `closed`: nobody is in it any more; `reopened`: somebody is again. The
 * number is opaque and says nothing of the household.
 */
export const cardChanged = defineEvent({
  name: 'people.card-changed',
  payload: z.strictObject({
    householdId: Id,
    householdNumber: z.string(),
    card: z.string().nullable(),
    closed: z.boolean().default(false),
    reopened: z.boolean().default(false),
  }),
});

import * as z from 'zod';
import { defineEvent } from '#foundation/event.ts';
import { Id } from '#foundation/ids.ts';

/** A request was sent and waits for somebody to decide. */
export const requestSubmitted = defineEvent({ name: 'supply.request-submitted', payload: z.strictObject({ requestId: Id }) });

export const requestDecided = defineEvent({
  name: 'supply.request-decided',
  payload: z.strictObject({ requestId: Id, approved: z.boolean() }),
});

/** Goods were set aside; `pickIds` are also the ids of the holds. */
export const allocated = defineEvent({
  name: 'supply.allocated',
  payload: z.strictObject({ requestId: Id, allocationId: Id, pickIds: z.array(Id) }),
});

/** Goods that had been set aside are so no longer: given back, run out, or broken by a fact. */
export const unallocated = defineEvent({
  name: 'supply.unallocated',
  payload: z.strictObject({ requestId: Id, pickIds: z.array(Id), why: z.enum(['freed', 'expired', 'broken']) }),
});

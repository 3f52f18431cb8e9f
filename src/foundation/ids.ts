import * as z from 'zod';

export { newId, seededRandom } from './new-id.ts';
export type { RandomBytes } from './new-id.ts';

/** A uuid v7 in lower-case text form: made where the thing is born (phone, desk, server) and never changed. */
export const Id = z.uuid().meta({ title: 'Id', description: 'uuid, version 7 for all that Kervan makes' });
export type Id = z.infer<typeof Id>;

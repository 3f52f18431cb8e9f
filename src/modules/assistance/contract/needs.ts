import * as z from 'zod';
import { Id } from '#foundation/ids.ts';
import { defineQuery } from '#foundation/query.ts';
import { Day } from '#foundation/time.ts';
import { Count, EventState, Names } from './shared.ts';

/** What of distributions a person should look at today. */
export const getToday = defineQuery({
  name: 'assistance.get-today',
  scope: () => 'any',
  permission: 'assistance.list-events',
  input: z.strictObject({}),
  output: z.strictObject({
    /** Open, stopped, or on today's date. */
    events: z.array(
      z.strictObject({
        id: Id,
        number: z.string(),
        title: z.string(),
        state: EventState,
        givesOn: Day,
        siteNames: Names,
        expected: Count,
        served: Count,
        odd: Count,
      }),
    ),
    toReserve: Count,
    stopped: Count,
    toSign: Count,
    toClose: Count,
  }),
});

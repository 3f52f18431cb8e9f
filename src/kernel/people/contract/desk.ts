import * as z from 'zod';
import { Id } from '#foundation/ids.ts';
import { defineQuery } from '#foundation/query.ts';

/** The register's day within reach, in figures alone: what was done, and what waits for a person. */
export const getToday = defineQuery({
  name: 'people.get-today',
  input: z.strictObject({}),
  output: z.strictObject({
    /** Registered on the mission's day. */
    households: z.int(),
    persons: z.int(),
    withoutCard: z.int(),
    spotChecks: z.int(),
    /** Pairs that nobody has decided; none for who may not decide any. */
    openPairs: z.int(),
  }),
  scope: () => 'any',
  permission: 'people.get-person',
  opens: 'persons',
});

/** Who looked at this person or household: their pages alone, for lists name nobody. */
export const listReads = defineQuery({
  name: 'people.list-reads',
  input: z.strictObject({ kind: z.enum(['person', 'household']), id: Id }),
  output: z.strictObject({
    rows: z.array(
      z.strictObject({ id: Id, by: z.string(), program: z.string().nullable(), query: z.string(), printed: z.boolean(), at: z.string() }),
    ),
    total: z.int(),
  }),
  scope: (input) => ({ kind: input.kind, id: input.id }),
  opens: 'persons',
});

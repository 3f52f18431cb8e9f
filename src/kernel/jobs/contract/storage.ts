import * as z from 'zod';
import { defineQuery } from '#foundation/query.ts';

/** What the mission takes up on the server: its tables, the largest of them, and the files hung to records. */
export const getStorage = defineQuery({
  name: 'jobs.get-storage',
  scope: () => 'mission',
  input: z.strictObject({}),
  // Rows are an estimate; null where the database has not counted yet.
  output: z.strictObject({
    /** Version of PostgreSQL. */
    database: z.string(),
    /** Bytes of the whole database, which may serve several missions. */
    databaseBytes: z.number(),
    missionBytes: z.number(),
    tables: z.array(z.strictObject({ name: z.string(), bytes: z.number(), rows: z.number().nullable() })),
    attachedFiles: z.int(),
    attachedBytes: z.number(),
  }),
});

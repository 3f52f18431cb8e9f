import * as z from 'zod';
import { defineCommand } from '#foundation/command.ts';
import { defineQuery } from '#foundation/query.ts';
import { Day } from '#foundation/time.ts';
import { Pcode } from './areas.ts';

const CrossingId = z.string().regex(/^[a-z][a-z-]{1,40}$/);
export const CrossingStatus = z.enum(['open', 'closed', 'restricted']);

/** Enters the border gates. */
export const importCrossings = defineCommand({
  name: 'places.import-crossings',
  version: 1,
  kind: 'decision',
  input: z.strictObject({
    crossings: z
      .array(
        z.strictObject({
          id: CrossingId,
          nameEn: z.string().max(100),
          nameTr: z.string().max(100),
          nameAr: z.string().max(100),
          mode: z.string().max(40),
          areaNorth: Pcode.optional(),
          areaSouth: Pcode.optional(),
          lat: z.number(),
          lon: z.number(),
        }),
      )
      .min(1)
      .max(200),
  }),
  scope: () => 'mission',
});

/** Notes what a crossing is on these days, and until when its authorisation holds. The latest word counts; nothing is erased. */
export const setCrossingStatus = defineCommand({
  name: 'places.set-crossing-status',
  version: 1,
  kind: 'fact',
  offline: true,
  input: z.strictObject({
    crossingId: CrossingId,
    status: CrossingStatus,
    fromDay: Day,
    toDay: Day.optional(),
    authorisedTo: Day.optional(),
    source: z.string().trim().min(1).max(300),
  }),
  scope: () => 'mission',
});

export const CrossingRow = z.strictObject({
  id: CrossingId,
  nameEn: z.string(),
  nameTr: z.string(),
  nameAr: z.string(),
  mode: z.string(),
  areaNorth: z.string().nullable(),
  areaSouth: z.string().nullable(),
  lat: z.number(),
  lon: z.number(),
  today: z.strictObject({
    status: z.enum(['open', 'closed', 'restricted', 'unknown']),
    authorisedTo: z.string().nullable(),
    source: z.string().nullable(),
    since: z.string().nullable(),
  }),
  days: z.array(
    z.strictObject({
      fromDay: z.string(),
      toDay: z.string().nullable(),
      status: CrossingStatus,
      authorisedTo: z.string().nullable(),
      source: z.string(),
      commandId: z.string(),
    }),
  ),
});

/** The crossings with their calendar. */
export const listCrossings = defineQuery({
  name: 'places.list-crossings',
  permission: 'places.search',
  input: z.strictObject({}),
  output: z.strictObject({ rows: z.array(CrossingRow), abilities: z.array(z.string()) }),
  scope: () => 'any',
});

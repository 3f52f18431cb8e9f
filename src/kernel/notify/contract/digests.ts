import * as z from 'zod';
import { defineCommand } from '#foundation/command.ts';
import { defineQuery } from '#foundation/query.ts';
import { Day } from '#foundation/time.ts';
import { Id } from '#foundation/ids.ts';

export const DigestEvery = z.enum(['never', 'daily', 'weekly']);

/** How often one is told by mail what waits, and whether this server sends mail at all. */
export const getDigest = defineQuery({
  name: 'notify.get-digest',
  scope: () => 'self',
  input: z.strictObject({}),
  output: z.strictObject({ every: DigestEvery, mail: z.boolean(), address: z.string().nullable() }),
});

/** Chooses how often. */
export const setDigest = defineCommand({
  name: 'notify.set-digest',
  version: 1,
  kind: 'decision',
  scope: () => 'self',
  input: z.strictObject({ every: DigestEvery }),
});

/** Notes that a person's digest of a day has left; sent by the job. */
export const noteDigest = defineCommand({
  name: 'notify.note-digest',
  version: 1,
  kind: 'fact',
  scope: () => 'mission',
  input: z.strictObject({ userId: Id, day: Day }),
});

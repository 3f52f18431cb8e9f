import * as z from 'zod';
import { defineCommand } from '#foundation/command.ts';
import { defineEvent } from '#foundation/event.ts';
import { Id } from '#foundation/ids.ts';
import { defineQuery } from '#foundation/query.ts';

const hash = z.string().regex(/^[0-9a-f]{64}$/);

/** Keeps a file whose bytes have just been sent to `POST /api/files`; the route sends this command itself. */
export const keepFile = defineCommand({
  name: 'files.keep-file',
  version: 1,
  kind: 'decision',
  scope: () => 'self',
  input: z.strictObject({
    fileId: Id,
    hash,
    mediaType: z.string().max(100),
    size: z.int().min(1),
    width: z.int().min(1).optional(),
    height: z.int().min(1).optional(),
    thumbHash: hash.optional(),
  }),
});

/** Forgets files that belong to no record a day after they were sent; the system does it every night. */
export const forgetLoose = defineCommand({
  name: 'files.forget-loose',
  version: 1,
  kind: 'decision',
  scope: () => 'mission',
  input: z.strictObject({}),
  result: z.strictObject({ forgotten: z.int() }),
});

/** Files are gone from the list: their bytes leave the store afterwards, unless another file has the same. */
export const bytesLetGo = defineEvent({
  name: 'files.bytes-let-go',
  payload: z.strictObject({ hashes: z.array(hash).min(1).max(100) }),
});

/** How much is kept. */
export const getStorage = defineQuery({
  name: 'files.get-storage',
  scope: () => 'mission',
  input: z.strictObject({}),
  output: z.strictObject({ files: z.int(), bytes: z.int(), databaseBytes: z.int() }),
});

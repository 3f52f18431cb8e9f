import * as z from 'zod';
import { defineCommand } from '#foundation/command.ts';
import { Id } from '#foundation/ids.ts';
import { defineQuery } from '#foundation/query.ts';
import { Instant } from '#foundation/time.ts';

/** A thumb-mark is biometric: a page of them is kept no longer than this, unless the mission says so. */
export const usualThumbDays = 30;
export const mostThumbDays = 180;

/** Stands as the reason where a page went with the record that it belonged to; also the key of its words. */
export const wentWithRecord = 'files.thumb-went-with-record';

const Subject = z.strictObject({ kind: z.string().regex(/^[a-z][a-z-]{1,40}$/), id: z.string().min(1).max(100) });
const Reason = z.string().trim().min(3).max(500);
const page = (input: { pageId: string }) => ({ kind: 'thumb-page', id: input.pageId });

/**
 * Seals a photographed sheet with thumb-marks: from now on nobody reads the file but by `files.open-thumb-page`, also not who
 * sent it, and it is deleted when its time is over.
 */
export const keepThumbPage = defineCommand({
  name: 'files.keep-thumb-page',
  version: 1,
  kind: 'decision',
  offline: true,
  scope: (input) => input.subject,
  input: z.strictObject({ id: Id, subject: Subject, fileId: Id }),
});

/** Deletes a page before its time, with a reason. */
export const deleteThumbPage = defineCommand({
  name: 'files.delete-thumb-page',
  version: 1,
  kind: 'decision',
  scope: page,
  input: z.strictObject({ pageId: Id, reason: Reason }),
});

/** Deletes a page if its time is over, also where its record is gone; the system does it every night, page by page. */
export const forgetThumbPage = defineCommand({
  name: 'files.forget-thumb-page',
  version: 1,
  kind: 'decision',
  scope: () => 'mission',
  input: z.strictObject({ pageId: Id }),
  result: z.strictObject({ deleted: z.boolean() }),
});

/** After how many days pages are deleted. A shorter time holds for the pages that lie here too, a longer one for new pages only. */
export const setThumbTerm = defineCommand({
  name: 'files.set-thumb-term',
  version: 1,
  kind: 'decision',
  scope: () => 'mission',
  input: z.strictObject({ days: z.int().min(1).max(mostThumbDays) }),
});

const ThumbPage = z.strictObject({
  id: Id,
  keptBy: z.string(),
  keptAt: Instant,
  deleteAt: Instant,
  deletedAt: Instant.nullable(),
  /** Null when its time was over. */
  deletedBy: z.string().nullable(),
  deletedWhy: z.string().nullable(),
  /** How often it was opened, and when last. */
  opened: z.int(),
  openedAt: Instant.nullable(),
  abilities: z.array(z.string()),
});

/** The pages of one record, also those that were deleted; never what is on them. */
export const listThumbPages = defineQuery({
  name: 'files.list-thumb-pages',
  scope: (input) => input.subject,
  input: z.strictObject({ subject: Subject }),
  output: z.strictObject({ days: z.int(), rows: z.array(ThumbPage), abilities: z.array(z.string()) }),
});

/** Shows one page. It needs a reason, and both stand in the read log before the picture leaves. */
export const openThumbPage = defineQuery({
  name: 'files.open-thumb-page',
  scope: page,
  opens: 'persons',
  sensitive: true,
  input: z.strictObject({ pageId: Id, reason: Reason }),
  output: z.strictObject({ mediaType: z.string(), /** Base64. */ bytes: z.string() }),
});

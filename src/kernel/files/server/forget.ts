import type { CommandContext, JobHandler } from '#foundation/pipeline/context.ts';
import { bytesLetGo } from '../contract/files.ts';
import { wentWithRecord } from '../contract/thumb-pages.ts';
import { removeBytes } from './content.ts';
import { listNeeded, lockAlone } from './files.repo.ts';
import { deleteFiles, deleteLinks, endPages, holdFilesOf, releaseFiles } from './thumb-pages.repo.ts';

type Gone = { readonly hash: string; readonly thumb_hash: string | null };

/** So few at a time that who keeps a file meanwhile does not wait long. */
const atOnce = 100;

/** Lets go of the bytes of deleted files. They stay until this transaction holds: no roll-back gives them back. */
export function dropBytes(ctx: CommandContext, gone: readonly Gone[]): void {
  const hashes = [...new Set(gone.flatMap((file) => [file.hash, ...(file.thumb_hash ? [file.thumb_hash] : [])]))];
  for (let from = 0; from < hashes.length; from += atOnce) ctx.emit(bytesLetGo, { hashes: hashes.slice(from, from + atOnce) });
}

/** Removes bytes that no file needs any more. Cut off in the middle, it does the rest when it is tried again. */
export const letGoJob: JobHandler = {
  name: 'files.let-go-bytes',
  on: bytesLetGo,
  run: async (ctx, data) => {
    const { hashes } = bytesLetGo.payload.parse(data);
    // Whoever keeps a file has entered it before we look, or finds afterwards that its bytes are gone and sends them again.
    await lockAlone.run(ctx.tx, {});
    const needed = new Set((await listNeeded.all(ctx.tx, { hashes })).map((row) => row.hash));
    for (const hash of hashes) if (!needed.has(hash)) await removeBytes(ctx.tx, hash);
  },
};

/** Who deletes, and why; both null where its time was over. */
export type Because = { readonly by: string; readonly why: string } | { readonly by: null; readonly why: null };

/**
 * Deletes files for good, whatever record they belong to: links and entry at once, bytes and small picture after that. A page
 * with thumb-marks keeps its row, which says that it was here, when it went and why.
 */
export async function deleteForGood(ctx: CommandContext, ids: readonly string[], because: Because): Promise<void> {
  if (ids.length === 0) return;
  for (const page of await endPages.all(ctx.tx, { fileIds: ids, at: ctx.now.toISOString(), ...because })) {
    ctx.touch('thumb-page', page.id);
    ctx.touch(page.subject_kind, page.subject_id);
  }
  await deleteLinks.run(ctx.tx, { ids });
  dropBytes(ctx, await deleteFiles.all(ctx.tx, { ids }));
}

/** Erases the files of records that are to be forgotten; one that belongs to another record besides only leaves these. */
export async function eraseFilesOf(ctx: CommandContext, kind: string, ids: readonly string[]): Promise<void> {
  await holdFilesOf.run(ctx.tx, { kind, ids });
  const own = await releaseFiles.all(ctx.tx, { kind, ids });
  await deleteForGood(
    ctx,
    own.map((row) => row.file_id),
    { by: ctx.actor.userId, why: wentWithRecord },
  );
}

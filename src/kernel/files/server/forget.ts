import type { CommandContext } from '#foundation/pipeline/context.ts';
import { removeBytes } from './content.ts';
import { listNeeded, lockAlone } from './files.repo.ts';
import { deleteFiles, deleteLinks, releaseFiles } from './thumb-pages.repo.ts';

type Gone = { readonly hash: string; readonly thumb_hash: string | null };

/** Lets go of bytes that no other file needs. Whoever keeps a file waits meanwhile: `lockAlone` was taken before. */
export async function dropBytes(ctx: CommandContext, gone: readonly Gone[]): Promise<void> {
  const hashes = [...new Set(gone.flatMap((file) => [file.hash, ...(file.thumb_hash ? [file.thumb_hash] : [])]))];
  const needed = new Set((await listNeeded.all(ctx.tx, { hashes })).map((row) => row.hash));
  for (const hash of hashes) if (!needed.has(hash)) await removeBytes(ctx.tx, hash);
}

/** Deletes files for good, whatever record they belong to: bytes, small picture, links and entry. */
export async function deleteForGood(ctx: CommandContext, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await lockAlone.run(ctx.tx, {});
  await deleteLinks.run(ctx.tx, { ids });
  await dropBytes(ctx, await deleteFiles.all(ctx.tx, { ids }));
}

/** Erases the files of records that are to be forgotten; one that belongs to another record besides only leaves these. */
export async function eraseFilesOf(ctx: CommandContext, kind: string, ids: readonly string[]): Promise<void> {
  const own = await releaseFiles.all(ctx.tx, { kind, ids });
  await deleteForGood(
    ctx,
    own.map((row) => row.file_id),
  );
}

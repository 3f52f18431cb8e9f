import type { CommandContext, RequestContext } from '#foundation/pipeline/context.ts';
import { fileProblems } from '#foundation/file-problems.ts';
import { readBytes } from './content.ts';
import { deleteLink, findFile, insertLink, shareFile } from './files.repo.ts';
import { mayRead, mayTie } from './reading.ts';

interface Link {
  readonly fileId: string;
  readonly subject: { readonly kind: string; readonly id: string };
  /** Who holds it where the record lies may read the file; a file may belong to one record by several. */
  readonly permission: string;
}

/**
 * Ties a file to a record: who holds `permission` where the record lies may read it from now on. Only a file that the
 * actor may read is tied, so that nobody opens another's file by its id. Answers what the file is.
 */
export async function linkFile(ctx: CommandContext, link: Link): Promise<{ mediaType: string; size: number }> {
  shareFile.defer(ctx.tx, { id: link.fileId });
  const file = await findFile.maybe(ctx.tx, { id: link.fileId });
  if (!file || !(await mayTie(ctx, file, link.subject.kind))) throw fileProblems.problem('not-found');
  await insertLink.run(ctx.tx, { fileId: link.fileId, ...link.subject, permission: link.permission });
  return { mediaType: file.media_type, size: file.size };
}

/** Takes a file off a record where it was tied by that permission; without any record it is forgotten after a day. */
export async function unlinkFile(ctx: CommandContext, link: Link): Promise<void> {
  await deleteLink.run(ctx.tx, { fileId: link.fileId, ...link.subject, permission: link.permission });
}

/** The bytes of a file that the actor may read. */
export async function readFile(ctx: RequestContext, fileId: string): Promise<{ bytes: Buffer; mediaType: string }> {
  const file = await findFile.maybe(ctx.tx, { id: fileId });
  const bytes = file && (await mayRead(ctx, file)) ? await readBytes(ctx.tx, file.hash) : undefined;
  if (!file || !bytes) throw fileProblems.problem('not-found');
  return { bytes, mediaType: file.media_type };
}

import type { Tx } from '#foundation/db/tx.ts';
import type { RequestContext } from '#foundation/pipeline/context.ts';
import type { Registry } from '#foundation/pipeline/registry.ts';
import type { Position } from '#foundation/scope.ts';
import { listLinks } from './files.repo.ts';
import type { FileFound } from './files.repo.ts';

let registry: Registry | undefined;
/** The nouns of all rooms, to find where a record lies. */
export function setFileRegistry(given: Registry): void {
  registry = given;
}

/** Where a record lies; undefined when nobody knows such a record. */
export const positionOfRecord = async (tx: Tx, kind: string, id: string): Promise<Position | undefined> =>
  registry?.positions.get(kind)?.(tx, id);

/** No role holds it: a page with thumb-marks is read by `files.open-thumb-page` alone. */
export const byReasonAlone = 'files.by-reason-alone';

/**
 * Whether the actor may tie a file to a record of a kind: who may read it; and who sent it, from one record to another of those
 * that are shown to them only later, for a picture never turns a fact away. A page that opens by a reason alone is nobody's to
 * tie, and what lies under a record that somebody may no longer read is not carried out of it.
 */
export async function mayTie(ctx: RequestContext, file: FileFound, kind: string): Promise<boolean> {
  if (await mayRead(ctx, file)) return true;
  if (file.added_by !== ctx.actor.userId || !registry?.recordRules.has(kind)) return false;
  const links = await listLinks.all(ctx.tx, { id: file.id });
  return links.every((link) => link.permission !== byReasonAlone && registry!.recordRules.has(link.subject_kind));
}

/** Whether the actor may read a file: the sender while it belongs to no record, else who may read one of its records. */
export async function mayRead(ctx: RequestContext, file: FileFound): Promise<boolean> {
  const links = await listLinks.all(ctx.tx, { id: file.id });
  if (links.length === 0) return file.added_by === ctx.actor.userId;
  for (const link of links) {
    const subject = { kind: link.subject_kind, id: link.subject_id };
    const at = await positionOfRecord(ctx.tx, subject.kind, subject.id);
    // What they sent themselves tells nobody anything new.
    if (at && ctx.can(link.permission, at) && (file.added_by === ctx.actor.userId || (await ctx.isShown(subject)))) return true;
  }
  return false;
}

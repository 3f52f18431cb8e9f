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

/** Whether the actor may read a file: the sender while it belongs to no record, else who may read one of its records. */
export async function mayRead(ctx: RequestContext, file: FileFound): Promise<boolean> {
  const links = await listLinks.all(ctx.tx, { id: file.id });
  if (links.length === 0) return file.added_by === ctx.actor.userId;
  for (const link of links) {
    const subject = { kind: link.subject_kind, id: link.subject_id };
    const at = await positionOfRecord(ctx.tx, subject.kind, subject.id);
    const rule = registry?.fileRules.get(link.permission);
    if (at && ctx.can(link.permission, at) && (!rule || (await rule(ctx, subject)))) return true;
  }
  return false;
}

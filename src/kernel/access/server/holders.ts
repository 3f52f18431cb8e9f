import type { RequestContext } from '#foundation/pipeline/context.ts';
import type { Position } from '#foundation/scope.ts';
import { listHolderRows } from './holders.repo.ts';

/**
 * Who else may do this there now, so that they can be told that it waits: never who asks, for nobody is the second person to
 * themselves. Of several permissions whoever holds them all. Administrators, who may do everything, are named only where nobody else may.
 */
export async function listHolders(ctx: RequestContext, permission: string | readonly string[], at: Position): Promise<string[]> {
  const rows = await listHolderRows.all(ctx.tx, {
    permissions: [permission].flat(),
    areas: at.areas ?? [],
    sites: at.sites ?? [],
    orgs: at.orgs ?? [],
    responses: at.responses ?? [],
    at: ctx.now.toISOString(),
  });
  const rest = rows.filter((row) => row.id !== ctx.actor.userId);
  const others = rest.filter((row) => !row.administers);
  return (others.length > 0 ? others : rest).map((row) => row.id);
}

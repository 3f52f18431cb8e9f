import type { ImportDef, ImportHandler } from '#foundation/import.ts';
import type { RequestContext } from '#foundation/pipeline/context.ts';
import { commonProblems } from '#foundation/problem.ts';
import { importProblems } from '../contract/problems.ts';
import { getHandler } from './handlers.ts';
import { findImport } from './imports.repo.ts';
import type { ImportFound } from './imports.repo.ts';

/** Whoever holds an import's permission somewhere may send its sheet; what each row touches is asked row by row. */
export const mayUse = (ctx: RequestContext, def: ImportDef): boolean => ctx.can(def.permission);

export const seesAll = (ctx: RequestContext): boolean => ctx.can('imports.see-all', {});

/** @throws imports.import-absent, common.not-permitted */
export async function getFound(ctx: RequestContext, importId: string): Promise<{ about: ImportFound; handler: ImportHandler }> {
  const about = await findImport.maybe(ctx.tx, { id: importId });
  // Another person's import is not there, for who may not see all.
  if (!about || (about.created_by !== ctx.actor.userId && !seesAll(ctx))) throw importProblems.problem('import-absent');
  const handler = getHandler(about.kind);
  if (!mayUse(ctx, handler.def)) throw commonProblems.problem('not-permitted', { permission: handler.def.permission });
  return { about, handler };
}

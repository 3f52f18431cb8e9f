import type { RequestContext, ServerRoom } from '#foundation/pipeline/context.ts';
import { answer, handle } from '#foundation/pipeline/context.ts';
import { listViews, removeView, saveView, viewProblems } from '../contract/views.ts';
import { decideSave, mayRemove } from '../domain/rules.ts';
import type { Keeper } from '../domain/rules.ts';
import { views } from '../module.ts';
import { countViews, deleteView, listViewRows, lockView, writeView } from './views.repo.ts';

const keeperOf = (ctx: RequestContext): Keeper => ({ userId: ctx.actor.userId, mayShare: ctx.can('views.share') });

const saveHandler = handle(saveView, async (ctx, input) => {
  const before = await lockView.maybe(ctx.tx, input);
  const { count } = await countViews.one(ctx.tx, { ownerId: ctx.actor.userId, page: input.page });
  const refusal = decideSave(keeperOf(ctx), input, before && { ownerId: before.owner_id, shared: before.shared }, count);
  if (refusal) throw refusal;
  await writeView.run(ctx.tx, { ...input, ownerId: ctx.actor.userId, at: ctx.now.toISOString() });
  return {};
});

const removeHandler = handle(removeView, async (ctx, input) => {
  const view = await lockView.maybe(ctx.tx, input);
  // A private view of somebody else's is not there for others.
  if (!view || (!view.shared && view.owner_id !== ctx.actor.userId)) throw viewProblems.problem('view-absent');
  if (!mayRemove(keeperOf(ctx), { ownerId: view.owner_id, shared: view.shared })) throw viewProblems.problem('not-yours');
  await deleteView.run(ctx.tx, input);
  return {};
});

const listHandler = answer(listViews, async (ctx, input) => {
  const keeper = keeperOf(ctx);
  const rows = await listViewRows.all(ctx.tx, { userId: keeper.userId, page: input.page ?? null, text: input.text ?? null });
  return {
    mayShare: keeper.mayShare,
    rows: rows.map((row) => ({
      id: row.id,
      page: row.page,
      name: row.name,
      search: row.search,
      shared: row.shared,
      owner: row.owner,
      own: row.owner_id === keeper.userId,
      changedAt: row.changed_at.toISOString(),
      abilities: [
        ...(row.owner_id === keeper.userId ? [saveView.name] : []),
        ...(mayRemove(keeper, { ownerId: row.owner_id, shared: row.shared }) ? [removeView.name] : []),
      ],
    })),
  };
});

export const room: ServerRoom = { module: views, commands: [saveHandler, removeHandler], queries: [listHandler] };

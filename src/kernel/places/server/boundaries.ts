import { answer, handle } from '#foundation/pipeline/context.ts';
import { dropBoundaries, importBoundaries, listBoundaries, listBoundarySources } from '../contract/boundaries.ts';
import { problems } from '../contract/problems.ts';
import { deleteBoundaries, listBoundaryRows, listSourceRows, upsertBoundaries } from './boundaries.repo.ts';

export const handleImportBoundaries = handle(importBoundaries, async (ctx, input) => {
  const codes = input.boundaries.map((boundary) => boundary.pcode);
  const twice = codes.find((code, at) => codes.indexOf(code) !== at);
  if (twice !== undefined) throw problems.problem('boundary-twice', { pcode: twice });
  const written = await upsertBoundaries.all(ctx.tx, {
    boundaries: input.boundaries,
    source: input.source,
    at: ctx.now.toISOString(),
  });
  const of = (effect: string) => written.filter((row) => row.effect === effect).map((row) => row.pcode);
  for (const pcode of [...of('added'), ...of('changed')]) ctx.touch('area', pcode);
  return { added: of('added').length, changed: of('changed').length, same: of('same').length, unknown: of('unknown') };
});

export const handleDropBoundaries = handle(dropBoundaries, async (ctx, input) => {
  const dropped = await deleteBoundaries.all(ctx.tx, { source: input.source });
  for (const { pcode } of dropped) ctx.touch('area', pcode);
  return { dropped: dropped.length };
});

export const answerListBoundaries = answer(listBoundaries, async (ctx) => ({ rows: await listBoundaryRows.all(ctx.tx, {}) }));

export const answerListBoundarySources = answer(listBoundarySources, async (ctx) => ({
  rows: (await listSourceRows.all(ctx.tx, {})).map((row) => ({ ...row, importedAt: row.importedAt.toISOString() })),
}));

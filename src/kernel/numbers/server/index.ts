import { formatNumber, parseNumber } from '#foundation/document-number.ts';
import { answer, handle } from '#foundation/pipeline/context.ts';
import type { ServerRoom } from '#foundation/pipeline/context.ts';
import { findByNumber, listBlocks, listSeries, returnBlock, takeBlock } from '../contract/numbers.ts';
import { problems } from '../contract/problems.ts';
import { numbers } from '../module.ts';
import { advance, endBlock, holdDevice, insertBlock, listBlockRows, listSeriesRows, lockBlock } from './numbers.repo.ts';
import { findNumbered } from './take.ts';

export { enterNumber, findNumbered, takeNumber } from './take.ts';
export type { Numbered } from './take.ts';
export { writeOffBlocksOf } from './write-off.ts';

const handleTakeBlock = handle(takeBlock, async (ctx, input) => {
  const { kind, office, year, size } = input;
  if (input.deviceId && (await holdDevice.maybe(ctx.tx, { id: input.deviceId }))?.revoked) throw problems.problem('device-revoked');
  const { first } = await advance.one(ctx.tx, { kind, office, year, count: size });
  const last = first + size - 1;
  const by = { by: ctx.actor.userId, at: ctx.now.toISOString() };
  await insertBlock.run(ctx.tx, { id: input.blockId, kind, office, year, first, last, deviceId: input.deviceId ?? null, ...by });
  ctx.touch('number-block', input.blockId);
  const text = (serial: number) => formatNumber({ kind, office, year, serial });
  return { first, last, firstNumber: text(first), lastNumber: text(last) };
});

const handleReturnBlock = handle(returnBlock, async (ctx, input) => {
  const block = await lockBlock.maybe(ctx.tx, { id: input.blockId });
  if (!block) throw problems.problem('block-not-found');
  if (block.returned_at && !block.written_off) throw problems.problem('block-returned');
  const usedTo = input.usedTo ?? block.first - 1;
  if (block.used_most !== null && block.used_most > usedTo) throw problems.problem('used-beyond', { usedTo, entered: block.used_most });
  await endBlock.run(ctx.tx, { id: input.blockId, usedTo, at: ctx.now.toISOString() });
  ctx.touch('number-block', input.blockId);
  return {};
});

const answerSeries = answer(listSeries, async (ctx, input) => {
  const rows = await listSeriesRows.all(ctx.tx, { sort: input.sort, limit: input.limit, offset: input.offset });
  const shown = rows.map(({ kind, office, year, last, used, inBlocks }) => ({
    kind,
    office,
    year,
    last,
    used,
    inBlocks,
    lastNumber: last > 0 ? formatNumber({ kind, office, year, serial: last }) : null,
  }));
  return { total: rows[0]?.total ?? 0, rows: shown };
});

const answerBlocks = answer(listBlocks, async (ctx, input) => {
  const rows = await listBlockRows.all(ctx.tx, { sort: input.sort, limit: input.limit, offset: input.offset, open: input.open ?? null });
  const shown = rows.map(
    ({ id, kind, office, year, first, last, used, lastUsed, deviceName, takenBy, takenAt, returnedAt, writtenOff }) => ({
      id,
      kind,
      office,
      year,
      firstNumber: formatNumber({ kind, office, year, serial: first }),
      lastNumber: formatNumber({ kind, office, year, serial: last }),
      size: last - first + 1,
      used,
      lastUsed,
      deviceName,
      takenBy,
      takenAt: takenAt.toISOString(),
      returnedAt: returnedAt?.toISOString() ?? null,
      state: writtenOff ? ('written-off' as const) : returnedAt ? ('returned' as const) : ('out' as const),
    }),
  );
  return { total: rows[0]?.total ?? 0, rows: shown };
});

const answerFind = answer(findByNumber, async (ctx, input) => {
  const number = parseNumber(input.number);
  return number ? { number: formatNumber(number), subject: await findNumbered(ctx, input.number) } : { number: null, subject: null };
});

export const room: ServerRoom = {
  module: numbers,
  commands: [handleTakeBlock, handleReturnBlock],
  queries: [answerSeries, answerBlocks, answerFind],
};

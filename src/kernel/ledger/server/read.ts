import { answer } from '#foundation/pipeline/context.ts';
import type { RequestContext } from '#foundation/pipeline/context.ts';
import { dayIn } from '#foundation/time.ts';
import type { Bucket } from '../contract/buckets.ts';
import { getDocument, listBalances, listCard } from '../contract/documents.ts';
import { problems } from '../contract/problems.ts';
import { bucketKey } from '../domain/bucket.ts';
import type { BalanceFound } from './books.repo.ts';
import { refuseLaterDay } from './balances.ts';
import { balanceAsOf, balanceAtMoment, findBalance, findDocument, listBalanceRows, listCardRows, listLines } from './books.repo.ts';

/** What a real bucket holds now; undefined when nothing ever lay there. */
export async function balanceOf(ctx: RequestContext, bucket: Bucket): Promise<{ qty: number; reserved: number } | undefined> {
  const found = await findBalance.maybe(ctx.tx, { key: bucketKey(bucket) });
  return found?.qty == null ? undefined : { qty: found.qty, reserved: found.reserved! };
}

/** What a real bucket held at the end of a day, by book date. */
export async function balanceOn(ctx: RequestContext, bucket: Bucket, day: string): Promise<number> {
  const found = await findBalance.maybe(ctx.tx, { key: bucketKey(bucket) });
  return found ? (await balanceAsOf.one(ctx.tx, { bucket: found.id, day })).qty : 0;
}

/** What had come and gone by a moment in truth, whenever it was told; below zero where something is still missing. */
export async function trueBalanceAt(ctx: RequestContext, bucket: Bucket, at: Date): Promise<number> {
  const found = await findBalance.maybe(ctx.tx, { key: bucketKey(bucket) });
  return found ? (await balanceAtMoment.one(ctx.tx, { bucket: found.id, at: at.toISOString() })).qty : 0;
}

export const answerListCard = answer(listCard, async (ctx, input) => {
  const found = await findBalance.maybe(ctx.tx, { key: bucketKey(input.bucket) });
  if (found?.qty == null) throw problems.problem('bucket-not-found', { bucket: bucketKey(input.bucket) });
  const rows = await listCardRows.all(ctx.tx, { bucket: found.id, before: input.before ?? Number.MAX_SAFE_INTEGER, limit: input.limit });
  return {
    qty: found.qty,
    reserved: found.reserved!,
    seq: found.seq!,
    rows: rows.map((row) => ({
      ...row,
      occurredAt: row.occurredAt.toISOString(),
      recordedAt: row.recordedAt.toISOString(),
      late: row.bookDate !== dayIn(ctx.mission.timeZone, row.occurredAt),
    })),
  };
});

export const answerListBalances = answer(listBalances, async (ctx, input) => {
  const rows = await listBalanceRows.all(ctx.tx, {
    filter: {
      book: input.book,
      ...(input.item === undefined ? {} : { items: [input.item] }),
      ...(input.place === undefined ? {} : { places: [input.place] }),
      ...(input.grant === undefined ? {} : { grants: [input.grant] }),
    },
    asOf: input.asOf ? { day: input.asOf, today: refuseLaterDay(ctx, input.asOf) } : null,
    withEmpty: input.withEmpty,
    sort: input.sort,
    limit: input.limit,
    offset: input.offset,
  });
  return { total: rows[0]?.total ?? 0, rows: rows.map(withoutTotal) };
});

export const answerGetDocument = answer(getDocument, async (ctx, input) => {
  const found = await findDocument.maybe(ctx.tx, { id: input.documentId });
  if (!found) throw problems.problem('document-not-found');
  const lines = await listLines.all(ctx.tx, { id: input.documentId });
  return { ...found, occurredAt: found.occurredAt.toISOString(), recordedAt: found.recordedAt.toISOString(), lines };
});

function withoutTotal(row: BalanceFound): Omit<BalanceFound, 'total'> {
  const { total, ...rest } = row;
  void total;
  return rest;
}

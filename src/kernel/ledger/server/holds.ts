import type { CommandContext } from '#foundation/pipeline/context.ts';
import type { Bucket } from '../contract/buckets.ts';
import { problems } from '../contract/problems.ts';
import { bucketKey, isVirtual } from '../domain/bucket.ts';
import { callFree, callHold, listOverdueHolds } from './posting.repo.ts';

export interface ToHold {
  readonly id: string;
  readonly bucket: Bucket;
  readonly qty: number;
}

/** Promises quantities, all or none; refused with `ledger.short` when one is not free. */
export async function hold(
  ctx: CommandContext,
  holds: readonly ToHold[],
  options: { purpose: string; priority?: number; expiresAt?: string | undefined },
): Promise<void> {
  const keys = holds.map((item) => bucketKey(item.bucket));
  const virtual = keys.find(isVirtual);
  if (virtual !== undefined) throw problems.problem('bucket-not-found', { bucket: virtual });
  await callHold.run(ctx.tx, {
    ids: holds.map((item) => item.id),
    keys,
    qtys: holds.map((item) => item.qty),
    priority: options.priority ?? 50,
    purpose: options.purpose,
    at: ctx.now.toISOString(),
    expiresAt: options.expiresAt ?? null,
  });
}

/** Gives promises back; answers those that were still held. */
export async function voidHold(ctx: CommandContext, ids: readonly string[]): Promise<string[]> {
  return (await callFree.all(ctx.tx, { ids, state: 'voided', at: ctx.now.toISOString() })).map((row) => row.id);
}

/** Gives back what was promised until a moment that has passed; answers how many. */
export async function expireOverdue(ctx: CommandContext): Promise<number> {
  const at = ctx.now.toISOString();
  const overdue = await listOverdueHolds.all(ctx.tx, { at });
  if (overdue.length === 0) return 0;
  return (await callFree.all(ctx.tx, { ids: overdue.map((row) => row.id), state: 'expired', at })).length;
}

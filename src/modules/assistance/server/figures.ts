import { createHash } from 'node:crypto';
import { canonicalJson } from '#foundation/canonical.ts';
import type { RequestContext } from '#foundation/pipeline/context.ts';
import { neededOf } from '../domain/entitlement.ts';
import { countPeople, getEventRow, listSizes } from './events.repo.ts';
import { listBands } from './shared.repo.ts';
import type { EventFound } from './shared.repo.ts';
import { listStock } from './stock.repo.ts';

/** What all expected households get together of each item; null where their sizes are not known. */
export async function neededAt(
  ctx: RequestContext,
  event: Pick<EventFound, 'id' | 'admits' | 'expected' | 'package_id' | 'package_version'>,
): Promise<Map<string, number | null>> {
  const bands = await listBands.all(ctx.tx, { packageId: event.package_id, version: event.package_version });
  const sizes =
    event.admits === 'list' ? await listSizes.all(ctx.tx, { eventId: event.id }) : [{ size: null, households: event.expected ?? 0 }];
  return neededOf(bands, sizes);
}

/** Stock from the books, with what is needed beside it. */
export async function stockAt(ctx: RequestContext, event: Parameters<typeof neededAt>[1]) {
  const needed = await neededAt(ctx, event);
  const rows = await listStock.all(ctx.tx, { eventId: event.id });
  return rows.map((row) => ({ ...row, needed: needed.has(row.item.id) ? needed.get(row.item.id)! : 0 }));
}

/** What is signed: the books and who was reached, and the hash by which a later change is told. */
export async function statementOf(ctx: RequestContext, eventId: string) {
  const found = await getEventRow.one(ctx.tx, { id: eventId });
  const { uncounted, ...people } = await countPeople.one(ctx.tx, { eventId });
  const stock = await stockAt(ctx, {
    id: eventId,
    admits: found.admits,
    expected: found.expected,
    package_id: found.packageId,
    package_version: found.packageVersion,
  });
  const figures = {
    stock: stock.map(({ item, received, distributed, returned, counted, short, other, left }) => ({
      item: item.code,
      received,
      distributed,
      returned,
      counted,
      short,
      other,
      left,
    })),
    households: found.served,
    handovers: found.handovers,
    people,
  };
  const hash = createHash('sha256').update(canonicalJson(figures)).digest('hex');
  return { found, stock, people, uncounted, figures, hash };
}

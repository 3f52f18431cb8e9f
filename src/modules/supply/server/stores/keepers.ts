import { fold } from '#foundation/fold.ts';
import { answer } from '#foundation/pipeline/context.ts';
import { isWaived } from '#kernel/places/server/index.ts';
import { searchKeepers } from '../../contract/stores/keepers.ts';
import { searchKeeperRows } from './keepers.repo.ts';

/** Among how many of those that match the ones to show are picked: some of them may be found by their code alone. */
const looked = 500;
const unnamed = { nameEn: null, nameTr: null, nameAr: null, keeper: null };

export const answerSearchKeepers = answer(searchKeepers, async (ctx, input) => {
  const key = fold(input.text);
  const found = await searchKeeperRows.all(ctx.tx, { placeId: input.placeId, key, limit: looked });
  const rows = [];
  for (const { id, kind, code, org_id, areas, ...names } of found) {
    const waived = await isWaived(ctx, org_id, areas ?? []);
    // What is not shown is not found by it either, or a name could be guessed letter by letter.
    if (waived && !fold(code).includes(key)) continue;
    rows.push({ id, kind: kind as 'warehouse', code, ...(waived ? unnamed : names) });
    if (rows.length === input.limit) break;
  }
  return { rows };
});

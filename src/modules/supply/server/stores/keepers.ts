import { fold } from '#foundation/fold.ts';
import { answer } from '#foundation/pipeline/context.ts';
import { isWaived } from '#kernel/places/server/index.ts';
import { searchKeepers } from '../../contract/stores/keepers.ts';
import { searchKeeperRows } from './keepers.repo.ts';

const unnamed = { nameEn: null, nameTr: null, nameAr: null, keeper: null };

export const answerSearchKeepers = answer(searchKeepers, async (ctx, input) => {
  const found = await searchKeeperRows.all(ctx.tx, { placeId: input.placeId, key: fold(input.text), limit: input.limit });
  const rows = [];
  for (const { id, kind, code, org_id, areas, ...names } of found) {
    const waived = await isWaived(ctx, org_id, areas ?? []);
    rows.push({ id, kind: kind as 'warehouse', code, ...(waived ? unnamed : names) });
  }
  return { rows };
});

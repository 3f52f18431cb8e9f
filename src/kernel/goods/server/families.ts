import { answer, handle } from '#foundation/pipeline/context.ts';
import { changeFamily, createFamily, listFamilies } from '../contract/items.ts';
import { problems } from '../contract/problems.ts';
import { insertFamilies, listAbove, listFamilyRows, lockFamily, updateFamily } from './families.repo.ts';
import type { FamilyWrite } from './families.repo.ts';

interface FamilySaid {
  readonly code: string;
  readonly parent?: string | undefined;
  readonly nameEn: string;
  readonly nameTr?: string | undefined;
  readonly nameAr?: string | undefined;
}
const writeOf = (input: FamilySaid): FamilyWrite => ({
  code: input.code,
  parent: input.parent ?? null,
  name_en: input.nameEn,
  name_tr: input.nameTr || null,
  name_ar: input.nameAr || null,
});

export const handleCreateFamily = handle(createFamily, async (ctx, input) => {
  await insertFamilies.run(ctx.tx, { families: [writeOf(input)], at: ctx.now.toISOString() });
  ctx.touch('item-family', input.code);
  return {};
});

export const handleChangeFamily = handle(changeFamily, async (ctx, input) => {
  const now = await lockFamily.maybe(ctx.tx, { code: input.code });
  if (!now) throw problems.problem('family-not-found', { family: input.code });
  if (now.version !== input.version) throw problems.problem('changed-meanwhile', { seen: input.version, now: now.version });
  // A family does not come to lie under itself.
  const above = input.parent ? await listAbove.all(ctx.tx, { code: input.parent }) : [];
  if (above.some((family) => family.code === input.code)) throw problems.problem('family-circle', { family: input.code });
  await updateFamily.run(ctx.tx, writeOf(input));
  ctx.touch('item-family', input.code);
  return {};
});

export const answerListFamilies = answer(listFamilies, async (ctx) => ({
  rows: (await listFamilyRows.all(ctx.tx, {})).map((row) => ({
    code: row.code,
    parent: row.parent,
    depth: row.depth,
    nameEn: row.name_en,
    nameTr: row.name_tr,
    nameAr: row.name_ar,
    items: row.items,
    version: row.version,
  })),
  abilities: ctx.abilities([createFamily.name, changeFamily.name], {}),
}));

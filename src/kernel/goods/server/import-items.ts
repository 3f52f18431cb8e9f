import type * as z from 'zod';
import { newId } from '#foundation/ids.ts';
import { fold } from '#foundation/fold.ts';
import type { ImportFile, ImportHandler, ImportRow, JudgedRow, RowFault, RowOutcome } from '#foundation/import.ts';
import { handle } from '#foundation/pipeline/context.ts';
import type { CommandContext, RequestContext } from '#foundation/pipeline/context.ts';
import type { Figures, Problem } from '#foundation/problem.ts';
import { ifrcImport, importItems, itemsImport } from '../contract/imports.ts';
import type { ImportedItem } from '../contract/imports.ts';
import { problems } from '../contract/problems.ts';
import { itemCodePattern } from '../contract/shared.ts';
import { ifrcFamilyOf, ifrcGroups, measuresOf, unitOfText } from '../domain/catalogue-import.ts';
import { decideItemChange } from '../domain/items.ts';
import { insertFamilies, listFamilyRows } from './families.repo.ts';
import type { FamilyFound } from './families.repo.ts';
import { listBooked, listIfrcCodes, upsertIfrcCodes } from './imports.repo.ts';
import { insertItems, listItemsBy, replaceKeys, updateItems } from './items.repo.ts';
import type { ItemFound, ItemWrite } from './items.repo.ts';
import { itemKeys } from './keys.ts';

type Values = Readonly<Record<string, unknown>>;
const text = (values: Values, key: string) => values[key] as string | undefined;

const handlerOf = (def: typeof itemsImport, isIfrc: boolean): ImportHandler => ({
  def,
  chunk: 500,
  keyOf: (values) => text(values, 'code') ?? null,
  judge: (ctx, file, rows) => judgeItems(ctx, file, rows, isIfrc),
  command: (rows) => ({ def: importItems as never, input: { items: rows.map((row) => row.ready) } }),
  outcomes: (result) =>
    (result as z.output<typeof importItems.result>).outcomes.map((outcome): RowOutcome => {
      if (outcome.state === 'refused') return { state: 'refused', code: outcome.code, figures: outcome.figures as Figures };
      return { state: outcome.state === 'same' ? 'same' : 'applied' };
    }),
});
/** The mission's own catalogue by spreadsheet, and the published one of the IFRC. */
export const importsItems = handlerOf(itemsImport, false);
export const importsIfrc = handlerOf(ifrcImport, true);

async function judgeItems(ctx: RequestContext, file: ImportFile, rows: readonly ImportRow[], isIfrc: boolean): Promise<JudgedRow[]> {
  const families = await listFamilyRows.all(ctx.tx, {});
  const codes = rows.flatMap(({ values }) => text(values, 'code') ?? []);
  const known = new Map((await listItemsBy.all(ctx.tx, { ids: [], codes })).map((item) => [item.code, item]));
  const held = new Map((isIfrc ? await listIfrcCodes.all(ctx.tx, { codes }) : []).map((one) => [one.code, one]));
  return rows.map(({ row, values }) => {
    const faults: RowFault[] = [];
    const now = known.get(text(values, 'code') ?? '');
    const holder = held.get(text(values, 'code') ?? '');
    // What the mission keeps under a name of its own does not come in a second time.
    if (holder && holder.item_id !== now?.id)
      return {
        row,
        effect: 'unchanged',
        faults: [{ column: 'code', code: 'goods.ifrc-code-held', figures: { item: holder.item }, level: 'warning' }],
      };
    const family = isIfrc ? ifrcFamily(values, faults) : familyOf(families, values, now, file.language, faults);
    const measures = measuresOf(values);
    if (measures.differs) faults.push({ column: 'volumeL', code: 'goods.volume-differs', figures: measures.differs, level: 'warning' });
    checkRow(values, now, faults);
    if (faults.some((fault) => fault.level !== 'warning')) return { row, faults };
    return { row, faults, ...effectOf({ values, now, family: family!, isIfrc, ...measures }) };
  });
}

function checkRow(values: Values, now: ItemFound | undefined, faults: RowFault[]): void {
  const code = text(values, 'code');
  if (code !== undefined && !itemCodePattern.test(code)) faults.push({ column: 'code', code: 'goods.item-code-unfit' });
  if (!now && !['nameEn', 'nameTr', 'nameAr'].some((key) => text(values, key)))
    faults.push({ column: 'nameEn', code: 'goods.name-missing' });
  const hs = text(values, 'hsCode');
  if (hs !== undefined && !/^\d{4}(\d{2})?$/.test(hs)) faults.push({ column: 'hsCode', code: 'goods.hs-code-unfit' });
}

function ifrcFamily(values: Values, faults: RowFault[]): string | undefined {
  const code = text(values, 'code');
  if (code === undefined) return undefined; // said already: the column is required
  if (ifrcGroups[code.slice(0, 1)]) return ifrcFamilyOf(code);
  faults.push({ column: 'code', code: 'goods.ifrc-code-unfit' });
  return undefined;
}

/** A family by its code or its name in any language; a known item keeps its own where the sheet says none. */
function familyOf(
  families: readonly FamilyFound[],
  values: Values,
  now: ItemFound | undefined,
  language: string,
  faults: RowFault[],
): string | undefined {
  const typed = text(values, 'family');
  if (typed === undefined) {
    if (!now?.family) faults.push({ column: 'family', code: 'goods.family-missing' });
    return now?.family ?? undefined;
  }
  const key = fold(typed);
  const namesOf = (one: FamilyFound) => [one.code, one.name_en, one.name_tr, one.name_ar];
  const found = families.find((one) => namesOf(one).some((name) => name !== null && fold(name) === key));
  if (found) return found.code;
  const near = families.filter((one) =>
    namesOf(one).some((name) => name !== null && (fold(name).includes(key) || key.includes(fold(name)))),
  );
  const suggestions = near.slice(0, 5).map((one) => ({
    value: one.code,
    label: (language === 'ar' ? one.name_ar : language === 'tr' ? one.name_tr : null) ?? one.name_en,
  }));
  faults.push({ column: 'family', code: 'goods.family-not-found', figures: { family: typed }, suggestions });
  return undefined;
}

interface Read {
  readonly values: Values;
  readonly now: ItemFound | undefined;
  readonly family: string;
  readonly isIfrc: boolean;
  readonly weightG: number | undefined;
  readonly volumeCm3: number | undefined;
}
function effectOf({ values, now, family, isIfrc, weightG, volumeCm3 }: Read): Pick<JudgedRow, 'effect' | 'ready'> {
  const code = text(values, 'code')!;
  const name = text(values, 'nameEn') ?? now?.name_en ?? text(values, 'nameTr') ?? text(values, 'nameAr')!;
  const said: ImportedItem = {
    itemId: now?.id ?? newId(),
    code,
    family,
    nameEn: name,
    nameTr: text(values, 'nameTr') ?? now?.name_tr ?? undefined,
    nameAr: text(values, 'nameAr') ?? now?.name_ar ?? undefined,
    unit: (text(values, 'unit') ?? now?.unit ?? (isIfrc ? unitOfText(name) : 'piece')) as ImportedItem['unit'],
    tracking: (text(values, 'tracking') ?? now?.tracking ?? 'none') as ImportedItem['tracking'],
    weightG: weightG ?? now?.weight_g ?? undefined,
    volumeCm3: volumeCm3 ?? now?.volume_cm3 ?? undefined,
    shelfLifeDays: (values['shelfLifeDays'] as number | undefined) ?? now?.shelf_life_days ?? undefined,
    storageClass: (text(values, 'storageClass') ?? now?.storage_class) as ImportedItem['storageClass'],
    hsCode: text(values, 'hsCode') ?? now?.hs_code ?? undefined,
    ifrcCode: isIfrc ? code : text(values, 'ifrcCode'),
  };
  const ready = Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined));
  if (!now) return { effect: 'new', ready };
  return same(now, said) && (said.ifrcCode === undefined || isIfrc)
    ? { effect: 'unchanged' }
    : { effect: 'changed', ready: { ...ready, seen: now.version } };
}

function same(now: ItemFound, said: ImportedItem): boolean {
  const write = writeOf(said, now);
  const keys = [
    'code',
    'family',
    'name_en',
    'name_tr',
    'name_ar',
    'unit',
    'weight_g',
    'volume_cm3',
    'tracking',
    'shelf_life_days',
    'storage_class',
    'hs_code',
  ] as const;
  return keys.every((key) => write[key] === now[key]);
}

function writeOf(item: ImportedItem, now: ItemFound | undefined): ItemWrite {
  return {
    id: item.itemId,
    code: item.code,
    family: item.family,
    name_en: item.nameEn,
    name_tr: item.nameTr ?? null,
    name_ar: item.nameAr ?? null,
    unit: item.unit,
    weight_g: item.weightG ?? null,
    volume_cm3: item.volumeCm3 ?? null,
    tracking: item.tracking,
    shelf_life_days: item.shelfLifeDays ?? null,
    hazardous: now?.hazardous ?? false,
    un_number: now?.un_number ?? null,
    storage_class: item.storageClass ?? 'ambient',
    hs_code: item.hsCode ?? null,
    gtip_code: now?.gtip_code ?? null,
    origin: now?.origin ?? null,
    specification: now?.specification ?? null,
    picture_id: now?.picture_id ?? null,
    status: now && now.status !== 'provisional' ? now.status : 'active',
  };
}

type Outcome = z.input<typeof importItems.result>['outcomes'][number];
const refused = (problem: Problem): Outcome => ({ state: 'refused', code: problem.code, figures: problem.figures as never });

interface View {
  readonly byId: ReadonlyMap<string, ItemFound>;
  readonly byCode: ReadonlyMap<string, ItemFound>;
  readonly families: ReadonlySet<string>;
  readonly booked: ReadonlySet<string>;
  readonly ifrc: ReadonlyMap<string, string>;
  readonly taken: Set<string>;
}

export const handleImportItems = handle(importItems, async (ctx, input) => {
  await makeIfrcFamilies(ctx, input.items);
  const view = await load(ctx, input.items);
  const adding: ItemWrite[] = [];
  const changing: ItemWrite[] = [];
  const outcomes = input.items.map((item): Outcome => {
    const problem = whyNot(item, view);
    if (problem) return refused(problem);
    const now = view.byId.get(item.itemId);
    view.taken.add(item.code);
    if (now && same(now, item) && (item.ifrcCode === undefined || view.ifrc.get(item.ifrcCode) === item.itemId)) return { state: 'same' };
    (now ? changing : adding).push(writeOf(item, now));
    ctx.touch('item', item.itemId);
    return { state: now ? 'changed' : 'added' };
  });
  if (adding.length > 0) await insertItems.run(ctx.tx, { items: adding, at: ctx.now.toISOString() });
  if (changing.length > 0) await updateItems.run(ctx.tx, { items: changing });
  const written = new Set([...adding, ...changing].map((item) => item.id));
  const codes = input.items.flatMap((item) =>
    item.ifrcCode && written.has(item.itemId) ? [{ item_id: item.itemId, system: 'ifrc', code: item.ifrcCode }] : [],
  );
  if (codes.length > 0) await upsertIfrcCodes.run(ctx.tx, { codes });
  const codeOf = new Map(codes.map((code) => [code.item_id, code.code]));
  const keys = [...adding, ...changing].flatMap((item) => itemKeys(item, codeOf.has(item.id) ? [codeOf.get(item.id)!] : []));
  if (keys.length > 0) await replaceKeys.run(ctx.tx, { keys });
  return { outcomes };
});

/** The groups of the IFRC that these items belong to and nobody has entered yet, under one family. */
async function makeIfrcFamilies(ctx: CommandContext, items: readonly ImportedItem[]): Promise<void> {
  const wanted = [...new Set(items.map((item) => item.family).filter((family) => /^IFRC-[A-Z]$/.test(family)))];
  if (wanted.length === 0) return;
  const known = new Set((await listFamilyRows.all(ctx.tx, {})).map((family) => family.code));
  const at = ctx.now.toISOString();
  const root = { code: 'IFRC', parent: null, name_en: 'IFRC catalogue', name_tr: 'IFRC kataloğu', name_ar: 'كتالوج الاتحاد الدولي' };
  if (!known.has('IFRC')) await insertFamilies.run(ctx.tx, { families: [root], at });
  const missing = wanted.filter((code) => !known.has(code) && ifrcGroups[code.slice(5)]);
  if (missing.length === 0) return;
  const families = missing.map((code) => {
    const names = ifrcGroups[code.slice(5)]!;
    return { code, parent: 'IFRC', name_en: names.en, name_tr: names.tr, name_ar: names.ar };
  });
  await insertFamilies.run(ctx.tx, { families, at });
  for (const family of missing) ctx.touch('item-family', family);
}

async function load(ctx: CommandContext, items: readonly ImportedItem[]): Promise<View> {
  const ids = items.map((item) => item.itemId);
  const known = await listItemsBy.all(ctx.tx, { ids, codes: items.map((item) => item.code) });
  const ifrc = await listIfrcCodes.all(ctx.tx, { codes: items.flatMap((item) => item.ifrcCode ?? []) });
  return {
    byId: new Map(known.map((item) => [item.id, item])),
    byCode: new Map(known.map((item) => [item.code, item])),
    families: new Set((await listFamilyRows.all(ctx.tx, {})).map((family) => family.code)),
    booked: new Set((await listBooked.all(ctx.tx, { ids })).map((row) => row.id)),
    ifrc: new Map(ifrc.map((row) => [row.code, row.item_id])),
    taken: new Set(),
  };
}

function whyNot(item: ImportedItem, view: View): Problem | undefined {
  if (!view.families.has(item.family)) return problems.problem('family-not-found', { family: item.family });
  const holder = view.byCode.get(item.code);
  if ((holder && holder.id !== item.itemId) || view.taken.has(item.code)) return problems.problem('item-code-taken');
  const known = item.ifrcCode === undefined ? undefined : view.ifrc.get(item.ifrcCode);
  if (known !== undefined && known !== item.itemId) return problems.problem('code-known', { code: item.ifrcCode! });
  const now = view.byId.get(item.itemId);
  if (!now) return item.seen === undefined ? undefined : problems.problem('item-not-found');
  return decideItemChange(
    { ...now, booked: view.booked.has(now.id) },
    { version: item.seen ?? 0, unit: item.unit, tracking: item.tracking },
  );
}

import { fold } from '#foundation/fold.ts';
import type { ImportFile, ImportRow, JudgedRow, RowFault } from '#foundation/import.ts';
import { handle } from '#foundation/pipeline/context.ts';
import type { CommandContext, RequestContext } from '#foundation/pipeline/context.ts';
import type * as z from 'zod';
import { importNeighbourhoods } from '../contract/imports.ts';
import { problems } from '../contract/problems.ts';
import type { Problem } from '#foundation/problem.ts';
import { dayIn } from '#foundation/time.ts';
import { findAreas, moveKeys, nextProvisional, recodeAreaRow, stampSitesOf, upsertAreas, writeKeys } from './areas.repo.ts';
import type { AreaWrite } from './areas.repo.ts';
import { areaLeaves } from './feeds.ts';
import { resolveAreas } from './gazetteer.ts';
import { findChildren } from './imports.repo.ts';
import type { ChildArea } from './imports.repo.ts';
import { keysOf } from './keys.ts';

type Values = Readonly<Record<string, unknown>>;
const text = (values: Values, key: string) => values[key] as string | undefined;

/** Checks neighbourhoods against what lies under their districts, by code and by name. */
export async function judgeNeighbourhoods(ctx: RequestContext, file: ImportFile, rows: readonly ImportRow[]): Promise<JudgedRow[]> {
  const where = rows.map(({ values }) => ({ province: values['province'], district: values['district'] }));
  const places = await resolveAreas(ctx, where, file.language);
  const parents = [...new Set(places.flatMap((place) => ('area' in place ? place.area.pcode : [])))];
  const pcodes = rows.flatMap(({ values }) => text(values, 'pcode') ?? []);
  const known = await findChildren.all(ctx.tx, { parents, pcodes });
  return rows.map(({ row, values }, index) => {
    const place = places[index]!;
    if ('fault' in place) return { row, faults: [place.fault] };
    const { area } = place;
    const faults: RowFault[] = [];
    if (area.level < 2) faults.push({ column: 'district', code: 'places.level-unfit', figures: { name: area.nameEn } });
    if (!ctx.can(importNeighbourhoods.name, { areas: [...area.lineage] }))
      faults.push({ column: 'district', code: 'places.out-of-reach', figures: { pcode: area.pcode } });
    const pcode = text(values, 'pcode');
    if (pcode !== undefined && !/^[A-Z][A-Z0-9-]{1,19}$/.test(pcode)) faults.push({ column: 'pcode', code: 'places.code-unfit' });
    const holder = known.find((child) => child.pcode === pcode);
    if (holder && holder.parent !== area.pcode) faults.push({ column: 'pcode', code: 'places.pcode-taken', figures: { pcode: pcode! } });
    if (faults.length > 0 || text(values, 'name') === undefined) return { row, faults };
    return { row, faults, ...effectOf(values, area.pcode, holder ?? namesake(known, area.pcode, text(values, 'name')!, pcode)) };
  });
}

/** A place of the same name under the same district: the very one, unless both have national codes of their own. */
function namesake(known: readonly ChildArea[], parent: string, name: string, pcode: string | undefined): ChildArea | undefined {
  const key = fold(name);
  const alike = known.filter(
    (child) =>
      child.parent === parent && [child.name_en, child.name_tr, child.name_ar].some((other) => other !== null && fold(other) === key),
  );
  return alike.find((child) => pcode === undefined || child.provisional);
}

function effectOf(values: Values, parent: string, known: ChildArea | undefined): Pick<JudgedRow, 'effect' | 'ready'> {
  const name = text(values, 'name')!;
  const said = {
    nameEn: text(values, 'nameEn') ?? known?.name_en ?? name,
    nameTr: /[\u0600-\u06ff]/.test(name) ? known?.name_tr : name,
    nameAr: text(values, 'nameAr') ?? known?.name_ar ?? (/[\u0600-\u06ff]/.test(name) ? name : undefined),
    lat: (values['lat'] as number | undefined) ?? known?.lat,
    lon: (values['lon'] as number | undefined) ?? known?.lon,
  };
  const pcode = text(values, 'pcode') ?? (known && !known.provisional ? known.pcode : undefined);
  const now = known && { nameEn: known.name_en, nameTr: known.name_tr, nameAr: known.name_ar, lat: known.lat, lon: known.lon };
  const same = now && (Object.keys(said) as (keyof typeof said)[]).every((key) => (said[key] ?? null) === now[key]);
  if (known && same && (pcode === undefined || pcode === known.pcode)) return { effect: 'unchanged' };
  const filled = Object.entries({ parent, pcode, known: known?.pcode, ...said }).filter(
    ([, value]) => value !== undefined && value !== null,
  );
  return { effect: known ? 'changed' : 'new', ready: Object.fromEntries(filled) };
}

type PlaceInput = z.output<typeof importNeighbourhoods.input>['places'][number];
type Outcome = z.input<typeof importNeighbourhoods.result>['outcomes'][number];

export const handleImportNeighbourhoods = handle(importNeighbourhoods, async (ctx, input) => {
  const asked = new Set(input.places.flatMap((place) => [place.parent, place.pcode ?? place.parent, place.known ?? place.parent]));
  const areas = new Map((await findAreas.all(ctx.tx, { pcodes: [...asked] })).map((area) => [area.pcode, area]));
  const codes = new ProvisionalCodes(ctx);
  const outcomes: Outcome[] = [];
  const writes: { area: AreaWrite; provisional: boolean }[] = [];
  const used = new Set<string>();
  for (const place of input.places) {
    const problem = whyNot(ctx, place, areas, used);
    if (problem) {
      outcomes.push({ state: 'refused', code: problem.code, figures: problem.figures as never });
      continue;
    }
    const pcode = place.pcode ?? place.known ?? (await codes.next(place.parent));
    if (place.known && place.known !== pcode) await recode(ctx, place.known, pcode);
    used.add(pcode);
    const parent = areas.get(place.parent)!;
    const provisional = place.pcode === undefined && (place.known === undefined || areas.get(place.known)!.provisional);
    writes.push({ area: areaOf(place, pcode, parent.level + 1, parent.country), provisional });
    outcomes.push({ state: place.known ? 'changed' : 'added' });
    ctx.touch('area', pcode);
  }
  for (const provisional of [true, false])
    await write(
      ctx,
      writes.filter((one) => one.provisional === provisional).map((one) => one.area),
      provisional,
    );
  return { outcomes, provisional: writes.filter((one) => one.provisional).length };
});

type Known = Awaited<ReturnType<typeof findAreas.all>>[number];

function whyNot(ctx: CommandContext, place: PlaceInput, areas: ReadonlyMap<string, Known>, used: ReadonlySet<string>): Problem | undefined {
  const parent = areas.get(place.parent);
  if (!parent) return problems.problem('area-not-found', { pcode: place.parent });
  if (!ctx.can(importNeighbourhoods.name, { areas: parent.lineage })) return problems.problem('out-of-reach', { pcode: place.parent });
  const known = place.known === undefined ? undefined : areas.get(place.known);
  if (place.known !== undefined && known?.parent !== place.parent) return problems.problem('area-not-found', { pcode: place.known });
  if (place.pcode === undefined) return undefined;
  if (used.has(place.pcode)) return problems.problem('pcode-taken', { pcode: place.pcode });
  if (place.known === place.pcode) return undefined;
  if (areas.has(place.pcode)) return problems.problem('pcode-taken', { pcode: place.pcode });
  return known && !known.provisional ? problems.problem('not-provisional', { pcode: known.pcode }) : undefined;
}

/** The history stays with both names of the place. */
async function recode(ctx: CommandContext, pcode: string, newPcode: string): Promise<void> {
  await recodeAreaRow.run(ctx.tx, { pcode, newPcode });
  await areaLeaves(ctx, pcode);
  await stampSitesOf.run(ctx.tx, { area: newPcode });
  await moveKeys.run(ctx.tx, { pcode, newPcode, key: fold(newPcode) });
  ctx.touch('area', pcode);
}

function areaOf(place: PlaceInput, pcode: string, level: number, country: string): AreaWrite {
  return {
    pcode,
    level,
    country,
    parent: place.parent,
    name_en: place.nameEn,
    name_tr: place.nameTr || null,
    name_ar: place.nameAr || null,
    lat: place.lat ?? null,
    lon: place.lon ?? null,
    area_km2: null,
  };
}

async function write(ctx: CommandContext, areas: readonly AreaWrite[], provisional: boolean): Promise<void> {
  if (areas.length === 0) return;
  await upsertAreas.run(ctx.tx, { areas, validFrom: dayIn(ctx.mission.timeZone, ctx.now), source: ctx.actor.name, provisional });
  await writeKeys.run(ctx.tx, {
    keys: areas.flatMap((area) => keysOf('area', area.pcode, area.level, [area.name_en, area.name_tr, area.name_ar, area.pcode])),
  });
}

/** Provisional codes go on counting under each parent. */
class ProvisionalCodes {
  private readonly next_ = new Map<string, number>();
  private readonly ctx: CommandContext;
  constructor(ctx: CommandContext) {
    this.ctx = ctx;
  }
  async next(parent: string): Promise<string> {
    const n = this.next_.get(parent) ?? (await nextProvisional.one(this.ctx.tx, { parent })).n;
    this.next_.set(parent, n + 1);
    return `X-${parent}-${n}`;
  }
}

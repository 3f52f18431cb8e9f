import { fold } from '#foundation/fold.ts';
import { answer, handle } from '#foundation/pipeline/context.ts';
import { dayIn } from '#foundation/time.ts';
import {
  addNeighbourhood,
  getArea,
  importAreas,
  importTowns,
  listAreas,
  recodeArea,
  replaceArea,
  searchPlaces,
} from '../contract/areas.ts';
import { createSite } from '../contract/sites.ts';
import { problems } from '../contract/problems.ts';
import {
  endArea,
  findArea,
  findAreas,
  findLineage,
  listChildren,
  listPath,
  moveKeys,
  nextProvisional,
  recodeAreaRow,
  stampSitesOf,
  upsertAreas,
  upsertTowns,
  writeKeys,
} from './areas.repo.ts';
import type { AreaListed, AreaWrite } from './areas.repo.ts';
import { areaLeaves } from './feeds.ts';
import { keysOf } from './keys.ts';
import { searchRows } from './search.repo.ts';

export const handleImportAreas = handle(importAreas, async (ctx, input) => {
  const areas = input.areas.map((area): AreaWrite => ({
    pcode: area.pcode,
    level: area.level,
    country: area.country,
    parent: area.parent ?? null,
    name_en: area.nameEn,
    name_tr: area.nameTr || null,
    name_ar: area.nameAr || null,
    lat: area.lat ?? null,
    lon: area.lon ?? null,
    area_km2: area.areaKm2 ?? null,
  }));
  const before = new Map((await findAreas.all(ctx.tx, { pcodes: areas.map((area) => area.pcode) })).map((area) => [area.pcode, area]));
  const differs = areas.filter((area) => !sameArea(area, before.get(area.pcode)));
  // One statement a level: children need their parent's lineage.
  for (const level of [...new Set(differs.map((area) => area.level))].sort((a, b) => a - b)) {
    await upsertAreas.run(ctx.tx, {
      areas: differs.filter((area) => area.level === level),
      validFrom: input.validFrom,
      source: input.source,
      provisional: false,
    });
  }
  const aliases = new Map(input.areas.map((area) => [area.pcode, area.aliases ?? []]));
  await writeKeys.run(ctx.tx, {
    keys: differs.flatMap((area) =>
      keysOf('area', area.pcode, area.level, [area.name_en, area.name_tr, area.name_ar, area.pcode, ...(aliases.get(area.pcode) ?? [])]),
    ),
  });
  for (const area of differs) ctx.touch('area', area.pcode);
  const added = differs.filter((area) => !before.has(area.pcode)).length;
  return { added, changed: differs.length - added, same: areas.length - differs.length };
});

function sameArea(area: AreaWrite, known: AreaWrite | undefined): boolean {
  const keys = ['level', 'parent', 'name_en', 'name_tr', 'name_ar', 'lat', 'lon', 'area_km2'] as const;
  return known !== undefined && keys.every((key) => area[key] === known[key]);
}

export const handleImportTowns = handle(importTowns, async (ctx, input) => {
  const towns = input.towns.map((town) => ({
    id: town.id,
    name: town.name,
    area: town.area ?? null,
    lat: town.lat,
    lon: town.lon,
    population: town.population ?? null,
  }));
  const added = await upsertTowns.run(ctx.tx, { towns });
  // A large town comes before a village of the same name.
  await writeKeys.run(ctx.tx, {
    keys: towns.flatMap((town) => keysOf('town', town.id, (town.population ?? 0) > 50_000 ? 2 : 4, [town.name])),
  });
  return { added };
});

export const handleAddNeighbourhood = handle(addNeighbourhood, async (ctx, input) => {
  const parent = await findLineage.maybe(ctx.tx, { pcode: input.parent });
  if (!parent) throw problems.problem('area-not-found', { pcode: input.parent });
  const provisional = input.pcode === undefined;
  const pcode = input.pcode ?? `X-${input.parent}-${(await nextProvisional.one(ctx.tx, { parent: input.parent })).n}`;
  if ((await findAreas.all(ctx.tx, { pcodes: [pcode] })).length > 0) throw problems.problem('pcode-taken', { pcode });
  const area: AreaWrite = {
    pcode,
    level: parent.level + 1,
    country: parent.country,
    parent: input.parent,
    name_en: input.nameEn,
    name_tr: input.nameTr || null,
    name_ar: input.nameAr || null,
    lat: input.lat ?? null,
    lon: input.lon ?? null,
    area_km2: null,
  };
  await upsertAreas.run(ctx.tx, { areas: [area], validFrom: dayIn(ctx.mission.timeZone, ctx.now), source: ctx.actor.name, provisional });
  await writeKeys.run(ctx.tx, { keys: keysOf('area', pcode, area.level, [area.name_en, area.name_tr, area.name_ar, pcode]) });
  ctx.touch('area', pcode);
  return { pcode, provisional };
});

export const handleRecodeArea = handle(recodeArea, async (ctx, input) => {
  const moved = await recodeAreaRow.maybe(ctx.tx, { pcode: input.pcode, newPcode: input.newPcode });
  if (!moved) throw problems.problem('not-provisional', { pcode: input.pcode });
  await areaLeaves(ctx, input.pcode);
  await stampSitesOf.run(ctx.tx, { area: input.newPcode });
  await moveKeys.run(ctx.tx, { pcode: input.pcode, newPcode: input.newPcode, key: fold(input.newPcode) });
  // The history stays with both names of the place.
  ctx.touch('area', input.pcode);
  ctx.touch('area', input.newPcode);
  return {};
});

export const handleReplaceArea = handle(replaceArea, async (ctx, input) => {
  if (!(await findLineage.maybe(ctx.tx, { pcode: input.successor }))) throw problems.problem('area-not-found', { pcode: input.successor });
  if ((await endArea.run(ctx.tx, input)) === 0) throw problems.problem('area-ended', { pcode: input.pcode, successor: input.successor });
  ctx.touch('area', input.pcode);
  ctx.touch('area', input.successor);
  return {};
});

function shown(area: AreaListed) {
  return {
    pcode: area.pcode,
    level: area.level,
    country: area.country,
    parent: area.parent,
    nameEn: area.name_en,
    nameTr: area.name_tr,
    nameAr: area.name_ar,
    lat: area.lat,
    lon: area.lon,
    provisional: area.provisional,
    validTo: area.valid_to,
    replacedBy: area.replaced_by,
    children: area.children,
    sites: area.sites,
  };
}

export const answerListAreas = answer(listAreas, async (ctx, input) => ({
  rows: (await listChildren.all(ctx.tx, { parent: input.parent ?? null })).map(shown),
}));

export const answerGetArea = answer(getArea, async (ctx, input) => {
  const area = await findArea.maybe(ctx.tx, { pcode: input.pcode });
  if (!area) throw problems.problem('area-not-found', { pcode: input.pcode });
  const path = await listPath.all(ctx.tx, { pcodes: area.lineage });
  return {
    ...shown(area),
    areaKm2: area.area_km2,
    source: area.source,
    validFrom: area.valid_from,
    formerCodes: area.former_codes,
    path: path.map((row) => ({ pcode: row.pcode, nameEn: row.name_en, nameTr: row.name_tr, nameAr: row.name_ar })),
    abilities: [
      ...ctx.abilities([createSite.name, addNeighbourhood.name, recodeArea.name], { areas: area.lineage }),
      ...ctx.abilities([replaceArea.name], {}),
    ],
  };
});

export const answerSearch = answer(searchPlaces, async (ctx, input) => {
  const key = fold(input.text);
  if (key === '') return { rows: [] };
  const rows = await searchRows.all(ctx.tx, {
    key,
    kinds: input.kinds ?? ['area', 'town', 'site', 'crossing'],
    within: input.within ?? null,
    limit: input.limit,
    reach: ctx.reach('places.list-sites', { areas: 'a.lineage', site: 's.id', org: 's.custodian_id', response: 's.response_id' }),
  });
  return {
    rows: rows.map((row) => ({
      kind: row.kind,
      ref: row.ref,
      nameEn: row.name_en,
      nameTr: row.name_tr,
      nameAr: row.name_ar,
      level: row.level,
      type: row.type,
      within: row.within,
      lat: row.lat,
      lon: row.lon,
    })),
  };
});

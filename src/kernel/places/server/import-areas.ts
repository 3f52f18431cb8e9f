import { fold } from '#foundation/fold.ts';
import type { ImportFile, ImportHandler, ImportRow, JudgedRow, RowFault, RowOutcome } from '#foundation/import.ts';
import type { RequestContext } from '#foundation/pipeline/context.ts';
import type { Figures } from '#foundation/problem.ts';
import type * as z from 'zod';
import { importAreas } from '../contract/areas.ts';
import { importCrossings } from '../contract/crossings.ts';
import { areasImport, crossingsImport, importNeighbourhoods, neighbourhoodsImport } from '../contract/imports.ts';
import { findAreas } from './areas.repo.ts';
import { listCrossingRows } from './crossings.repo.ts';
import { judgeNeighbourhoods } from './import-neighbourhoods.ts';

type Values = Readonly<Record<string, unknown>>;
const text = (values: Values, key: string) => values[key] as string | undefined;

/** Neighbourhood lists with national codes. */
export const importsNeighbourhoods: ImportHandler = {
  def: neighbourhoodsImport,
  chunk: 1000,
  keyOf: (values) => (text(values, 'name') ? ['province', 'district', 'name'].map((key) => fold(text(values, key) ?? '')).join('/') : null),
  judge: judgeNeighbourhoods,
  command: (rows) => ({ def: importNeighbourhoods as never, input: { places: rows.map((row) => row.ready) } }),
  outcomes: (result) =>
    (result as z.output<typeof importNeighbourhoods.result>).outcomes.map((outcome): RowOutcome =>
      outcome.state === 'refused' ? { state: 'refused', code: outcome.code, figures: outcome.figures as Figures } : { state: 'applied' },
    ),
};

/** Areas of a gazetteer; parents may stand in the same sheet, and go before their children. */
export const importsAreas: ImportHandler = {
  def: areasImport,
  chunk: 1000,
  keyOf: (values) => text(values, 'pcode') ?? null,
  rankOf: (values) => (values['level'] as number | undefined) ?? 0,
  judge: judgeAreas,
  command: (rows, file) => ({
    def: importAreas as never,
    input: { source: file.name, validFrom: file.day, areas: rows.map((row) => row.ready) },
  }),
};

async function judgeAreas(ctx: RequestContext, file: ImportFile, rows: readonly ImportRow[]): Promise<JudgedRow[]> {
  const parents = rows.flatMap(({ values }) => text(values, 'parent') ?? []);
  const own = rows.flatMap(({ values }) => text(values, 'pcode') ?? []);
  const known = new Map((await findAreas.all(ctx.tx, { pcodes: [...new Set([...parents, ...own])] })).map((area) => [area.pcode, area]));
  const inFile = await file.keysAmong([...new Set(parents)]);
  return rows.map(({ row, values }) => {
    const faults: RowFault[] = [];
    const [pcode, parent, level] = [text(values, 'pcode'), text(values, 'parent'), values['level'] as number | undefined];
    if (pcode !== undefined && !/^[A-Z][A-Z0-9-]{1,19}$/.test(pcode)) faults.push({ column: 'pcode', code: 'places.code-unfit' });
    if (level !== undefined && (level === 0) !== (parent === undefined)) faults.push({ column: 'parent', code: 'places.parent-unknown' });
    if (parent !== undefined && !known.has(parent) && !inFile.has(parent))
      faults.push({ column: 'parent', code: 'places.area-not-found', figures: { pcode: parent } });
    const country = text(values, 'country') ?? known.get(parent ?? '')?.country ?? countryOf(pcode ?? '');
    if (country?.length !== 3) faults.push({ column: 'country', code: 'sheets.value-missing' });
    if (faults.length > 0 || pcode === undefined || level === undefined || text(values, 'nameEn') === undefined) return { row, faults };
    const ready = { ...values, country };
    const now = known.get(pcode);
    if (!now) return { row, faults, effect: 'new', ready };
    return sameArea(ready, now)
      ? { row, faults, effect: 'unchanged' }
      : { row, faults, effect: 'changed', ready: { ...kept(now), ...ready } };
  });
}

/** Codes of Türkiye and Syria tell their country. */
const countryOf = (pcode: string) => (pcode.startsWith('TUR') ? 'TUR' : /^(SY|C\d)/.test(pcode) ? 'SYR' : undefined);

type Known = Awaited<ReturnType<typeof findAreas.all>>[number];
const pairsOf = (now: Known) =>
  ({
    nameEn: now.name_en,
    nameTr: now.name_tr,
    nameAr: now.name_ar,
    lat: now.lat,
    lon: now.lon,
    areaKm2: now.area_km2,
    level: now.level,
    parent: now.parent,
  }) as const;
const sameArea = (said: Values, now: Known) =>
  Object.entries(pairsOf(now)).every(([key, value]) => said[key] === undefined || said[key] === value);
/** What the sheet does not say of a known area stays. */
const kept = (now: Known) => Object.fromEntries(Object.entries(pairsOf(now)).filter(([, value]) => value !== null));

/** Border gates. */
export const importsCrossings: ImportHandler = {
  def: crossingsImport,
  chunk: 200,
  keyOf: (values) => text(values, 'id')?.toLowerCase() ?? null,
  judge: async (ctx, _file, rows) => {
    const known = new Map((await listCrossingRows.all(ctx.tx, {})).map((gate) => [gate.id, gate]));
    const asked = rows.flatMap(({ values }) => [text(values, 'areaNorth') ?? [], text(values, 'areaSouth') ?? []].flat());
    const areas = new Set((await findAreas.all(ctx.tx, { pcodes: [...new Set(asked)] })).map((area) => area.pcode));
    return rows.map(({ row, values }): JudgedRow => {
      const faults: RowFault[] = [];
      const id = text(values, 'id')?.toLowerCase();
      if (id !== undefined && !/^[a-z][a-z-]{1,40}$/.test(id)) faults.push({ column: 'id', code: 'places.code-unfit' });
      for (const column of ['areaNorth', 'areaSouth']) {
        const pcode = text(values, column);
        if (pcode !== undefined && !areas.has(pcode)) faults.push({ column, code: 'places.area-not-found', figures: { pcode } });
      }
      const complete = crossingsImport.columns.every((column) => !column.required || values[column.key] !== undefined);
      if (faults.length > 0 || !complete) return { row, faults };
      const now = known.get(id!);
      const before = now && {
        nameEn: now.name_en,
        nameTr: now.name_tr,
        nameAr: now.name_ar,
        mode: now.mode,
        areaNorth: now.area_north,
        areaSouth: now.area_south,
        lat: now.lat,
        lon: now.lon,
      };
      const ready = {
        ...(before?.areaNorth ? { areaNorth: before.areaNorth } : {}),
        ...(before?.areaSouth ? { areaSouth: before.areaSouth } : {}),
        ...values,
        id,
      };
      const same = before && Object.entries(before).every(([key, value]) => values[key] === undefined || values[key] === value);
      return { row, faults, effect: now ? (same ? 'unchanged' : 'changed') : 'new', ...(same ? {} : { ready }) };
    });
  },
  command: (rows) => ({ def: importCrossings as never, input: { crossings: rows.map((row) => row.ready) } }),
};

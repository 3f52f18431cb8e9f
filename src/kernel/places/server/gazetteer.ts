import type { RequestContext } from '#foundation/pipeline/context.ts';
import { keysOfName, resolveArea } from '../domain/resolve-area.ts';
import type { AreaMeant, Gazetteer, Resolved } from '../domain/resolve-area.ts';
import { findAreasLike, findAreasNamed } from './imports.repo.ts';
import type { AreaNamed } from './imports.repo.ts';

const columns = ['province', 'district', 'area'] as const;
type Values = Readonly<Record<string, unknown>>;

const meant = (row: AreaNamed): AreaMeant => ({
  pcode: row.pcode,
  level: row.level,
  country: row.country,
  lineage: row.lineage,
  nameEn: row.name_en,
  nameTr: row.name_tr,
  nameAr: row.name_ar,
  provinceEn: row.province,
  lat: row.lat,
  lon: row.lon,
});

/** How many different unknown names of a chunk get suggestions: each costs a search. */
const searched = 60;

/** Finds where each row lies, in two or three statements for all of them. */
export async function resolveAreas(ctx: RequestContext, rows: readonly Values[], language: 'en' | 'tr' | 'ar'): Promise<Resolved[]> {
  const typed = rows.flatMap((values) => columns.flatMap((column) => (typeof values[column] === 'string' ? [values[column]] : [])));
  const keys = [...new Set(typed.flatMap(keysOfName))];
  const pcodes = [...new Set(typed.map((text) => text.trim().toUpperCase()))];
  const found = await findAreasNamed.all(ctx.tx, { keys, pcodes });
  const byKey = Map.groupBy(
    found.filter((row) => row.key !== row.pcode).map((row) => ({ key: row.key, area: meant(row) })),
    (row) => row.key,
  );
  const byCode = new Map(found.map((row) => [row.pcode, meant(row)]));
  const asked = new Map<string, { key: string; within: string | null }>();
  const known: Gazetteer = {
    byCode: (pcode) => byCode.get(pcode),
    byKey: (key) => distinct((byKey.get(key) ?? []).map((row) => row.area)),
    like: (key, within) => {
      asked.set(`${key} ${within ?? ''}`, { key, within: within ?? null });
      return [];
    },
  };
  const first = rows.map((values) => resolveArea(values, known, language));
  if (asked.size === 0) return first;
  const near = await findAreasLike.all(ctx.tx, { asked: [...asked.values()].slice(0, searched) });
  const like: Gazetteer['like'] = (key, within) => near.filter((row) => row.key === key && row.within === (within ?? null)).map(meant);
  return rows.map((values, index) => ('fault' in first[index]! ? resolveArea(values, { ...known, like }, language) : first[index]!));
}

/** One area may bear the name in several languages. */
function distinct(areas: readonly AreaMeant[]): AreaMeant[] {
  return [...new Map(areas.map((area) => [area.pcode, area])).values()];
}

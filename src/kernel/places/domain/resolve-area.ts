import { fold } from '#foundation/fold.ts';
import type { RowFault } from '#foundation/import.ts';

type Language = 'en' | 'tr' | 'ar';

/** An area as a spreadsheet may mean it. */
export interface AreaMeant {
  readonly pcode: string;
  readonly level: number;
  readonly country: string;
  readonly lineage: readonly string[];
  readonly nameEn: string;
  readonly nameTr: string | null;
  readonly nameAr: string | null;
  /** Name of the province it lies in. */
  readonly provinceEn: string;
  readonly lat: number | null;
  readonly lon: number | null;
}
export interface Gazetteer {
  byCode(pcode: string): AreaMeant | undefined;
  byKey(key: string): readonly AreaMeant[];
  /** Names written much alike, within an area where one is named. */
  like(key: string, within: string | undefined): readonly AreaMeant[];
}

/** Columns that say where a row lies, from the widest to the narrowest. */
const parts = [
  { column: 'province', level: 1 },
  { column: 'district', level: 2 },
  { column: 'area', level: undefined },
] as const;

// What people add to a name: "Hatay ili", "Şahinbey ilçesi", "محافظة حلب".
const added = /(^| )(ili|ilcesi|ilce|mahallesi|mah|koyu|beldesi|province|governorate|district|محافظه|ولايه|منطقه|ناحيه|قضاء|مدينه|حي)( |$)/g;

/** Keys under which a typed name is looked for: as it stands, and without what people add to it. */
export function keysOfName(typed: string): string[] {
  const key = fold(typed);
  const bare = key.replace(added, ' ').trim();
  return bare === '' || bare === key ? [key] : [key, bare];
}

const looksLikeCode = (typed: string) => /^[A-Z]{1,3}[A-Z0-9-]*\d[A-Z0-9-]*$|^(TUR|SYR)$/.test(typed.trim().toUpperCase());

export type Resolved = { readonly area: AreaMeant } | { readonly fault: RowFault };

/**
 * Finds the area that a row's province, district and place mean together: each narrows what the one before left. A name
 * that several places bear is asked back, unless one of them holds the others.
 */
export function resolveArea(values: Readonly<Record<string, unknown>>, known: Gazetteer, language: Language): Resolved {
  let within: AreaMeant | undefined;
  let last: string = parts[0].column;
  for (const { column, level } of parts) {
    const typed = values[column];
    if (typeof typed !== 'string' || typed === '') continue;
    last = column;
    const found = resolvePart(typed, { column, level, within, language }, known);
    if ('fault' in found) return found;
    within = found.area;
  }
  return within ? { area: within } : { fault: { column: last, code: 'places.place-missing' } };
}

interface Asked {
  readonly column: string;
  readonly level: number | undefined;
  readonly within: AreaMeant | undefined;
  readonly language: Language;
}

function resolvePart(typed: string, asked: Asked, known: Gazetteer): Resolved {
  const lies = (area: AreaMeant) => asked.within === undefined || area.lineage.includes(asked.within.pcode);
  const code = looksLikeCode(typed) ? known.byCode(typed.trim().toUpperCase()) : undefined;
  if (code) return lies(code) ? { area: code } : fault('place-unknown', typed, asked, [code]);
  const named =
    keysOfName(typed)
      .map((key) => known.byKey(key).filter(lies))
      .find((areas) => areas.length > 0) ?? [];
  const ofLevel = named.filter((area) => asked.level === undefined || area.level === asked.level);
  const fitting = ofLevel.length > 0 ? ofLevel : named;
  if (fitting.length === 1) return { area: fitting[0]! };
  if (fitting.length === 0) return fault('place-unknown', typed, asked, known.like(keysOfName(typed).at(-1)!, asked.within?.pcode));
  const top = fitting.find((area) => fitting.every((other) => other.lineage.includes(area.pcode)));
  return top ? { area: top } : fault('place-ambiguous', typed, asked, fitting);
}

function fault(key: 'place-unknown' | 'place-ambiguous', typed: string, asked: Asked, offered: readonly AreaMeant[]): Resolved {
  const suggestions = offered.slice(0, 5).map((area) => ({ value: area.pcode, label: labelOf(area, asked.language) }));
  const figures = { name: typed.slice(0, 80), within: asked.within ? nameIn(asked.within, asked.language) : '' };
  return { fault: { column: asked.column, code: `places.${key}`, figures, ...(suggestions.length > 0 ? { suggestions } : {}) } };
}

const nameIn = (area: AreaMeant, language: Language) =>
  (language === 'tr' ? area.nameTr : language === 'ar' ? area.nameAr : null) ?? area.nameEn;

function labelOf(area: AreaMeant, language: Language): string {
  const name = nameIn(area, language);
  return area.level > 1 ? `${name}, ${area.provinceEn} (${area.pcode})` : `${name} (${area.pcode})`;
}

/** Whether a point lies so far from its area that latitude and longitude may have changed places. */
export function isFar(area: Pick<AreaMeant, 'lat' | 'lon'>, lat: number, lon: number): boolean {
  return area.lat !== null && area.lon !== null && (Math.abs(area.lat - lat) > 3 || Math.abs(area.lon - lon) > 3);
}

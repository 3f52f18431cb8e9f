import { outwardPoint } from './coarse.ts';
import type { PointSaid } from './coarse.ts';
import type { SiteView } from './sites.ts';

/** What a spreadsheet may say of a site. */
export interface SiteSaid {
  readonly code: string;
  readonly type: string;
  readonly nameEn: string;
  readonly nameTr?: string | undefined;
  readonly nameAr?: string | undefined;
  readonly area: string;
  readonly lat?: number | undefined;
  readonly lon?: number | undefined;
  readonly precision?: 'surveyed' | 'approximate' | 'area' | undefined;
  readonly custodianId?: string | undefined;
  readonly responseId?: string | undefined;
  readonly sensitivity?: 'open' | 'restricted' | 'sensitive' | undefined;
  readonly openedOn?: string | undefined;
  readonly note?: string | undefined;
}
const compared = ['type', 'nameEn', 'nameTr', 'nameAr', 'area', 'lat', 'lon', 'precision', 'sensitivity', 'openedOn', 'note'] as const;

/** A known site as a spreadsheet would say it. */
export function saidOf(site: SiteView & Record<string, unknown>): SiteSaid {
  const text = (key: string) => (site[key] as string | null) ?? undefined;
  return {
    code: site['code'] as string,
    type: site['type'] as string,
    nameEn: site['name_en'] as string,
    nameTr: text('name_tr'),
    nameAr: text('name_ar'),
    area: site['area'] as string,
    lat: (site['lat'] as number | null) ?? undefined,
    lon: (site['lon'] as number | null) ?? undefined,
    precision: site['precision'] as SiteSaid['precision'],
    custodianId: text('custodian_id'),
    responseId: text('response_id'),
    sensitivity: site['sensitivity'] as SiteSaid['sensitivity'],
    openedOn: text('opened_on'),
    note: text('note'),
  };
}

/** Of a known site only what the sheet says is changed: an empty cell leaves it as it is. */
export function mergeSaid(now: SiteSaid, said: Partial<SiteSaid>): { merged: SiteSaid; changes: string[] } {
  const filled = Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined));
  const merged = { ...now, ...filled } as SiteSaid;
  return { merged, changes: compared.filter((key) => merged[key] !== now[key]) };
}

/** A list that left the mission says a site in Syria by its rounded point: come back, that is no news of where it lies. */
export function withoutRounded(now: PointSaid & { readonly country: string }, said: Partial<SiteSaid>): Partial<SiteSaid> {
  const left = outwardPoint(now);
  if (left === now || said.lat !== left.lat || said.lon !== left.lon) return said;
  const { lat: _lat, lon: _lon, precision: _precision, ...rest } = said;
  return rest;
}

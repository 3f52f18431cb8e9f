import { outwardPoint } from './coarse.ts';
import { visiblePoint } from './sites.ts';
import type { PointOf, SiteView } from './sites.ts';

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

type Point = Pick<PointOf, 'lat' | 'lon' | 'precision'>;
/** Points at which a site is told to who may not know where it lies: what a list says of Syria, and its area's for the sites that are guarded. */
function toldInstead(now: PointOf): Point[] {
  const hidden = { ...visiblePoint(now, false), country: now.country };
  return [outwardPoint(now), hidden, outwardPoint(hidden)];
}
/** A tenth of a metre: what a spreadsheet may do to a number on its way. */
const near = (a: number | null, b: number | undefined) => a !== null && b !== undefined && Math.abs(a - b) < 1e-6;
const isTold = (now: PointOf, said: { lat?: number | undefined; lon?: number | undefined }) =>
  toldInstead(now).some((point) => near(point.lat, said.lat) && near(point.lon, said.lon));

/**
 * A list that left the mission says a guarded site, and any in Syria, by another point than its own: come back, that is no news
 * of where it lies, nor of how well that is known.
 */
export function withoutRounded(now: PointOf, said: Partial<SiteSaid>): Partial<SiteSaid> {
  const silent = said.lat === undefined && said.lon === undefined;
  if (!silent && !isTold(now, said)) return said;
  const { lat: _lat, lon: _lon, precision, ...rest } = said;
  return precision === 'area' ? rest : { ...rest, precision };
}

/** What becomes of a point when a site is described anew by somebody who may not know it: it stays, unless another is named. */
export function keptPoint(now: PointOf, said: { lat?: number | undefined; lon?: number | undefined }): Point | undefined {
  const shown = visiblePoint(now, false);
  if (shown.lat === now.lat && shown.lon === now.lon) return undefined;
  const { lat, lon, precision } = now;
  return said.lat === undefined || isTold(now, said) ? { lat, lon, precision } : undefined;
}

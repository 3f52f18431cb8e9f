import { problems } from '../contract/problems.ts';
import type { Problem } from '#foundation/problem.ts';

export interface SiteView {
  readonly status: 'planned' | 'open' | 'closed';
  readonly openedOn: string | null;
  readonly version: number;
}
export interface AreaView {
  readonly pcode: string;
  readonly country: string;
  readonly validTo: string | null;
  readonly replacedBy: string | null;
}

/** A new or moved site stands in an area that is valid on that day. */
export function checkArea(area: AreaView | undefined, pcode: string, today: string): Problem | undefined {
  if (!area) return problems.problem('area-not-found', { pcode });
  if (area.validTo !== null && area.validTo <= today) return problems.problem('area-ended', { pcode, successor: area.replacedBy ?? '' });
  return undefined;
}

/** How exactly a point is known, when nobody says. */
export function precisionOf(input: {
  lat?: number | undefined;
  precision?: 'surveyed' | 'approximate' | 'area' | undefined;
}): 'surveyed' | 'approximate' | 'area' {
  if (input.lat === undefined) return 'area';
  return input.precision === undefined || input.precision === 'area' ? 'approximate' : input.precision;
}

export function decideClose(site: SiteView, input: { closedOn: string }): Problem | undefined {
  if (site.status === 'closed') return problems.problem('already-closed');
  if (site.openedOn !== null && input.closedOn < site.openedOn) return problems.problem('dates-reversed');
  return undefined;
}

export function decideReopen(site: SiteView): Problem | undefined {
  return site.status === 'closed' ? undefined : problems.problem('not-closed');
}

/** Nobody overwrites what they have not seen. */
export function decideChange(site: SiteView, input: { version: number }): Problem | undefined {
  return site.version === input.version ? undefined : problems.problem('changed-meanwhile', { seen: input.version, now: site.version });
}

export interface PointOf {
  readonly lat: number | null;
  readonly lon: number | null;
  readonly precision: 'surveyed' | 'approximate' | 'area';
  readonly sensitivity: 'open' | 'restricted' | 'sensitive';
  readonly country: string;
  readonly areaLat: number | null;
  readonly areaLon: number | null;
}

/**
 * The point that a reader may see: a sensitive site, and any site in Syria that is not open, stands at its area's label
 * point unless the reader holds the right to exact sites there.
 */
export function visiblePoint(site: PointOf, mayExact: boolean): Pick<PointOf, 'lat' | 'lon' | 'precision'> {
  const guarded = site.sensitivity === 'sensitive' || (site.country === 'SYR' && site.sensitivity !== 'open');
  if (site.lat !== null && (!guarded || mayExact)) return { lat: site.lat, lon: site.lon, precision: site.precision };
  return { lat: site.areaLat, lon: site.areaLon, precision: 'area' };
}

/** A tenth of a degree is some ten kilometres: nearer than that, no point in Syria leaves the mission. */
export const coarse = (value: number): number => Math.round(value * 10) / 10;

export interface PointSaid {
  readonly lat: number | null;
  readonly lon: number | null;
  readonly precision: 'surveyed' | 'approximate' | 'area';
}

/** A site's point as papers and exported lists say it: on screens the reader's rights decide, what leaves is read by anybody. */
export function outwardPoint<T extends PointSaid>(site: T & { readonly country: string }): T & { readonly country: string } {
  if (site.country !== 'SYR' || site.lat === null || site.lon === null) return site;
  return { ...site, lat: coarse(site.lat), lon: coarse(site.lon), precision: 'area' };
}

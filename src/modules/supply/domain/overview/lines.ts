import { coarse } from '#kernel/places/domain/coarse.ts';

export interface EndFound {
  readonly lat: number | null;
  readonly lon: number | null;
  readonly country: string;
  readonly names: Record<string, string>;
}

/** Where a line ends on the map; undefined where nobody knows. Points in Syria are rounded, whoever looks. */
export function endOf(end: EndFound): { lat: number; lon: number; names: Record<string, string> } | undefined {
  if (end.lat === null || end.lon === null) return undefined;
  const near = end.country !== 'SYR';
  return { lat: near ? end.lat : coarse(end.lat), lon: near ? end.lon : coarse(end.lon), names: end.names };
}

/** How wide a line is drawn, 1.5 to 10 pixels: its area grows with the trucks, so that one of forty is not a hair. */
export function widthOf(trucks: number, most: number): number {
  return most <= 0 ? 1.5 : Math.round((1.5 + 8.5 * Math.sqrt(trucks / most)) * 10) / 10;
}

import { readFileSync } from 'node:fs';
import { geoMercator, geoPath } from 'd3-geo';
import type { GeoPath } from 'd3-geo';
import type { FeatureCollection } from 'geojson';
import { feature } from 'topojson-client';
import { groupColours } from '../map-colours.ts';
import { withOwn } from '../own-boundaries.ts';
import type { OwnBoundary } from '../own-boundaries.ts';
import { placeLabels } from './map-labels.ts';
import type { Label, Wanted } from './map-labels.ts';

export interface PaperPoint {
  readonly name: string;
  readonly lat: number;
  readonly lon: number;
  /** Colour group, as on the screen. */
  readonly group: string;
  /** Drawn hollow: the point is only its area's. */
  readonly vague: boolean;
}

/** What is drawn: points on our own boundaries, within bounds or as far as the points reach. */
export interface MapSpec {
  /** West, south, east, north. */
  readonly bounds?: readonly [number, number, number, number];
  readonly points: readonly PaperPoint[];
  /** The mission's own boundaries, in place of those that come with the system. */
  readonly own?: readonly OwnBoundary[];
  readonly language: 'en' | 'tr' | 'ar';
  /** Width by height. */
  readonly ratio: number;
}

export interface MapPicture {
  /** Shapes only; names are set by the paper, whose fonts join Arabic. */
  readonly svg: string;
  readonly labels: readonly Label[];
}

const height = 1000;
const paint = { sea: '#DCE7EE', land: '#F7F5EF', water: '#C9DCE8', urban: '#EAE4D8', line: '#C9C2B4', strong: '#8C8577' };
/** Degrees of latitude above which districts would be a grey mesh. */
const districtsUpTo = 3;

/** Draws a map without a browser and without asking anybody. */
export function drawMap(spec: MapSpec): MapPicture {
  const width = Math.round(height * spec.ratio);
  const [west, south, east, north] = spec.bounds ?? boundsOf(spec.points);
  const corners = { type: 'MultiPoint' as const, coordinates: [[west, south] as [number, number], [east, north] as [number, number]] };
  // No cutting on the sphere: the picture is far from poles and date line, and rings of either direction stay what they are.
  const projection = geoMercator()
    .fitExtent(
      [
        [0, 0],
        [width, height],
      ],
      corners,
    )
    .preclip((stream) => stream)
    .clipExtent([
      [0, 0],
      [width, height],
    ]);
  const path = geoPath(projection).digits(1);
  const layers = withOwn(boundaries(), spec.own ?? []);
  const close = north - south <= districtsUpTo;
  const shapes = [
    `<rect width="${width}" height="${height}" fill="${paint.sea}"/>`,
    fill(path, layers['land'], paint.land),
    fill(path, layers['adm1'], paint.land),
    fill(path, layers['urban'], paint.urban),
    fill(path, layers['lakes'], paint.water),
    line(path, layers['rivers'], paint.water, 2),
    close ? line(path, layers['adm2'], paint.line, 1.2) : '',
    line(path, layers['adm1'], paint.strong, close ? 2.5 : 1.6),
    ...spec.points.map((point) => dot(point, projection([point.lon, point.lat]), [width, height])),
  ];
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">${shapes.join('')}</svg>`;
  const names = [
    ...spec.points.map((point): Wanted => ({ text: point.name, at: projection([point.lon, point.lat]), kind: 'point' })),
    ...(close ? areaNames(path, layers['adm2'], spec.language, 'district') : []),
    ...areaNames(path, layers['adm1'], spec.language, 'province'),
  ];
  return { svg, labels: placeLabels(names, width, height) };
}

/** All points with some land around them, and never less than a district. */
function boundsOf(points: readonly PaperPoint[]): [number, number, number, number] {
  if (points.length === 0) return [34.5, 34.8, 42.6, 39.2];
  const lons = points.map((point) => point.lon);
  const lats = points.map((point) => point.lat);
  const [west, east, south, north] = [Math.min(...lons), Math.max(...lons), Math.min(...lats), Math.max(...lats)];
  const pad = Math.max(0.25, (east - west) * 0.08, (north - south) * 0.08);
  return [west - pad, south - pad, east + pad, north + pad];
}

function fill(path: GeoPath, shapes: FeatureCollection | undefined, colour: string): string {
  const d = shapes && path(shapes);
  return d ? `<path d="${d}" fill="${colour}" fill-rule="evenodd"/>` : '';
}

function line(path: GeoPath, shapes: FeatureCollection | undefined, colour: string, strong: number): string {
  const d = shapes && path(shapes);
  return d ? `<path d="${d}" fill="none" stroke="${colour}" stroke-width="${strong}" stroke-linejoin="round"/>` : '';
}

function dot(point: PaperPoint, at: [number, number] | null, [width, high]: [number, number]): string {
  if (!at || at[0] < 0 || at[1] < 0 || at[0] > width || at[1] > high) return '';
  const colour = groupColours[point.group] ?? '#5B6470';
  const [inside, rim] = point.vague ? ['#FBFAF7', colour] : [colour, '#FBFAF7'];
  return `<circle cx="${at[0].toFixed(1)}" cy="${at[1].toFixed(1)}" r="9" fill="${inside}" stroke="${rim}" stroke-width="3.5"/>`;
}

function areaNames(path: GeoPath, shapes: FeatureCollection | undefined, language: string, kind: Wanted['kind']): Wanted[] {
  return (shapes?.features ?? []).map((area) => {
    const names = area.properties as Record<string, string | null> | null;
    return { text: names?.[`name_${language}`] ?? names?.['name_en'] ?? names?.['name_tr'] ?? '', at: path.centroid(area), kind };
  });
}

let loaded: Readonly<Record<string, FeatureCollection>> | undefined;
/** The same boundaries as on the screen, read once. */
function boundaries(): Readonly<Record<string, FeatureCollection>> {
  loaded ??= Object.fromEntries(
    ['areas', 'base'].flatMap((file) => {
      const text = readFileSync(new URL(`../../../assets/geo/${file}.topo.json`, import.meta.url), 'utf8');
      const topology = JSON.parse(text) as Parameters<typeof feature>[0];
      return Object.entries(topology.objects).map(([name, object]) => [name, feature(topology, object) as unknown as FeatureCollection]);
    }),
  );
  return loaded;
}

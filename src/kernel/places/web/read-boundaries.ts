import type { Feature, FeatureCollection, Geometry } from 'geojson';
import { feature, quantize } from 'topojson-client';
import { topology } from 'topojson-server';
import { presimplify, quantile, simplify } from 'topojson-simplify';
import type { Shape } from '../contract/boundaries.ts';

type Topology = Parameters<typeof quantize>[0];

export interface Boundary {
  readonly pcode: string;
  readonly shape: Shape;
}
/** What a file of boundaries holds, or why it holds none. */
export interface BoundaryFile {
  readonly boundaries: readonly Boundary[];
  /** The property that bears the P-codes. */
  readonly property: string;
  /** Shapes without a code, or that are no areas. */
  readonly skipped: number;
}
export type Unreadable = 'not-json' | 'no-shapes' | 'no-codes' | 'not-degrees';

/** Points that a map of a mission can use; more only make it slow. */
const pointsEnough = 60_000;
const pcode = /^[A-Z][A-Z0-9-]{1,19}$/;

/** Reads a GeoJSON or TopoJSON text: finds the shapes and which property bears the P-codes, and makes them as simple as a map needs. */
export function readBoundaries(text: string): BoundaryFile | Unreadable {
  const features = featuresOf(text);
  if (typeof features === 'string') return features;
  const areas = features.filter(({ geometry }) => geometry?.type === 'Polygon' || geometry?.type === 'MultiPolygon');
  if (areas.length === 0) return 'no-shapes';
  if (!areas.every(({ geometry }) => isInDegrees(geometry))) return 'not-degrees';
  const property = codeProperty(areas);
  if (property === undefined) return 'no-codes';
  const byCode = new Map<string, Feature>();
  for (const area of areas) {
    const code = codeOf(area, property);
    if (code && !byCode.has(code)) byCode.set(code, area);
  }
  const simple = simplified([...byCode].map(([id, { geometry }]) => ({ type: 'Feature', id, properties: {}, geometry })));
  return {
    property,
    skipped: features.length - byCode.size,
    boundaries: simple.flatMap(({ id, geometry }) => {
      const shape = shapeOf(geometry);
      return shape ? [{ pcode: String(id), shape }] : [];
    }),
  };
}

function featuresOf(text: string): Feature[] | Unreadable {
  let read: unknown;
  try {
    read = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return 'not-json';
  }
  const made = read as Partial<Topology> | Partial<FeatureCollection> | null;
  if (made?.type === 'Topology' && made.objects) return Object.values(made.objects).flatMap((object) => unpacked(made as Topology, object));
  if (made?.type === 'FeatureCollection' && Array.isArray(made.features)) return made.features;
  return 'no-shapes';
}

function unpacked(made: Topology, object: Topology['objects'][string]): Feature[] {
  const found = feature(made, object);
  return found.type === 'FeatureCollection' ? found.features : [found];
}

/** Most files of national grids are in metres: they need converting first. */
function isInDegrees(geometry: Geometry): boolean {
  const seen = JSON.stringify(geometry).match(/\[-?[\d.eE+-]+,-?[\d.eE+-]+/g) ?? [];
  return seen.every((pair) => {
    const [lon, lat] = pair.slice(1).split(',').map(Number);
    return Math.abs(lon!) <= 180 && Math.abs(lat!) <= 90;
  });
}

const codeOf = ({ properties }: Feature, property: string) => {
  const value: unknown = properties?.[property];
  return typeof value === 'string' && pcode.test(value.trim().toUpperCase()) ? value.trim().toUpperCase() : undefined;
};

/**
 * The property that bears the code of the area itself: common layers also carry the codes of the areas above, which repeat.
 * Of several the one with the most different codes; of equals the one that is called so.
 */
function codeProperty(areas: readonly Feature[]): string | undefined {
  const names = [...new Set(areas.flatMap(({ properties }) => Object.keys(properties ?? {})))];
  const scored = names.map((name) => {
    const codes = areas.flatMap((area) => codeOf(area, name) ?? []).filter((code) => /\d/.test(code));
    return { name, different: new Set(codes).size, called: /p-?_?code/i.test(name) ? 1 : 0 };
  });
  const best = scored.filter(({ different }) => different > 0).toSorted((a, b) => b.different - a.different || b.called - a.called)[0];
  return best?.name;
}

/** Neighbours keep their common border: lines are simplified once for both. */
function simplified(features: readonly Feature[]): Feature[] {
  const all: FeatureCollection = { type: 'FeatureCollection', features: [...features] };
  const made = topology({ all });
  const count = made.arcs.reduce((sum, arc) => sum + arc.length, 0);
  const ranked = presimplify(made as Parameters<typeof presimplify>[0]);
  const lean = count > pointsEnough ? simplify(ranked, quantile(ranked, 1 - pointsEnough / count)) : simplify(ranked, 0);
  const exact = quantize(lean, 1e6);
  return unpacked(exact, exact.objects['all']!);
}

type Rings = Extract<Shape, { type: 'Polygon' }>['coordinates'];
const round = (value: number) => Math.round(value * 1e5) / 1e5;
/** About a metre of exactness, no heights; rings that a simplified line has shrunk to nothing go. */
const ringsOf = (rings: readonly (readonly number[][])[]): Rings =>
  rings.filter((ring) => ring.length >= 4).map((ring) => ring.map(([lon, lat]) => [round(lon!), round(lat!)]));

function shapeOf(geometry: Geometry): Shape | undefined {
  if (geometry.type === 'Polygon') {
    const coordinates = ringsOf(geometry.coordinates);
    return coordinates.length > 0 ? { type: 'Polygon', coordinates } : undefined;
  }
  if (geometry.type !== 'MultiPolygon') return undefined;
  const coordinates = geometry.coordinates.map(ringsOf).filter((rings) => rings.length > 0);
  return coordinates.length > 0 ? { type: 'MultiPolygon', coordinates } : undefined;
}

import { describe, expect, it } from 'vitest';
import { topology } from 'topojson-server';
import { importBoundaries } from '../contract/boundaries.ts';
import { readBoundaries } from './read-boundaries.ts';

const square = (west: number, south: number) => [
  [west, south, 12],
  [west + 1, south, 12],
  [west + 1, south + 1, 12],
  [west, south + 1, 12],
  [west, south, 12],
];
const area = (properties: Record<string, unknown>, ...at: [number, number]) => ({
  type: 'Feature' as const,
  properties,
  geometry: { type: 'Polygon' as const, coordinates: [square(...at)] },
});
const collection = {
  type: 'FeatureCollection' as const,
  features: [
    area({ ADM1_PCODE: 'SY02', ADM2_PCODE: 'SY0201', ADM2_EN: 'Jebel Saman' }, 36, 36),
    area({ ADM1_PCODE: 'SY02', ADM2_PCODE: 'SY0202', ADM2_EN: 'Al Bab' }, 37, 36),
    area({ ADM1_PCODE: 'SY02', ADM2_PCODE: null, ADM2_EN: 'No code' }, 38, 36),
    { type: 'Feature' as const, properties: { ADM2_PCODE: 'SY0203' }, geometry: { type: 'Point' as const, coordinates: [36, 36] } },
  ],
};

describe('a file of boundaries', () => {
  it('gives the shapes of its own level by their P-codes, flat and closed, as the command takes them', () => {
    const read = readBoundaries(JSON.stringify(collection));
    if (typeof read === 'string') throw new Error(read);
    expect(read).toMatchObject({ property: 'ADM2_PCODE', skipped: 2 });
    expect(read.boundaries.map((boundary) => boundary.pcode)).toEqual(['SY0201', 'SY0202']);
    expect(importBoundaries.input.safeParse({ source: 'COD', boundaries: read.boundaries }).success).toBe(true);
  });

  it('is read as TopoJSON too, and with the mark that some programs put before it', () => {
    const made = topology({ areas: { ...collection, features: collection.features.slice(0, 2) } } as never);
    const read = readBoundaries(`\uFEFF${JSON.stringify(made)}`);
    expect(typeof read === 'string' ? read : read.boundaries.map((boundary) => boundary.pcode)).toEqual(['SY0201', 'SY0202']);
  });

  it.each([
    ['not-json', 'code;name'],
    ['no-shapes', JSON.stringify({ type: 'FeatureCollection', features: collection.features.slice(3) })],
    ['no-codes', JSON.stringify({ type: 'FeatureCollection', features: [area({ name: 'Aleppo' }, 36, 36)] })],
    ['not-degrees', JSON.stringify({ type: 'FeatureCollection', features: [area({ ADM1_PCODE: 'SY02' }, 412_000, 4_000_000)] })],
  ])('that cannot be used says why: %s', (why, text) => {
    expect(readBoundaries(text)).toBe(why);
  });

  it('of a hundred thousand points becomes as simple as a map needs, and borders still meet', () => {
    const wavy = (from: number) =>
      Array.from({ length: 60_000 }, (_, at) => [from + at / 60_000, 36 + Math.sin(at / 300) / 50 + Math.sin(at * 7) / 100_000]);
    const band = (code: string, south: number[][], north: number[][]) => ({
      type: 'Feature' as const,
      properties: { pcode: code },
      geometry: { type: 'Polygon' as const, coordinates: [[...south, ...north.toReversed(), south[0]!]] },
    });
    const middle = wavy(36);
    const edge = (lat: number) => [
      [36, lat],
      [36.99, lat],
    ];
    const text = JSON.stringify({ type: 'FeatureCollection', features: [band('SY01', edge(35), middle), band('SY02', middle, edge(37))] });
    const read = readBoundaries(text);
    if (typeof read === 'string') throw new Error(read);
    const points = read.boundaries.map((boundary) => new Set((boundary.shape.coordinates[0] as number[][]).map(String)));
    expect(points[0]!.size).toBeLessThan(60_000);
    const shared = [...points[0]!].filter((point) => points[1]!.has(point));
    expect(shared.length).toBeGreaterThan(points[0]!.size - 4);
  });
});

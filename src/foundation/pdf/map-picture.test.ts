import { Resvg } from '@resvg/resvg-js';
import fc from 'fast-check';
import { geoMercator } from 'd3-geo';
import { describe, expect, test } from 'vitest';
import { placeLabels } from './map-labels.ts';
import { drawMap } from './map-picture.ts';

const bounds = [34, 35.5, 39.5, 38] as const;
const gaziantep = { name: 'Gaziantep', lat: 37.06, lon: 37.38, group: 'mission', vague: false };
const spec = { bounds, points: [gaziantep], language: 'en', ratio: 2.1 } as const;

/** The colour of the picture at a place. */
function colourAt(svg: string, lon: number, lat: number): string {
  const [west, south, east, north] = bounds;
  const projection = geoMercator().fitExtent(
    [
      [0, 0],
      [2100, 1000],
    ],
    {
      type: 'MultiPoint',
      coordinates: [
        [west, south],
        [east, north],
      ],
    },
  );
  const [x, y] = projection([lon, lat])!;
  const picture = new Resvg(svg).render();
  const at = (Math.round(y) * picture.width + Math.round(x)) * 4;
  return `#${picture.pixels.subarray(at, at + 3).toString('hex')}`.toUpperCase();
}

describe('a map on paper', () => {
  const { svg, labels } = drawMap(spec);

  test('land is land, the sea is the sea, and a point stands where it lies', () => {
    expect(colourAt(svg, 38.2, 37.55)).toBe('#F7F5EF');
    expect(colourAt(svg, 35.2, 36.2)).toBe('#DCE7EE');
    expect(colourAt(svg, gaziantep.lon, gaziantep.lat)).toBe('#14527A');
  });

  test('a point that stands at its area is hollow', () => {
    const vague = drawMap({ ...spec, points: [{ ...gaziantep, vague: true }] });
    expect(colourAt(vague.svg, gaziantep.lon, gaziantep.lat)).toBe('#FBFAF7');
  });

  test('names are in the language of the paper', () => {
    expect(labels.map((label) => label.text)).toContain('Aleppo');
    expect(drawMap({ ...spec, language: 'ar' }).labels.map((label) => label.text)).toContain('حلب');
  });

  test('without bounds it reaches as far as its points; without points it shows the mission', () => {
    const { bounds: _none, ...open } = spec;
    const two = drawMap({ ...open, points: [gaziantep, { ...gaziantep, name: 'Hatay', lat: 36.2, lon: 36.16 }] });
    expect(two.labels.map((label) => label.text)).toEqual(expect.arrayContaining(['Gaziantep', 'Hatay']));
    expect(drawMap({ ...open, points: [] }).labels.length).toBeGreaterThan(5);
  });

  test('a boundary of the mission stands in place of the one that comes with the system', () => {
    const corners: [number, number][] = [
      [35, 36],
      [35.4, 36],
      [35.4, 36.4],
      [35, 36.4],
      [35, 36],
    ];
    const own = { pcode: 'SY02', level: 1, nameEn: 'Own Aleppo', nameTr: null, nameAr: null };
    const { svg: drawn, labels: names } = drawMap({ ...spec, own: [{ ...own, shape: { type: 'Polygon', coordinates: [corners] } }] });
    expect(colourAt(svg, 35.2, 36.2)).toBe('#DCE7EE');
    expect(colourAt(drawn, 35.2, 36.2)).toBe('#F7F5EF');
    const texts = names.map((label) => label.text);
    expect(texts).toContain('Own Aleppo');
    expect(texts).not.toContain('Aleppo');
  });

  test('nothing in a name reaches the drawing', () => {
    const hostile = drawMap({ ...spec, points: [{ ...gaziantep, name: '<script>"&', group: '"/><script>' }] });
    expect(hostile.svg).not.toContain('<script>');
  });
});

describe('names on a map', () => {
  test('no two lie on another, none runs over the edge, and a point’s name comes before an area’s', () => {
    const wanted = fc.record({
      text: fc.string({ minLength: 1, maxLength: 20 }),
      at: fc.tuple(fc.integer({ min: -50, max: 1050 }), fc.integer({ min: -50, max: 550 })),
      kind: fc.constantFrom('point' as const, 'province' as const, 'district' as const),
    });
    fc.assert(
      fc.property(fc.array(wanted, { maxLength: 40 }), (names) => {
        const placed = placeLabels(names, 1000, 500);
        const boxes = placed.map(({ text, x, y, kind }) => {
          const size = { point: 22, province: 24, district: 17 }[kind];
          return { x: x * 1000, y: y * 500, wide: Array.from(text).length * size * 0.56, high: size };
        });
        boxes.forEach((box, at) => {
          expect(box.x - box.wide / 2 >= 0 && box.x + box.wide / 2 <= 1000 && box.y >= 0 && box.y <= 500).toBe(true);
          for (const other of boxes.slice(at + 1))
            expect(Math.abs(box.x - other.x) * 2 >= box.wide + other.wide || Math.abs(box.y - other.y) * 2 >= box.high + other.high).toBe(
              true,
            );
        });
      }),
    );
  });
});

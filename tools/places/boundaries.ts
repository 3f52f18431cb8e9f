import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { topology } from 'topojson-server';
import { presimplify, quantile, simplify } from 'topojson-simplify';
import type { FeatureCollection } from 'geojson';

// Writes simplified boundaries and the base layers of the map as TopoJSON, from OCHA COD-AB (CC BY-IGO) and Natural Earth
// (public domain) lying in a folder given as argument. Run by hand; the result is committed, and the base
// layers are then packed into tiles by make-tiles.ts.
const source = process.argv[2] ?? '../shared/data/geo';
const target = 'assets/geo';
mkdirSync(target, { recursive: true });

const read = (path: string) => JSON.parse(readFileSync(join(source, path), 'utf8')) as FeatureCollection;
const bare = (collection: FeatureCollection, keep: readonly string[]): FeatureCollection => ({
  type: 'FeatureCollection',
  features: collection.features.map((feature) => ({
    ...feature,
    properties: Object.fromEntries(keep.map((key) => [key, feature.properties?.[key] ?? null])),
  })),
});

function write(name: string, layers: Record<string, FeatureCollection>, keepPart: number, quantization: number): void {
  const made = presimplify(topology(layers, quantization) as never);
  // The weight below which a point goes, so that this part of all points stays.
  const text = JSON.stringify(simplify(made, quantile(made, 1 - keepPart)), (_key, value: unknown) =>
    typeof value === 'number' ? Number(value.toFixed(4)) : value,
  );
  writeFileSync(join(target, name), text);
  console.log(`${name}: ${Object.keys(layers).length} layers, ${(text.length / 1024).toFixed(0)} kB`);
}

const areaKeys = ['pcode', 'name_en', 'name_tr', 'name_ar', 'parent'];
const both = (...paths: string[]) => bare({ type: 'FeatureCollection', features: paths.flatMap((path) => read(path).features) }, areaKeys);
write(
  'areas.topo.json',
  {
    adm1: both('admin/tur_adm1.geojson', 'admin/syr_adm1.geojson'),
    adm2: both('admin/tur_adm2.geojson', 'admin/syr_adm2.geojson'),
    adm3: both('admin/syr_adm3.geojson'),
  },
  0.5,
  20_000,
);
// No borders of other countries: several are disputed, and a humanitarian map takes no side where it need not.
write(
  'base.topo.json',
  {
    land: bare(read('basemap/land.geojson'), []),
    lakes: bare(read('basemap/lakes.geojson'), []),
    rivers: bare(read('basemap/rivers.geojson'), []),
    urban: bare(read('basemap/urban.geojson'), []),
  },
  0.8,
  20_000,
);

import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';

// Writes the gazetteer in our own format from public sources lying in a folder given as argument (default ../shared/data/geo):
// OCHA COD-AB (CC BY-IGO), GeoNames (CC BY 4.0). Run by hand when the sources change; the result is committed.
const source = process.argv[2] ?? '../shared/data/geo';
const target = 'db/seeds/places';
if (!existsSync(source)) throw new Error(`there are no sources at ${source}`);
mkdirSync(target, { recursive: true });

type Row = Record<string, string>;
const read = (path: string): Row[] => parse(readFileSync(join(source, path)), { columns: true, bom: true, skip_empty_lines: true });
const write = (name: string, columns: string[], rows: (string | number)[][]) => {
  writeFileSync(join(target, name), stringify([columns, ...rows]));
  console.log(`${name}: ${rows.length} rows`);
};
const round = (value: string | undefined, digits: number) => (value ? String(Number(Number(value).toFixed(digits))) : '');
const country = (iso3: string) => (iso3 === 'TUR' ? 'TUR' : 'SYR');

const units = read('admin/pcodes_tr_sy.csv');
const communities = read('places/syr_places_cod_adm4.csv');
// The global list calls the parent of Syria's governorates SYR, the boundary file SY: one root, SYR.
const areas = units
  .map((unit) => [
    unit['pcode']!,
    unit['level']!,
    country(unit['iso3']!),
    unit['parent_pcode'] === 'SY' ? 'SYR' : unit['parent_pcode']!,
    unit['name_en']!,
    unit['name_tr']!,
    unit['name_ar']!,
    round(unit['lat'], 4),
    round(unit['lon'], 4),
    round(unit['area_km2'], 1),
  ])
  .concat(
    communities.map((place) => [
      place['pcode']!,
      '4',
      'SYR',
      place['adm3_pcode']!,
      place['name_en']!,
      '',
      place['name_ar']!,
      round(place['lat'], 3),
      round(place['lon'], 3),
      '',
    ]),
  )
  .sort((a, b) => Number(a[1]) - Number(b[1]) || (a[0]! < b[0]! ? -1 : 1));
const known = new Set(areas.map((area) => area[0]));
const orphans = areas.filter((area) => area[3] !== '' && !known.has(area[3]!));
if (orphans.length > 0) throw new Error(`areas without a known parent: ${orphans.map((area) => area[0]).join(', ')}`);
write('areas.csv', ['pcode', 'level', 'country', 'parent', 'name_en', 'name_tr', 'name_ar', 'lat', 'lon', 'km2'], areas as string[][]);

const towns = read('places/tur_places_geonames.csv').map((town) => [
  `geonames:${town['geonameid']!}`,
  town['name']!,
  town['adm2_pcode'] || town['adm1_pcode'] || '',
  round(town['lat'], 4),
  round(town['lon'], 4),
  town['pop'] ?? '',
]);
write('towns.csv', ['id', 'name', 'area', 'lat', 'lon', 'population'], towns);

interface Gate {
  properties: Row;
  geometry: { coordinates: [number, number] };
}
const gates = (JSON.parse(readFileSync(join(source, 'places/border_crossings_tr_sy.geojson'), 'utf8')) as { features: Gate[] }).features;
write(
  'crossings.csv',
  ['id', 'name_en', 'name_tr', 'name_ar', 'mode', 'area_north', 'area_south', 'lat', 'lon'],
  gates.map(({ properties: p, geometry }) => [
    p['id']!,
    p['name_sy_en']!,
    p['name_tr']!,
    p['name_sy_ar']!,
    p['mode']!,
    p['tur_adm2_pcode'] ?? '',
    p['syr_adm3_pcode'] ?? '',
    geometry.coordinates[1].toFixed(3),
    geometry.coordinates[0].toFixed(3),
  ]),
);

import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'csv-parse/sync';
import { importAreas, importTowns } from '#kernel/places/contract/areas.ts';
import { importCrossings } from '#kernel/places/contract/crossings.ts';
import type { Player } from './player.ts';

const folder = fileURLToPath(new URL('../../../../db/seeds/places/', import.meta.url));
type Row = Record<string, string>;
const read = (name: string): Row[] => parse(readFileSync(resolve(folder, name)), { columns: true });
const number = (text: string | undefined) => (text ? Number(text) : undefined);
const words = (text: string | undefined) => text || undefined;
const chunkSize = 1_000;

/** Loads the gazetteer of Türkiye and Syria, for a demonstration as for a real mission. */
export async function loadGazetteer(player: Pick<Player, 'do'>): Promise<void> {
  const areas = read('areas.csv').map((row) => ({
    pcode: row['pcode']!,
    level: Number(row['level']),
    country: row['country']!,
    parent: words(row['parent']),
    nameEn: row['name_en']!,
    nameTr: words(row['name_tr']),
    nameAr: words(row['name_ar']),
    lat: number(row['lat']),
    lon: number(row['lon']),
    areaKm2: number(row['km2']),
  }));
  for (const chunk of chunks(areas))
    await player.do(importAreas, { source: 'OCHA COD-AB, CC BY-IGO', validFrom: '2022-01-01', areas: chunk });
  const towns = read('towns.csv').map((row) => ({
    id: row['id']!,
    name: row['name']!,
    area: words(row['area']),
    lat: Number(row['lat']),
    lon: Number(row['lon']),
    population: number(row['population']),
  }));
  for (const chunk of chunks(towns)) await player.do(importTowns, { towns: chunk });
  await player.do(importCrossings, {
    crossings: read('crossings.csv').map((row) => ({
      id: row['id']!,
      nameEn: row['name_en']!,
      nameTr: row['name_tr']!,
      nameAr: row['name_ar']!,
      mode: row['mode']!,
      areaNorth: words(row['area_north']),
      areaSouth: words(row['area_south']),
      lat: Number(row['lat']),
      lon: Number(row['lon']),
    })),
  });
}

function chunks<T>(items: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(items.length / chunkSize) }, (_, at) => items.slice(at * chunkSize, (at + 1) * chunkSize));
}

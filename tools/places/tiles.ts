import { readFileSync } from 'node:fs';
import GeoJSONVT from 'geojson-vt';
import type { FeatureCollection } from 'geojson';
import { BufferWriter, Compression, S2PMTilesWriter, TileType } from 's2-pmtiles';
import { feature } from 'topojson-client';
import vtPbf from 'vt-pbf';

/** The deepest zoom that is cut; deeper ones stretch it, for the shapes have no finer points. */
export const deepest = 8;
const extent = 4096;
/** West, south, east, north of what the base layers cover. */
export const covered = [24, 31, 46, 43.5] as const;

/** The base layers of the map from their TopoJSON, in degrees. */
export function baseLayers(file: string | URL): Record<string, FeatureCollection> {
  const topology = JSON.parse(readFileSync(file, 'utf8')) as Parameters<typeof feature>[0];
  return Object.fromEntries(
    Object.entries(topology.objects).map(([name, object]) => [name, feature(topology, object) as unknown as FeatureCollection]),
  );
}

/** Cuts layers into vector tiles and packs them into one file that is read piece by piece. */
export async function packTiles(layers: Readonly<Record<string, FeatureCollection>>): Promise<Uint8Array> {
  const cut = Object.entries(layers).map(
    ([name, data]) => [name, new GeoJSONVT(data, { maxZoom: deepest, indexMaxZoom: deepest, extent, buffer: 64, tolerance: 2 })] as const,
  );
  const writer = new BufferWriter();
  const packed = new S2PMTilesWriter(writer, TileType.Pbf, Compression.Gzip);
  for (let z = 0; z <= deepest; z += 1)
    for (const [x, y] of tilesOf(z)) {
      const found = cut.flatMap(([name, index]) => {
        const tile = index.getTile(z, x, y);
        return tile && tile.features.length > 0 ? [[name, tile] as const] : [];
      });
      if (found.length > 0) await packed.writeTileXYZ(z, x, y, vtPbf.fromGeojsonVt(Object.fromEntries(found), { version: 2, extent }));
    }
  const vectorLayers = Object.keys(layers).map((id) => ({ id, fields: {} }));
  await packed.commit({ name: 'base', format: 'pbf', vector_layers: vectorLayers } as never);
  return withHeader(writer.commit());
}

/** The tiles of a zoom that touch what is covered. */
function tilesOf(z: number): [number, number][] {
  const [west, south, east, north] = covered;
  const across = 2 ** z;
  const column = (lon: number) => Math.floor(((lon + 180) / 360) * across);
  const row = (lat: number) => {
    const sine = Math.sin((lat * Math.PI) / 180);
    return Math.floor((0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * across);
  };
  const found: [number, number][] = [];
  for (let x = column(west); x <= column(east); x += 1) for (let y = row(north); y <= row(south); y += 1) found.push([x, y]);
  return found;
}

/** The writer shortens the format's name and leaves the bounds empty; readers that trust them would show the Gulf of Guinea. */
function withHeader(file: Uint8Array): Uint8Array {
  const header = new DataView(file.buffer, file.byteOffset);
  const [west, south, east, north] = covered;
  file.set(Buffer.from('PMTiles'));
  const degrees = (at: number, value: number) => header.setInt32(at, Math.round(value * 1e7), true);
  [west, south, east, north].forEach((value, index) => degrees(102 + index * 4, value));
  header.setUint8(118, 5);
  degrees(119, (west + east) / 2);
  degrees(123, (south + north) / 2);
  return file;
}

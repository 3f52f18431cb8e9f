import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { PMTiles } from 'pmtiles';
import { expect, test } from 'vitest';
import { baseLayers, covered, deepest, packTiles } from './tiles.ts';

const at = (name: string) => new URL(`../../assets/geo/${name}`, import.meta.url);

/** The file as a browser reads it: by ranges. */
function opened(bytes: Uint8Array): PMTiles {
  const whole = Uint8Array.from(bytes).buffer;
  return new PMTiles({ getKey: () => 'base', getBytes: async (offset, length) => ({ data: whole.slice(offset, offset + length) }) });
}
/** The names of a tile's layers: field 3 of the tile, field 1 of each layer. */
async function layersAt(file: PMTiles, z: number, x: number, y: number): Promise<string[]> {
  const tile = await file.getZxy(z, x, y);
  const text = tile ? Buffer.from(tile.data).toString('latin1') : '';
  return ['land', 'lakes', 'rivers', 'urban'].filter((name) => text.includes(`${String.fromCharCode(name.length)}${name}`));
}

test('the packed base is cut from the base that is committed beside it', async () => {
  const made = opened(await packTiles(baseLayers(at('base.topo.json'))));
  const kept = opened(readFileSync(at('base.pmtiles')));
  let tiles = 0;
  for (const [z, x, y] of [
    [0, 0, 0],
    [4, 9, 6],
    [6, 38, 24],
    [6, 38, 25],
    [8, 154, 98],
    [8, 153, 101],
  ] as const) {
    const [one, other] = [await made.getZxy(z, x, y), await kept.getZxy(z, x, y)];
    expect(Buffer.from(one!.data).equals(Buffer.from(other!.data)), `${z}/${x}/${y}`).toBe(true);
    tiles += 1;
  }
  expect(tiles).toBe(6);
});

test('it says what it covers and how deep, and holds land where there is land', async () => {
  const file = opened(readFileSync(at('base.pmtiles')));
  const header = await file.getHeader();
  expect([header.minLon, header.minLat, header.maxLon, header.maxLat]).toEqual([...covered]);
  expect([header.minZoom, header.maxZoom]).toEqual([0, deepest]);
  // Gaziantep, with its rivers; the sea west of Latakia; and what is not covered.
  expect(await layersAt(file, 8, 154, 98)).toContain('land');
  expect(await layersAt(file, 8, 149, 101)).not.toContain('land');
  expect(await file.getZxy(8, 10, 10)).toBeUndefined();
});

test('its tiles are packed as the header says', async () => {
  const bytes = readFileSync(at('base.pmtiles'));
  const header = await opened(bytes).getHeader();
  expect(header.tileCompression).toBe(2);
  expect(
    gunzipSync(bytes.subarray(header.rootDirectoryOffset, header.rootDirectoryOffset + header.rootDirectoryLength)).length,
  ).toBeGreaterThan(0);
});

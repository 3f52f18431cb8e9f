import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { fileURLToPath } from 'node:url';
import { createHttp } from './app.ts';
import { addStatic } from './static.ts';

const root = (path: string) => fileURLToPath(new URL(`../../../${path}`, import.meta.url));
let app: FastifyInstance;
beforeAll(async () => {
  app = await createHttp({ trustProxy: false, log: false });
  await addStatic(app, root('no-such-folder'), root('assets/geo'));
});
afterAll(() => app.close());

it('the map’s tiles are read piece by piece, as they lie, whatever the browser could unpack', async () => {
  const headers = { range: 'bytes=0-126', 'accept-encoding': 'gzip, deflate' };
  const answer = await app.inject({ method: 'GET', url: '/geo/base.pmtiles', headers });
  expect(answer.statusCode).toBe(206);
  expect(answer.headers['content-range']).toMatch(/^bytes 0-126\/\d+$/);
  expect(answer.headers['content-encoding']).toBeUndefined();
  expect(answer.headers['etag']).toBeDefined();
  expect(answer.rawPayload).toHaveLength(127);
  expect(answer.rawPayload.subarray(0, 7).toString()).toBe('PMTiles');
});

it('a piece beyond its end is no piece', async () => {
  const answer = await app.inject({ method: 'GET', url: '/geo/base.pmtiles', headers: { range: 'bytes=99999999-' } });
  expect(answer.statusCode).toBe(416);
});

it('boundaries are sent packed', async () => {
  const answer = await app.inject({ method: 'GET', url: '/geo/areas.topo.json', headers: { 'accept-encoding': 'gzip' } });
  expect(answer.headers['content-encoding']).toBe('gzip');
});

it('pages that are built anew beneath a running server are served at once, and an unknown part is no page', async () => {
  const web = mkdtempSync(join(tmpdir(), 'kervan-web-'));
  mkdirSync(join(web, 'assets'));
  writeFileSync(join(web, 'index.html'), 'old');
  const served = await createHttp({ trustProxy: false, log: false });
  try {
    await addStatic(served, web, root('no-such-folder'));
    expect((await served.inject('/places/sites')).body).toBe('old');
    writeFileSync(join(web, 'index.html'), 'new');
    writeFileSync(join(web, 'assets/part-abcd1234.js'), 'part');
    expect((await served.inject('/places/sites')).body).toBe('new');
    const part = await served.inject('/assets/part-abcd1234.js');
    expect([part.statusCode, part.body, part.headers['cache-control']]).toEqual([200, 'part', 'public, max-age=31536000, immutable']);
    expect((await served.inject('/assets/gone-abcd1234.js')).statusCode).toBe(404);
    expect((await served.inject('/api/gone')).statusCode).toBe(404);
  } finally {
    await served.close();
    rmSync(web, { recursive: true, force: true });
  }
});

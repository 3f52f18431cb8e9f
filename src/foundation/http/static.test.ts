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

import { afterAll, beforeAll, expect, it } from 'vitest';
import * as z from 'zod';
import type { FastifyInstance } from 'fastify';
import { defineModule } from '#foundation/module.ts';
import { definePack } from '#foundation/pack.ts';
import { servePack } from '#foundation/pipeline/packs.ts';
import type { ServerRoom } from '#foundation/pipeline/context.ts';
import { buildApp } from '#app/server/serve.ts';
import { enrolTestDevice } from '#tests/support/device.ts';
import { openTestMission } from '#tests/support/mission.ts';
import type { TestMission } from '#tests/support/mission.ts';
import { listDevices, revokeDevice } from '../contract/devices.ts';

const heap = definePack({
  name: 'heap.pile',
  params: z.strictObject({ pile: z.string() }),
  shape: z.strictObject({ rows: z.array(z.strictObject({ n: z.int() })) }),
  sensitive: true,
});
let rows = [{ n: 1 }];
const heapRoom: ServerRoom = {
  module: defineModule({ name: 'heap', packs: [heap] }),
  packs: [
    servePack(
      heap,
      async (_ctx, { pile }) => {
        const leaky = { rows: rows.map((row) => ({ ...row })), ...(pile === 'leaky' ? { secret: 'x' } : {}) };
        return { title: pile, until: new Date('2023-03-03T00:00:00Z'), data: leaky };
      },
      async () => [{ params: { pile: 'a' }, title: 'Pile a', names: { en: 'Heap', ar: 'كومة' }, until: new Date('2023-03-03T00:00:00Z') }],
    ),
  ],
};

let mission: TestMission;
let app: FastifyInstance;
beforeAll(async () => {
  mission = await openTestMission([heapRoom]);
  app = await buildApp(mission.kervan, { trustedProxies: [], log: false, secureCookie: false });
});
afterAll(async () => {
  await app.close();
  await mission.close();
});

const phone = async (permissions: string[]) => {
  const device = await enrolTestDevice(mission, await mission.user({ permissions }));
  const headers = { 'x-kervan': '1', authorization: `Bearer ${device.token}` };
  const post = async (url: string, payload: object = {}) => {
    const answer = await app.inject({ method: 'POST', url, payload, headers });
    return { status: answer.statusCode, body: answer.json() as Record<string, unknown>, headers: answer.headers };
  };
  return { device, post };
};

it('a device takes a pack, the server notes it with its end, and the reading is logged', async () => {
  const { device, post } = await phone([heap.name]);
  expect((await post('/api/packs')).body).toMatchObject({
    packs: [{ name: 'heap.pile', params: { pile: 'a' }, title: 'Pile a', names: { ar: 'كومة' } }],
  });
  const taken = await post('/api/packs/heap.pile', { params: { pile: 'a' } });
  expect(taken.body).toMatchObject({ title: 'a', shape: 1, until: '2023-03-03T00:00:00.000Z', data: { rows: [{ n: 1 }] } });
  expect(Number(taken.headers['x-kervan-bytes'])).toBe(JSON.stringify(taken.body).length);
  const [row] = (await mission.ask(listDevices, {}, device.userId)).rows;
  expect(row!.packs).toEqual([{ name: 'heap.pile', title: 'a', takenAt: '2023-03-01T09:00:00.000Z', until: '2023-03-03T00:00:00.000Z' }]);
  const reads = await mission.tx((tx) => tx.query('select query from read_log where query = $1', [heap.name]));
  expect(reads.rows).toHaveLength(1);
});

it('a phone is told before it takes a pack how much that is: as it weighed last, else as its kind does', async () => {
  const sizeFor = async () => ((await (await phone([heap.name])).post('/api/packs')).body['packs'] as { bytes: number | null }[])[0]!.bytes;
  const { post } = await phone([heap.name]);
  await mission.tx((tx) => tx.query('delete from device_packs', []));
  expect(await sizeFor()).toBeNull();
  const { body } = await post('/api/packs/heap.pile', { params: { pile: 'other' } });
  const weight = JSON.stringify(body['data']).length;
  expect(await sizeFor()).toBe(weight);
  const before = rows;
  rows = Array.from({ length: 50 }, (_, n) => ({ n: n + 100 }));
  const taken = await post('/api/packs/heap.pile', { params: { pile: 'a' } });
  expect(await sizeFor()).toBe(JSON.stringify(taken.body['data']).length);
  rows = before;
});

it('only the last packs of a kind say what one weighs, however many were ever taken', async () => {
  const sizeFor = async () => ((await (await phone([heap.name])).post('/api/packs')).body['packs'] as { bytes: number | null }[])[0]!.bytes;
  const { device } = await phone([heap.name]);
  const take = (count: number, bytes: number, at: string) =>
    mission.tx((tx) =>
      tx.query(
        `insert into device_packs (device_id, pack, pack_id, title, version, taken_at, readable_until, bytes)
         select $1, $2, $3 || n, 'x', '1', $4::timestamptz + n * interval '1 second', '2023-03-03T00:00:00Z', $5 from generate_series(1, $6::int) n`,
        [device.id, heap.name, `${at.slice(11, 13)}-`, at, bytes, count],
      ),
    );
  await mission.tx((tx) => tx.query('delete from device_packs', []));
  await take(200, 9_000_000, '2023-03-01T01:00:00Z');
  await take(20, 1_000, '2023-03-01T02:00:00Z');
  expect(await sizeFor()).toBe(1_000);
  await mission.tx((tx) => tx.query('delete from device_packs', []));
});

it('what has not changed is not sent again', async () => {
  const { post } = await phone([heap.name]);
  const { body } = await post('/api/packs/heap.pile', { params: { pile: 'a' } });
  const again = await post('/api/packs/heap.pile', { params: { pile: 'a' }, have: body['version'] });
  expect(again.body).toMatchObject({ version: body['version'] });
  expect('data' in again.body).toBe(false);
  rows = [{ n: 2 }];
  expect((await post('/api/packs/heap.pile', { params: { pile: 'a' }, have: body['version'] })).body).toMatchObject({
    data: { rows: [{ n: 2 }] },
  });
});

it('whoever lacks the permission gets no pack and no offer', async () => {
  const { post } = await phone([]);
  expect(await post('/api/packs/heap.pile', { params: { pile: 'a' } })).toMatchObject({ status: 403 });
  expect((await post('/api/packs')).body).toMatchObject({ packs: [] });
});

it('a pack past its end is given to nobody', async () => {
  const { device, post } = await phone([heap.name]);
  await post('/api/packs/heap.pile', { params: { pile: 'a' } });
  mission.setNow('2023-03-03T00:00:00Z');
  expect(await post('/api/packs/heap.pile', { params: { pile: 'a' } })).toMatchObject({ status: 410, body: { type: 'sync.pack-over' } });
  expect((await mission.ask(listDevices, {}, device.userId)).rows[0]!.packs).toEqual([]);
  mission.setNow('2023-03-01T09:00:00Z');
});

it('a revoked device gets no pack and is told to wipe itself', async () => {
  const { device, post } = await phone([heap.name]);
  await mission.apply(revokeDevice, { deviceId: device.id, reason: 'stolen' });
  expect(await post('/api/packs/heap.pile', { params: { pile: 'a' } })).toMatchObject({
    status: 410,
    body: { type: 'sync.device-revoked' },
  });
  expect(await post('/api/packs')).toMatchObject({ status: 410 });
});

it('nothing leaves that the shape does not declare, and faults in parameters are named', async () => {
  const { post } = await phone([heap.name]);
  expect((await post('/api/packs/heap.pile', { params: { pile: 'leaky' } })).status).toBe(500);
  expect(await post('/api/packs/heap.pile', { params: { pole: 'a' } })).toMatchObject({ status: 422 });
  expect(await post('/api/packs/heap.nothing', { params: {} })).toMatchObject({ status: 404, body: { type: 'sync.pack-unknown' } });
});

import { randomBytes } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '#foundation/ids.ts';
import type { Id } from '#foundation/ids.ts';
import { buildApp } from '#app/server/serve.ts';
import { inviteDevice, listDevices, revokeDevice } from '#kernel/sync/contract/devices.ts';
import { enrolText, signedText } from '#kernel/sync/domain/signing.ts';
import { newKey, publicKeyText, sha256, signText } from '#tests/support/device.ts';
import { openTestMission } from '#tests/support/mission.ts';
import type { TestMission } from '#tests/support/mission.ts';
import { bring, toyRoom, toyTables } from '#tests/support/toy-room.ts';

let mission: TestMission;
let app: FastifyInstance;
let worker: Id;
beforeAll(async () => {
  mission = await openTestMission([toyRoom]);
  await mission.asOwner((client) => client.query(toyTables));
  app = await buildApp(mission.kervan, { trustedProxies: [], log: false, secureCookie: false });
  worker = await mission.user({ permissions: [bring.name, inviteDevice.name] });
});
afterAll(async () => {
  await app.close();
  await mission.close();
});

const invite = async (as = worker, userId?: Id) => {
  const code = randomBytes(16).toString('base64url');
  const outcome = await mission.run(
    inviteDevice,
    { inviteId: newId(), codeHash: sha256(code), name: 'Phone', ...(userId ? { userId } : {}) },
    { as },
  );
  return { code, outcome };
};
const post = (url: string, payload: unknown, headers: Record<string, string> = {}) =>
  app.inject({ method: 'POST', url, payload: payload as object, headers: { 'x-kervan': '1', ...headers } });
const enrol = async (code: string, key: CryptoKeyPairLike, change: object = {}) => {
  const body = { code, publicKey: await publicKeyText(key), name: 'Phone' };
  return post('/api/devices/enrol', { ...body, proof: await signText(key, enrolText(body)), ...change });
};
type CryptoKeyPairLike = Awaited<ReturnType<typeof newKey>>;

describe('enrolment', () => {
  it('gives a token to the device that scanned the code and holds its key, once', async () => {
    const { code } = await invite();
    const key = await newKey();
    const answer = await enrol(code, key);
    expect(answer.statusCode).toBe(200);
    expect(answer.json()).toMatchObject({ userId: worker, mission: 'test', lastSeq: 0, token: expect.stringMatching(/^kvd_[\w-]{43}$/) });
    expect((await enrol(code, await newKey())).json()).toMatchObject({ type: 'sync.invite-used', status: 409 });
    // The answer was lost: the same device gets another token, and the first is dead.
    const again = await enrol(code, key);
    expect(again.json()).toMatchObject({ deviceId: answer.json().deviceId });
    expect(again.json().token).not.toBe(answer.json().token);
    const tokens = await mission.tx((tx) =>
      tx.query<{ n: number }>(`select count(*) as n from devices where token_hash = $1`, [
        Buffer.from(sha256(answer.json().token), 'base64url'),
      ]),
    );
    expect(tokens.rows[0]!.n).toBe(0);
  });

  it('keeps no code and no token anywhere', async () => {
    const { code } = await invite();
    const { token } = (await enrol(code, await newKey())).json();
    const kept = await mission.tx((tx) =>
      tx.query<{ text: string }>(`select (c.input::text || c.outcome::text) as text from command_log c where name like 'sync.%'`),
    );
    expect(kept.rows.length).toBeGreaterThan(1);
    expect(kept.rows.some((row) => row.text.includes(code) || row.text.includes(token))).toBe(false);
  });

  it('is refused without the key, without an invitation, and after its time', async () => {
    const { code } = await invite();
    expect((await enrol(code, await newKey(), { name: 'Another' })).json()).toMatchObject({ type: 'sync.key-invalid' });
    expect((await enrol(randomBytes(16).toString('base64url'), await newKey())).json()).toMatchObject({ type: 'sync.invite-absent' });
    mission.setNow('2023-03-01T09:16:00Z');
    expect((await enrol(code, await newKey())).json()).toMatchObject({ type: 'sync.invite-expired', status: 410 });
    mission.setNow('2023-03-01T09:00:00Z');
  });

  it('of another’s device needs the right over all devices', async () => {
    const other = await mission.user({ permissions: [] });
    const keeper = await mission.user({ permissions: [inviteDevice.name, revokeDevice.name] });
    const scoped = await mission.user({ permissions: [inviteDevice.name, revokeDevice.name], scope: { kind: 'area', id: 'TR' } });
    expect((await invite(scoped, other)).outcome).toMatchObject({ state: 'refused', problem: { type: 'sync.invite-for-other' } });
    expect((await invite(scoped)).outcome.state).toBe('applied');
    expect((await invite(worker, other)).outcome).toMatchObject({ state: 'refused', problem: { type: 'sync.invite-for-other' } });
    expect((await invite(keeper, other)).outcome.state).toBe('applied');
  });
});

describe('a device at the doors', () => {
  const open = async () => {
    const key = await newKey();
    const { token, deviceId } = (await enrol((await invite()).code, key)).json() as { token: string; deviceId: Id };
    const envelope = async (seq: number, input: object) => {
      const bare = {
        id: newId(),
        name: bring.name,
        version: 2,
        input: input as Record<string, unknown>,
        occurredAt: '2023-03-01T08:00:00Z',
        device: deviceId,
        seq,
      };
      return { ...bare, signature: await signText(key, signedText(bare)) };
    };
    return { token, deviceId, envelope, headers: { authorization: `Bearer ${token}` } };
  };

  it('sends a batch, asks how it stands, and hears when it is revoked', async () => {
    const phone = await open();
    const [one, three] = [await phone.envelope(1, { pile: 'p1', count: 2 }), await phone.envelope(3, { pile: 'p1', count: 2 })];
    const answer = await post('/api/commands', [three, one], phone.headers);
    expect(answer.json().outcomes).toMatchObject([
      { state: 'held', waitsFor: 2 },
      { state: 'applied', result: { left: 2 } },
    ]);
    const state = await app.inject({ url: '/api/sync/state', headers: phone.headers });
    expect(state.json()).toMatchObject({ deviceId: phone.deviceId, lastSeq: 1, held: [{ id: three.id, seq: 3 }], parked: [] });
    await mission.apply(revokeDevice, { deviceId: phone.deviceId, reason: 'stolen' });
    const told = await app.inject({ url: '/api/sync/state', headers: phone.headers });
    expect([told.statusCode, told.json().type]).toEqual([410, 'sync.device-revoked']);
  });

  it('may not send unsigned, by the batch or by a command’s own route', async () => {
    const phone = await open();
    const { signature: _, ...bare } = await phone.envelope(1, { pile: 'p1', count: 2 });
    expect((await post('/api/commands', [bare], phone.headers)).json().outcomes).toMatchObject([
      { state: 'refused', problem: { type: 'sync.signature-missing' } },
    ]);
    const { name: _name, ...single } = bare;
    expect((await post(`/api/commands/${bring.name}`, single, phone.headers)).json()).toMatchObject({
      problem: { type: 'sync.signature-missing', status: 401 },
    });
  });

  it('may have its queue handed in by another', async () => {
    const [broken, other] = [await open(), await open()];
    const answer = await post('/api/commands', [await broken.envelope(1, { pile: 'p2', count: 9 })], other.headers);
    expect(answer.json().outcomes).toMatchObject([{ state: 'applied', result: { left: 9 } }]);
    const log = await mission.tx((tx) => tx.query(`select device_id from command_log where input->>'pile' = 'p2'`));
    expect(log.rows).toEqual([{ device_id: broken.deviceId }]);
  });

  it('is listed for its owner, and all devices for whoever may revoke them', async () => {
    const stranger = await mission.user({ permissions: [] });
    expect((await mission.ask(listDevices, {}, stranger)).total).toBe(0);
    expect((await mission.ask(listDevices, {}, worker)).total).toBeGreaterThan(3);
    expect((await mission.ask(listDevices, { state: 'revoked' })).rows).toMatchObject([{ userId: worker, abilities: [] }]);
    const mine = (await mission.ask(listDevices, { state: 'active' }, worker)).rows[0]!;
    expect(mine.abilities).toEqual(['sync.revoke-device']);
    expect(await mission.run(revokeDevice, { deviceId: mine.id, reason: 'lost' }, { as: stranger })).toMatchObject({
      state: 'refused',
      problem: { type: 'common.not-permitted' },
    });
  });
});

it('live word is refused to whoever is not signed in', async () => {
  expect((await app.inject({ url: '/api/live' })).statusCode).toBe(401);
});

it('the metrics tell how far feeds lag behind and what waits', async () => {
  const { body } = await app.inject({ url: '/metrics' });
  expect(body).toMatch(/^kervan_feed_horizon_age_seconds \d/m);
  expect(body).toMatch(/^kervan_commands_waiting\{mission="test",kind="held"\} 1$/m);
});

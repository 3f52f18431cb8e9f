import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestMission } from '#tests/support/mission.ts';
import type { TestMission } from '#tests/support/mission.ts';
import { rotateMasterKey, sealerOf } from './sealer.ts';

let mission: TestMission;
const master = randomBytes(32);
const sealer = sealerOf(master);
const text = Buffer.from('Layla Saleh, +90 500 000 00 00');
beforeAll(async () => {
  mission = await openTestMission();
});
afterAll(() => mission.close());

it('opens what it sealed, and the database holds none of it in clear', async () => {
  const sealed = await mission.tx((tx) => sealer.seal(tx, { class: 'personal', subject: 'a' }, text));
  expect(sealed.includes(Buffer.from('Layla'))).toBe(false);
  expect(await mission.tx((tx) => sealer.open(tx, sealed))).toEqual(text);
});

it('refuses what was changed by one bit', async () => {
  const sealed = await mission.tx((tx) => sealer.seal(tx, { class: 'personal', subject: 'a' }, text));
  sealed[sealed.length - 1]! ^= 1;
  await expect(mission.tx((tx) => sealer.open(tx, sealed))).rejects.toThrow();
});

it('erases a subject by destroying its key, and no other', async () => {
  const [gone, kept] = await mission.tx(async (tx) => [
    await sealer.seal(tx, { class: 'personal', subject: 'gone' }, text),
    await sealer.seal(tx, { class: 'personal', subject: 'kept' }, text),
  ]);
  await mission.tx((tx) => sealer.erase(tx, { class: 'personal', subject: 'gone' }));
  await expect(mission.tx((tx) => sealer.open(tx, gone))).rejects.toMatchObject({ code: 'keys.erased' });
  expect(await mission.tx((tx) => sealer.open(tx, kept))).toEqual(text);
});

it('makes one key when many ask for the first one at once', async () => {
  const sealed = await Promise.all(
    Array.from({ length: 8 }, () => mission.tx((tx) => sealer.seal(tx, { class: 'file', subject: 'race' }, text))),
  );
  expect(new Set(sealed.map((item) => item.subarray(0, 16).toString('hex'))).size).toBe(1);
});

it('opens everything after the master key was changed, and nothing with the old one', async () => {
  const sealed = await mission.tx((tx) => sealer.seal(tx, { class: 'personal', subject: 'b' }, text));
  const next = randomBytes(32);
  expect(await mission.tx((tx) => rotateMasterKey(tx, master, next))).toBeGreaterThan(0);
  expect(await mission.tx((tx) => sealerOf(next).open(tx, sealed))).toEqual(text);
  await expect(mission.tx((tx) => sealerOf(master).open(tx, sealed))).rejects.toMatchObject({ code: 'keys.master-key-wrong' });
  await mission.tx((tx) => rotateMasterKey(tx, next, master));
});

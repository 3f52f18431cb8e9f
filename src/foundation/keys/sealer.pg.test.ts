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

it('opens many by one statement, also of several keys, and leaves a gap where one was erased', async () => {
  const sealed = await mission.tx(async (tx) => {
    const of = ['m1', 'm2', 'm1', 'm3', 'm1'];
    const all: Buffer[] = [];
    for (const subject of of) all.push(await sealer.seal(tx, { class: 'personal', subject }, Buffer.from(subject)));
    await sealer.erase(tx, { class: 'personal', subject: 'm2' });
    return all;
  });
  const [opened, asked] = await mission.tx(async (tx) => {
    let statements = 0;
    const counting = Object.assign(Object.create(tx) as typeof tx, {
      query: (...args: Parameters<typeof tx.query>) => {
        statements += 1;
        return tx.query(...args);
      },
    });
    return [await sealer.openAll(counting, sealed), statements] as const;
  });
  expect(opened.map((one) => one?.toString())).toEqual(['m1', undefined, 'm1', 'm3', 'm1']);
  expect(asked).toBe(1);
});

it('what is sealed under several subjects opens only while all of them are there', async () => {
  const sealed = await mission.tx((tx) => sealer.sealUnderAll(tx, 'personal', ['u1', 'u2'], text));
  const opened = () => mission.tx(async (tx) => sealer.open(tx, await sealer.open(tx, sealed)));
  expect(await opened()).toEqual(text);
  await mission.tx((tx) => sealer.erase(tx, { class: 'personal', subject: 'u1' }));
  await expect(opened()).rejects.toMatchObject({ code: 'keys.erased' });
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

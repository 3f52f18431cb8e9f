import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestMission } from '#tests/support/mission.ts';
import type { TestMission } from '#tests/support/mission.ts';
import { sealerOf } from './sealer.ts';
import { signerOf } from './signer.ts';

let mission: TestMission;
let other: TestMission;
const signer = signerOf(sealerOf(randomBytes(32)));
const at = new Date('2023-03-01T00:00:00Z');
const content = { n: 'WB-GZT-2023-000817-42', l: [['KRV-1', 'L7', 940]] };
beforeAll(async () => {
  [mission, other] = await Promise.all([openTestMission(), openTestMission()]);
});
afterAll(() => Promise.all([mission.close(), other.close()]));

const signed = () => mission.tx((tx) => signer.sign(tx, 'wb', content, at));
const open = (text: string, kind = 'wb') => mission.tx((tx) => signer.open(tx, kind, text));

it('opens what the mission signed', async () => {
  expect(await open(await signed())).toEqual(content);
});

it('sees through a code with one letter changed', async () => {
  const text = await signed();
  const parts = text.split('.');
  const more = await mission.tx((tx) => signer.sign(tx, 'wb', { ...content, l: [['KRV-1', 'L7', 9400]] }, at));
  const exchanged = [...parts.slice(0, 3), more.split('.')[3], parts[4]].join('.');
  await expect(open(exchanged)).rejects.toMatchObject({ code: 'signed.tampered' });
  await expect(open(text.replace('KV1.wb', 'KV1.card'), 'card')).rejects.toMatchObject({ code: 'signed.tampered' });
});

it('does not take another mission’s paper, nor a card for a waybill', async () => {
  const foreign = await other.tx((tx) => signerOf(sealerOf(randomBytes(32))).sign(tx, 'wb', content, at));
  await expect(open(foreign)).rejects.toMatchObject({ code: 'signed.other-mission' });
  await expect(open(await signed(), 'card')).rejects.toMatchObject({ code: 'signed.other-kind' });
});

it('keeps old papers valid after the key was renewed', async () => {
  const before = await signed();
  await mission.tx((tx) => signer.renew(tx, at));
  const after = await signed();
  expect(before.split('.')[2]).not.toBe(after.split('.')[2]);
  expect([await open(before), await open(after)]).toEqual([content, content]);
});

it('holds the private half sealed', async () => {
  await signed();
  const rows = await mission.asOwner(
    async (client) => (await client.query<{ private_key: Buffer }>('select private_key from signing_keys')).rows,
  );
  for (const row of rows) expect(row.private_key.includes(Buffer.from('06082a8648ce3d030107', 'hex'))).toBe(false);
});

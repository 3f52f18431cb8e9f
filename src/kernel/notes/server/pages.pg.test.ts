import type { FastifyInstance } from 'fastify';
import sharp from 'sharp';
import * as z from 'zod';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildApp } from '#app/server/serve.ts';
import { defineCommand } from '#foundation/command.ts';
import { newId } from '#foundation/ids.ts';
import { signer } from '#foundation/keys/signer.ts';
import { defineModule } from '#foundation/module.ts';
import { qrSvg } from '#foundation/pdf/qr.ts';
import { handle } from '#foundation/pipeline/context.ts';
import type { ServerRoom } from '#foundation/pipeline/context.ts';
import { takeNumber } from '#kernel/numbers/server/index.ts';
import { sendFile } from '#tests/support/files.ts';
import { openTestMission } from '#tests/support/mission.ts';
import type { TestMission } from '#tests/support/mission.ts';
import { signInAs } from '#tests/support/session.ts';
import { attachFile, getNotes, readPage } from '../contract/notes.ts';

const numberHut = defineCommand({
  name: 'hut.number',
  version: 1,
  kind: 'decision',
  scope: () => 'mission',
  input: z.strictObject({}),
  result: z.strictObject({ number: z.string() }),
});
const subject = { kind: 'hut', id: 'h1' };
const hut: ServerRoom = {
  module: defineModule({ name: 'hut', commands: [numberHut] }),
  positions: { hut: async () => ({}) },
  commands: [handle(numberHut, async (ctx) => ({ number: await takeNumber(ctx, { kind: 'WB', office: 'GZT', subject }) }))],
};

let mission: TestMission;
let app: FastifyInstance;
let sender: { id: string; cookie: string };
let number: string;
beforeAll(async () => {
  mission = await openTestMission([hut]);
  app = await buildApp(mission.kervan, { trustedProxies: [], log: false, secureCookie: false });
  sender = await signInAs(mission, [attachFile.name, getNotes.permission]);
  ({ number } = await mission.apply(numberHut, {}));
});
afterAll(async () => {
  await app.close();
  await mission.close();
});

/** Sends a photograph of a page with this code on it. */
async function photographed(code: string): Promise<string> {
  const qr = await sharp(Buffer.from(qrSvg(code)), { density: 220 })
    .resize(700, 700)
    .png()
    .toBuffer();
  const bytes = await sharp({ create: { width: 1200, height: 1600, channels: 3, background: '#ddd' } })
    .composite([{ input: qr, left: 300, top: 80 }])
    .jpeg()
    .toBuffer();
  return sendFile(app, sender, bytes);
}
const read = async (fileId: string, as = sender.id) => (await mission.ask(readPage, { fileId }, as)).codes;
const signed = () =>
  mission.tx((tx) => signer().sign(tx, 'wb', { n: number, l: [['KRV-1', 'L7', 940]] }, new Date('2023-03-01T00:00:00Z')));

it('a page finds its record by the number on it, alone or in an address', async () => {
  for (const code of [number, `https://kervan.example/u/${number}`])
    expect(await read(await photographed(code))).toEqual([{ page: 1, state: 'plain', number, subject }]);
});

it('a page that the mission signed says so, and one that was changed is told apart', async () => {
  const code = await signed();
  expect(await read(await photographed(code))).toEqual([{ page: 1, state: 'signed', number, subject }]);
  const changed = code.replace(/.$/, (last) => (last === 'A' ? 'Q' : 'A'));
  expect(await read(await photographed(changed))).toEqual([{ page: 1, state: 'tampered', number: null, subject: null }]);
});

it('another mission’s page and a page of something else are told apart', async () => {
  const other = (await signed()).replace(/^KV1\.wb\.[0-9a-f]{8}/, 'KV1.wb.00000000');
  expect(await read(await photographed(other))).toMatchObject([{ state: 'other-mission', subject: null }]);
  expect(await read(await photographed('https://example.org'))).toMatchObject([{ state: 'unknown', number: null }]);
});

it('nobody reads the page that another sent', async () => {
  const stranger = await mission.user({ permissions: [attachFile.name] });
  await expect(read(await photographed(number), stranger)).rejects.toMatchObject({ code: 'files.not-found' });
});

it('the page is kept with its record', async () => {
  const fileId = await photographed(number);
  const [code] = await read(fileId);
  await mission.apply(attachFile, { id: newId(), subject: code!.subject!, fileId, name: 'a.jpg' }, { as: sender.id });
  expect((await mission.ask(getNotes, { subject }, sender.id)).attachments).toMatchObject([{ fileId }]);
});

import type { FastifyInstance } from 'fastify';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildApp } from '#app/server/serve.ts';
import { hashOf } from '#foundation/files/store.ts';
import { newId } from '#foundation/ids.ts';
import { defineModule } from '#foundation/module.ts';
import type { ServerRoom } from '#foundation/pipeline/context.ts';
import { attachFile, getNotes, removeAttachment } from '#kernel/notes/contract/notes.ts';
import { letBytesGo, postFile } from '#tests/support/files.ts';
import { openTestMission } from '#tests/support/mission.ts';
import type { TestMission } from '#tests/support/mission.ts';
import { memoryStore } from '#tests/support/memory-store.ts';
import { signInAs } from '#tests/support/session.ts';
import { forgetLoose, getStorage, keepFile } from '../contract/files.ts';
import { setFileVault } from './content.ts';
import { fileProof } from './keep.ts';
import { sealerOf } from '#foundation/keys/sealer.ts';

let mission: TestMission;
let app: FastifyInstance;
const store = memoryStore();
let writer: { id: string; cookie: string };
let stranger: { id: string; cookie: string };
const subject = { kind: 'hut', id: 'h1' };
const other = { kind: 'hut', id: 'h2' };
const hut: ServerRoom = { module: defineModule({ name: 'hut' }), positions: { hut: async () => ({}) } };

beforeAll(async () => {
  mission = await openTestMission([hut]);
  setFileVault({ store, sealer: sealerOf(Buffer.alloc(32, 7)) });
  app = await buildApp(mission.kervan, { trustedProxies: [], log: false, secureCookie: false });
  writer = await signInAs(mission, [attachFile.name, getNotes.permission, removeAttachment.name]);
  stranger = await signInAs(mission, []);
});
afterAll(async () => {
  await app.close();
  await mission.close();
});

const send = (bytes: Buffer, as = writer, name = 'a.bin') => postFile(app, as, bytes, name);
const fetchFile = (id: string, as = writer, size = 'full') =>
  app.inject({ method: 'GET', url: `/api/files/${id}?size=${size}`, headers: { cookie: as.cookie } });
const jpeg = (side = 600) =>
  sharp({ create: { width: side, height: side, channels: 3, background: '#335577' } })
    .withExif({ IFD0: { Copyright: 'SECRET-CAMERA' }, IFD3: { GPSLatitude: '36/1 12/1 0/1' } })
    .jpeg()
    .toBuffer();

describe('taking in', () => {
  test('a picture comes in without its hidden data, with a small one beside it', async () => {
    const sent = await jpeg();
    expect(sent.includes('SECRET-CAMERA')).toBe(true);
    const { id, type } = (await send(sent)).json();
    expect(type).toBe('image/jpeg');
    const got = await fetchFile(id);
    expect(got.rawPayload.includes('SECRET-CAMERA')).toBe(false);
    expect((await sharp(got.rawPayload).metadata()).exif).toBeUndefined();
    const thumb = await sharp((await fetchFile(id, writer, 'thumb')).rawPayload).metadata();
    expect([thumb.format, thumb.width]).toEqual(['webp', 320]);
  });

  test.each([
    ['nothing', Buffer.alloc(0), 'files.empty'],
    ['a page', Buffer.from('<!doctype html><script>alert(1)</script>'), 'files.type-unknown'],
    ['a drawing with scripts', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'), 'files.type-unknown'],
    ['a program', Buffer.from('7f454c460201010000000000000000000200', 'hex'), 'files.type-unknown'],
    ['half a picture', Buffer.from('ffd8ffe000104a46494600010100000100010000', 'hex'), 'files.picture-broken'],
    ['binary that is nothing', Buffer.from([0, 1, 2, 3, 255, 254]), 'files.type-unknown'],
  ])('%s is refused in words', async (_what, bytes, code) => {
    const answer = await send(bytes, writer, 'photo.jpg');
    expect(answer.json()).toMatchObject({ type: code });
    expect(answer.statusCode).toBeGreaterThanOrEqual(400);
  });

  test('more than 25 MB is refused', async () => {
    expect((await send(Buffer.alloc(26 * 1024 * 1024, 65))).json()).toMatchObject({ type: 'files.too-large' });
  });

  test('nobody who is not signed in sends or reads', async () => {
    const nobody = { id: '', cookie: `kervan_session=${'a'.repeat(43)}` };
    expect((await send(await jpeg(), nobody)).statusCode).toBe(401);
    expect((await fetchFile(newId(), nobody)).statusCode).toBe(401);
  });

  test('the bytes lie sealed, each content once', async () => {
    const text = Buffer.from('PLAIN-SECRET of a note');
    const [one, two] = [(await send(text)).json(), (await send(text)).json()];
    expect(one.id).not.toBe(two.id);
    const lying = [...store.files].filter(([name]) => name.endsWith(hashOf(text)));
    expect(lying).toHaveLength(1);
    expect(lying[0]![1].includes('PLAIN-SECRET')).toBe(false);
  });

  test('a hash alone opens nothing: the command believes only bytes that were just sent', async () => {
    const text = Buffer.from('somebody else has sent this');
    await send(text);
    const outcome = await mission.run(
      keepFile,
      { fileId: newId(), hash: hashOf(text), mediaType: 'text/plain', size: text.length },
      { as: stranger.id },
    );
    expect(outcome).toMatchObject({ state: 'refused', problem: { type: 'files.bytes-absent' } });
  });
});

describe('reading', () => {
  test('before it belongs to a record only its sender reads it, after that who may read the record', async () => {
    const { id } = (await send(Buffer.from('minutes of the meeting'))).json();
    const reader = await signInAs(mission, [getNotes.permission]);
    expect((await fetchFile(id, reader)).statusCode).toBe(404);
    const steal = await mission.run(attachFile, { id: newId(), subject, fileId: id, name: 'x.txt' }, { as: stranger.id });
    expect(steal.state).toBe('refused');
    const attachmentId = newId();
    await mission.apply(attachFile, { id: attachmentId, subject, fileId: id, name: 'minutes.txt' }, { as: writer.id });
    const got = await fetchFile(id, reader);
    expect([got.statusCode, got.body]).toEqual([200, 'minutes of the meeting']);
    expect((await fetchFile(id, stranger)).statusCode).toBe(404);
    await mission.apply(removeAttachment, { id: attachmentId }, { as: writer.id });
    expect((await fetchFile(id, reader)).statusCode).toBe(404);
  });

  test('who sent a file does not carry it out of a record that they may not read', async () => {
    const outsider = await signInAs(mission, [attachFile.name]);
    const { id } = (await send(Buffer.from('what lies under the record'), outsider)).json();
    await mission.apply(attachFile, { id: newId(), subject, fileId: id, name: 'x.txt' }, { as: outsider.id });
    const carry = await mission.run(attachFile, { id: newId(), subject: other, fileId: id, name: 'x.txt' }, { as: outsider.id });
    expect(carry).toMatchObject({ state: 'refused', problem: { type: 'files.not-found' } });
  });

  test('no browser runs what is served', async () => {
    const { id } = (await send(Buffer.from('plain'))).json();
    const { headers } = await fetchFile(id);
    expect(headers['content-security-policy']).toContain('sandbox');
    expect(headers['content-disposition']).toContain('attachment');
    expect(headers['x-content-type-options']).toBe('nosniff');
  });
});

describe('keeping', () => {
  test('what belongs to no record is forgotten after a day, with bytes that nothing else needs', async () => {
    const { id } = (await send(Buffer.from('forgotten tomorrow'))).json();
    await mission.apply(forgetLoose, {});
    expect((await fetchFile(id)).statusCode).toBe(200);
    mission.setNow('2023-03-03T09:00:00Z');
    expect((await mission.apply(forgetLoose, {})).forgotten).toBeGreaterThan(0);
    mission.setNow('2023-03-01T09:00:00Z');
    expect((await fetchFile(id)).statusCode).toBe(404);
    await letBytesGo(mission);
    expect([...store.files.keys()].some((name) => name.endsWith(hashOf(Buffer.from('forgotten tomorrow'))))).toBe(false);
  });

  test('the proof finds bytes that are missing or changed', async () => {
    const bytes = Buffer.from('proved');
    await send(bytes);
    const prove = () => mission.tx((tx) => fileProof.run(tx));
    expect((await prove()).faults).toEqual([]);
    const name = [...store.files.keys()].find((key) => key.endsWith(hashOf(bytes)))!;
    const sealed = store.files.get(name)!;
    sealed[sealed.length - 1]! ^= 1;
    expect((await prove()).faults).toHaveLength(1);
    store.files.delete(name);
    expect((await prove()).faults).toHaveLength(1);
    expect((await mission.ask(getStorage, {})).files).toBeGreaterThan(0);
  });
});

describe('a file in pieces', () => {
  const piece = (fileId: string, whole: Buffer, at: number, size: number, as = writer, hash = hashOf(whole)) =>
    app.inject({
      method: 'POST',
      url: `/api/files/${fileId}/pieces?at=${at}&whole=${whole.length}&hash=${hash}`,
      payload: whole.subarray(at, at + size),
      headers: { 'x-kervan': '1', cookie: as.cookie, 'content-type': 'application/octet-stream' },
    });

  test('arrives over a broken line, in any order and twice, and is a file once', async () => {
    const whole = await jpeg(900);
    const [fileId, half] = [newId(), Math.floor(whole.length / 2)];
    expect((await piece(fileId, whole, half, half + 1)).json()).toEqual({ have: 0, done: false });
    expect((await fetchFile(fileId)).statusCode).toBe(404);
    expect((await piece(fileId, whole, 0, half)).json()).toEqual({ have: whole.length, done: true });
    // The answer was lost: the same piece again is harmless.
    expect((await piece(fileId, whole, 0, half)).json()).toEqual({ have: whole.length, done: true });
    expect((await fetchFile(fileId)).statusCode).toBe(200);
    expect((await mission.tx((tx) => tx.query('select 1 from file_pieces'))).rows).toEqual([]);
  });

  test('lies sealed until it is whole, and is nobody else’s to go on with', async () => {
    const whole = Buffer.from('SECRET-TEXT of a paper, long enough to be cut');
    const fileId = newId();
    await piece(fileId, whole, 0, 20);
    const rows = await mission.tx((tx) => tx.query<{ bytes: Buffer }>('select bytes from file_pieces where file_id = $1', [fileId]));
    expect(rows.rows[0]!.bytes.includes('SECRET')).toBe(false);
    expect((await piece(fileId, whole, 20, 100, stranger)).json()).toMatchObject({ done: false });
    expect((await piece(fileId, whole, 20, 100)).json()).toMatchObject({ done: false });
  });

  test('that is damaged on the way is taken anew, whole', async () => {
    const whole = Buffer.from('a paper');
    const fileId = newId();
    expect((await piece(fileId, whole, 0, 99, writer, hashOf(Buffer.from('another')))).json()).toMatchObject({
      type: 'files.bytes-absent',
    });
    expect((await piece(fileId, whole, 0, 99)).json()).toMatchObject({ done: true });
  });
});

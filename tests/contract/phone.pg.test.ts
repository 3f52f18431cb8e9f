// First of all: the store looks for the browser's database when it is loaded.
import 'fake-indexeddb/auto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FastifyInstance } from 'fastify';
import type { Id } from '#foundation/ids.ts';
import { buildApp } from '#app/server/serve.ts';
import { keepThumbPage } from '#kernel/files/contract/thumb-pages.ts';
import { revokeDevice } from '#kernel/sync/contract/devices.ts';
import { dismissParked, listParked, releaseParked } from '#kernel/sync/contract/parking.ts';
import { boxesOf, sendLocked } from '#kernel/sync/web/phone/locked.ts';
import { CodeCollector, carriedOf, codesOf, fileText, readFileText } from '#kernel/sync/web/phone/carry.ts';
import { openTestMission } from '#tests/support/mission.ts';
import type { TestMission } from '#tests/support/mission.ts';
import { enrolPhone, lineTo } from '#tests/support/phone.ts';
import type { TestPhone } from '#tests/support/phone.ts';
import { bring, take, toyRoom, toyTables } from '#tests/support/toy-room.ts';

let mission: TestMission;
let app: FastifyInstance;
let worker: Id;
beforeAll(async () => {
  mission = await openTestMission([toyRoom]);
  await mission.asOwner((client) => client.query(toyTables));
  app = await buildApp(mission.kervan, { trustedProxies: [], log: false, secureCookie: false });
  worker = await mission.user({ permissions: [bring.name, take.name] });
});
afterAll(async () => {
  await app.close();
  await mission.close();
});

const left = async (pile: string) =>
  (await mission.tx((tx) => tx.query<{ left: number }>('select "left" from toy_piles where name = $1', [pile]))).rows[0]!.left;
const states = ({ phone }: TestPhone) => phone.queue().map((record) => record.state);
const sendsAlone = async (_name: string, work: () => Promise<void>) => {
  await work();
  return true;
};

describe('a phone’s records', () => {
  it('are kept without a network, survive a restart, and are applied when it comes back', async () => {
    const made = await enrolPhone(mission, app, { userId: worker });
    made.line.up = false;
    await made.phone.record(bring, { pile: 'p1', count: 3, note: 'by hand' }, { title: 'p1' });
    await made.phone.record(take, { pile: 'p1', count: 1 });
    expect(await made.phone.talk()).toBe(false);
    expect(made.phone.state().line).toBe('away');
    await made.again();
    expect(made.phone.queue()).toMatchObject([
      { seq: 1, state: 'kept', name: bring.name, input: { pile: 'p1', count: 3 }, title: 'p1' },
      { seq: 2, state: 'kept', name: take.name },
    ]);
    made.line.up = true;
    expect(await made.phone.talk()).toBe(true);
    expect(states(made)).toEqual(['applied', 'applied']);
    expect(made.phone.queue()[1]!.result).toEqual({ left: 2 });
    expect(await left('p1')).toBe(2);
  });

  it('are applied once although every answer is lost and they are sent again and again', async () => {
    const made = await enrolPhone(mission, app, { userId: worker });
    for (let count = 1; count <= 5; count += 1) await made.phone.record(bring, { pile: 'p2', count });
    for (let lost = 0; lost < 3; lost += 1) {
      made.line.loseAnswers = 1;
      await made.phone.talk();
    }
    expect(states(made)).toEqual(['kept', 'kept', 'kept', 'kept', 'kept']);
    await made.phone.talk();
    expect(states(made)).toEqual(['applied', 'applied', 'applied', 'applied', 'applied']);
    expect(await left('p2')).toBe(15);
  });

  it('that are refused say why, and are mended and sent again', async () => {
    const made = await enrolPhone(mission, app, { userId: worker });
    await made.phone.record(take, { pile: 'p3', count: 4 });
    await made.phone.record(bring, { pile: 'p3', count: 2 });
    await made.phone.talk();
    expect(made.phone.queue()).toMatchObject([{ state: 'refused', why: { type: 'toy.short' } }, { state: 'applied' }]);
    const [refused] = made.phone.records();
    const { name, version, input, occurredAt } = refused!;
    await made.phone.write({ name, version, input: { ...input, count: 1 }, occurredAt, mends: refused!.seq });
    await made.phone.talk();
    expect(made.phone.records()).toMatchObject([{ state: 'refused', mendedBy: 3 }, {}, { state: 'applied', mends: 1 }]);
    expect(await left('p3')).toBe(1);
    await made.phone.forget(1);
    expect((await made.again()).records().map((record) => record.seq)).toEqual([2, 3]);
  });

  it('that wait for a person tell how that person closed them', async () => {
    const outsider = await mission.user({ permissions: [] });
    const made = await enrolPhone(mission, app, { userId: outsider });
    await made.phone.record(bring, { pile: 'p4', count: 1 });
    await made.phone.record(bring, { pile: 'p4', count: 2 });
    await made.phone.talk();
    expect(made.phone.queue()).toMatchObject([{ state: 'waits', why: { type: 'common.not-permitted' } }, { state: 'waits' }]);
    const [first, second] = made.phone.queue();
    await mission.apply(releaseParked, { id: first!.id, asUser: worker });
    await mission.apply(dismissParked, { id: second!.id, reason: 'Counted twice' });
    await made.phone.talk();
    expect(made.phone.queue()).toMatchObject([
      { state: 'applied' },
      { state: 'refused', why: { type: 'sync.dismissed', figures: { reason: 'Counted twice' } } },
    ]);
  });

  it('of two versions of the app, updated in between, are both applied', async () => {
    const made = await enrolPhone(mission, app, { userId: worker });
    made.line.up = false;
    await made.phone.write({ name: bring.name, version: 1, input: { heap: 'p5', count: 4 }, occurredAt: made.phone.now().toISOString() });
    await made.again();
    await made.phone.record(bring, { pile: 'p5', count: 1 });
    made.line.up = true;
    await made.phone.talk();
    expect(states(made)).toEqual(['applied', 'applied']);
    expect(await left('p5')).toBe(5);
  });

  it('bear the server’s time, whatever the phone’s clock says', async () => {
    const twoDays = 2 * 86_400_000;
    const made = await enrolPhone(mission, app, { userId: worker, device: () => Date.parse('2023-03-01T09:00:00Z') - twoDays });
    await made.phone.talk();
    const record = await made.phone.record(bring, { pile: 'p6', count: 1 });
    expect(record.occurredAt).toBe('2023-03-01T09:00:00.000Z');
    expect(made.phone.clock.wrongBy()).toBe(-2 * 24 * 60);
  });

  it('are said not to be kept when the phone is full, and kept once there is room again', async () => {
    const made = await enrolPhone(mission, app, { userId: worker });
    const full = () => {
      throw Object.assign(new Error('full'), { name: 'QuotaExceededError' });
    };
    made.store.outbox.hook('creating', full);
    await expect(made.phone.record(bring, { pile: 'p14', count: 1 })).rejects.toMatchObject({ code: 'sync.phone-full' });
    expect(made.phone.state().full).toBe('record');
    made.store.outbox.hook('creating').unsubscribe(full);
    const subject = { kind: 'pile', id: made.deviceId };
    made.store.photos.hook('creating', full);
    // The record is kept although its photo finds no room: it must not be told a second time.
    const kept = await made.phone.record(bring, { pile: 'p14', count: 2 }, { subject, photos: [new Blob(['photo'])] });
    expect(kept.state).toBe('kept');
    expect(made.phone.state().full).toBe('photos');
    made.store.photos.hook('creating').unsubscribe(full);
    await made.phone.record(bring, { pile: 'p14', count: 3 });
    expect(made.phone.state().full).toBeNull();
    await made.phone.talk();
    expect(await left('p14')).toBe(5);
  });

  it('send a page with thumb-marks to be sealed, never to hang in the open', async () => {
    const made = await enrolPhone(mission, app, { userId: await mission.user({ permissions: [bring.name, keepThumbPage.name] }) });
    const subject = { kind: 'pile', id: 'p15' };
    await made.phone.record(bring, { pile: 'p15', count: 1 }, { subject, photos: [new Blob(['the page'])], thumbMarks: true });
    await made.phone.talk();
    expect(made.phone.queue().map((record) => record.name)).toEqual([bring.name, keepThumbPage.name]);
  });

  it('of two tabs get numbers of their own, and none is lost', async () => {
    const made = await enrolPhone(mission, app, { userId: worker });
    const first = made.phone;
    const second = await made.again();
    await Promise.all([1, 2, 3, 4].flatMap((count) => [first, second].map((tab) => tab.record(bring, { pile: 'p7', count }))));
    await second.reread();
    expect(second.queue().map((record) => record.seq)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    await second.talk();
    expect(await left('p7')).toBe(20);
    await first.reread();
    expect(new Set(first.queue().map((record) => record.state))).toEqual(new Set(['applied']));
  });
});

describe('a locked phone', () => {
  it('sends what waits without its PIN, and learns the reasons when it is unlocked', async () => {
    const made = await enrolPhone(mission, app, { userId: worker });
    await made.phone.record(take, { pile: 'p8', count: 9 });
    await made.phone.record(bring, { pile: 'p8', count: 2 });
    const [box] = await boxesOf(made.store);
    await sendLocked(made.store, box!, sendsAlone, made.line.reach);
    expect(await left('p8')).toBe(2);
    await made.again();
    expect(made.phone.queue().map(({ state, why }) => [state, why])).toEqual([
      ['refused', undefined],
      ['applied', undefined],
    ]);
    await made.phone.talk();
    expect(made.phone.queue()[0]!.why).toMatchObject({ type: 'toy.short' });
  });

  it('that is emptied after ten wrong PINs still hands over what the server has not got, and then nothing is left', async () => {
    const made = await enrolPhone(mission, app, { userId: worker });
    await made.phone.record(bring, { pile: 'p9', count: 7 });
    for (let wrong = 0; wrong < 10; wrong += 1) await made.again('111222').catch(() => undefined);
    await expect(made.again()).rejects.toThrow('emptied');
    const [box] = await boxesOf(made.store);
    expect(box).toMatchObject({ ended: 'wrong-pins' });
    expect(box!.guard ?? box!.signer).toBeUndefined();
    await sendLocked(made.store, box!, sendsAlone, made.line.reach);
    expect(await left('p9')).toBe(7);
    for (const table of made.store.tables) if (table.name !== 'reserve') expect(await table.count(), table.name).toBe(0);
  });
});

describe('a phone whose access ended', () => {
  it('by revocation empties itself, and what it recorded waits for a person', async () => {
    const made = await enrolPhone(mission, app, { userId: worker });
    made.line.up = false;
    await made.phone.record(bring, { pile: 'p10', count: 1 });
    await mission.apply(revokeDevice, { deviceId: made.deviceId, reason: 'lost' });
    made.line.up = true;
    await made.phone.talk();
    expect(made.phone.state().ended).toBe('revoked');
    expect(await mission.ask(listParked, { deviceId: made.deviceId })).toMatchObject({
      total: 1,
      rows: [{ reason: 'sync.device-revoked' }],
    });
    expect(await made.store.boxes.count()).toBe(0);
    expect(await made.store.marks.count()).toBe(0);
  });

  it('because its user was removed while offline empties itself, and nothing recorded is lost', async () => {
    const gone = await mission.user({ permissions: [bring.name] });
    const made = await enrolPhone(mission, app, { userId: gone });
    made.line.up = false;
    await made.phone.record(bring, { pile: 'p10', count: 1 });
    await mission.tx((tx) => tx.query('update users set disabled_at = now() where id = $1', [gone]));
    made.line.up = true;
    await made.phone.talk();
    expect(made.phone.state().ended).toBe('user-gone');
    expect(await mission.ask(listParked, { deviceId: made.deviceId })).toMatchObject({
      total: 1,
      rows: [{ reason: 'sync.user-disabled' }],
    });
    expect(await made.store.marks.count()).toBe(0);
  });
});

describe('records carried by hand', () => {
  it('in a file that another hands in are applied once, and tell the carrier nothing but their states', async () => {
    const made = await enrolPhone(mission, app, { userId: worker });
    await made.phone.record(bring, { pile: 'p11', count: 6, note: 'Amina al-Hassan' });
    const text = fileText(await carriedOf(made.store, 'test', [made.phone.open.space]));
    expect(text).not.toContain('Amina');
    expect(text).not.toContain(bring.name);
    const carried = readFileText(text)!;
    const answer = await lineTo(app).reach('/api/sync/intake', {
      method: 'POST',
      headers: { 'x-kervan': '1', 'x-kervan-mission': carried.mission, 'content-type': 'application/json' },
      body: JSON.stringify({ items: carried.items }),
    });
    const { outcomes } = (await answer.json()) as { outcomes: object[] };
    expect(outcomes).toEqual([{ id: made.phone.queue()[0]!.id, state: 'applied' }]);
    await made.phone.talk();
    expect(states(made)).toEqual(['applied']);
    expect(await left('p11')).toBe(6);
  });

  it('are handed in through another’s phone, which hears nothing of them', async () => {
    const [broken, other] = [await enrolPhone(mission, app, { userId: worker }), await enrolPhone(mission, app, { userId: worker })];
    await broken.phone.record(bring, { pile: 'p13', count: 8 });
    const { items } = await carriedOf(broken.store, 'test', [broken.phone.open.space]);
    expect(await other.phone.handIn(items)).toBe(1);
    expect(await left('p13')).toBe(8);
    expect(other.phone.queue()).toEqual([]);
    await broken.phone.talk();
    expect(states(broken)).toEqual(['applied']);
  });

  it('as a series of codes come together in any order, and a damaged one is turned away', async () => {
    const made = await enrolPhone(mission, app, { userId: worker });
    for (let count = 1; count <= 4; count += 1) await made.phone.record(bring, { pile: 'p12', count });
    const carried = await carriedOf(made.store, 'test', [made.phone.open.space]);
    const codes = codesOf(carried, 'a1');
    expect(codes.length).toBeGreaterThan(2);
    const collector = new CodeCollector();
    const stray = codes[0]!.replace('.1.', `.${codes.length + 1}.`);
    expect([stray, codes[0]!.replace('.1.', '.0.')].map((code) => collector.take(code))).toEqual([undefined, undefined]);
    const answers = codes.toReversed().map((code) => collector.take(code));
    expect(answers.at(-1)!.carried).toEqual(carried);
    expect(answers.at(-2)).toEqual({ have: codes.length - 1, of: codes.length });
    expect(collector.take('KV1.wb.x')).toBeUndefined();
    expect(codes.filter((code) => code !== code.trim())).toEqual([]);
    const broken = `${carried.items[0]!.slice(0, -4)}AAAA`;
    const answer = await lineTo(app).reach('/api/sync/intake', {
      method: 'POST',
      headers: { 'x-kervan': '1', 'content-type': 'application/json' },
      body: JSON.stringify({ items: [broken, carried.items[1]] }),
    });
    expect(((await answer.json()) as { outcomes: unknown[] }).outcomes).toMatchObject([
      { state: 'refused', problem: { type: 'sync.sealed-unreadable' } },
      { state: 'held' },
    ]);
  });
});

// First of all: the phone's store looks for the browser's database when it is loaded.
import 'fake-indexeddb/auto';
import { createHash, randomBytes } from 'node:crypto';
import type { Page } from 'playwright-core';
import { apply } from '#app/server/cli/commands.ts';
import { serve } from '#app/server/serve.ts';
import { newId } from '#foundation/ids.ts';
import { createUser, assignRole } from '#kernel/access/contract/users.ts';
import { postDocument } from '#kernel/ledger/contract/documents.ts';
import { inviteDevice } from '#kernel/sync/contract/devices.ts';
import { Enrolment } from '#kernel/sync/web/phone/enrol.ts';
import { PackShelf } from '#kernel/sync/web/phone/pack-shelf.ts';
import { Phone } from '#kernel/sync/web/phone/phone.ts';
import { derivePin } from '#kernel/sync/web/phone/pin.ts';
import { PhoneStore } from '#kernel/sync/web/phone/store.ts';
import { unlockBox } from '#kernel/sync/web/phone/vault.ts';
import { openBrowser } from '#tests/support/browser.ts';
import { benchBrowser } from './phone-browser.ts';
import { median } from './world.ts';
import type { Row, World } from './world.ts';
import { lyingIn, setYard } from './yard.ts';

const records = 10_000;
const pin = '240658';
const slowdown = 4;

/** A phone: what it keeps, sends and opens, with the browser's database in memory; and the field face in a real browser. */
export async function benchPhone(world: World): Promise<Row[]> {
  const app = await serve(world.server.kervan, { host: '127.0.0.1', port: 0, trustedProxies: [], log: false, secureCookie: false });
  const address = app.server.address();
  const url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  try {
    return [...(await benchQueue(world, url)), ...(await benchOpening(url))];
  } finally {
    await app.close();
  }
}

async function enrol(world: World, url: string) {
  const { kervan } = world.server;
  const mission = kervan.missions.find('bench')!;
  const userId = newId();
  await apply(kervan, mission, createUser, {
    userId,
    name: 'Bench Monitor',
    language: 'en',
    email: 'm@bench.example',
    password: 'a long password for the bench 7',
  });
  await apply(kervan, mission, assignRole, { assignmentId: newId(), userId, roleId: 'administrator', scope: { kind: 'mission' } });
  const code = randomBytes(16).toString('base64url');
  const codeHash = createHash('sha256').update(code).digest('base64url');
  await apply(kervan, mission, inviteDevice, { inviteId: newId(), codeHash, name: 'Phone', userId });
  const store = new PhoneStore('bench');
  const reach = (path: string, init: RequestInit) => fetch(url + path, init);
  const enrolment = new Enrolment(reach);
  const answer = await enrolment.ask({ code, mission: 'bench', name: undefined }, 'Phone');
  const open = await enrolment.keep(store, answer, 'Phone', { text: pin, derive: derivePin });
  const alone = async (_name: string, work: () => Promise<void>) => {
    await work();
    return true;
  };
  return { store, open, ports: { store, reach, alone } };
}

async function benchQueue(world: World, url: string): Promise<Row[]> {
  const yard = await setYard(world);
  const { store, open, ports } = await enrol(world, url);
  const phone = await Phone.start(ports, open);
  const item = yard.items[0]!;
  const line = { from: { virtual: 'supplier' as const, item }, to: lyingIn(item, yard.bins[0]!), qty: 1 };
  const kept = await secondsOf(async () => {
    for (let count = 0; count < records; count += 1)
      await phone.write({
        name: postDocument.name,
        version: postDocument.version,
        input: { documentId: newId(), kind: 'receipt', lines: [line] },
        occurredAt: phone.now().toISOString(),
      });
  });
  const drained = await secondsOf(async () => {
    while (phone.waiting()) await phone.talk({ packs: false, photos: false });
  });
  const lost = phone.queue().filter((record) => record.state !== 'applied').length;
  if (lost > 0) throw new Error(`${lost} records were not applied`);
  const people = Array.from({ length: 20_000 }, (_, n) => ({
    id: newId(),
    name: `Person ${n} of the bench`,
    household: n % 4_000,
    size: 5,
    token: `T-${n}`,
  }));
  const lines = Array.from({ length: 5_000 }, (_, n) => ({ id: newId(), item: `item-${n}`, quantity: n, unit: 'piece' }));
  const now = phone.now();
  const until = new Date(now.getTime() + 86_400_000).toISOString();
  const shelf = new PackShelf(store, open, () => undefined);
  const head = { name: 'bench.load', params: { n: 1 }, title: 'load', until, shape: 1, version: '1', madeAt: now.toISOString() };
  const stored = await secondsOf(() => shelf.put({ ...head, data: { people, lines } }, now));
  const unlocked = await secondsOf(() => unlockAndRead(store, open.box.id, ports));
  return [
    { what: 'records signed, sealed and kept one after the other', value: records / kept, unit: '/s' },
    { what: `${records} kept records sent and applied, one phone, over HTTP`, value: records / drained, unit: '/s', asked: '200' },
    { what: '20,000 people and 5,000 lines stored', value: stored, unit: 's', asked: 'under 30 s' },
    { what: 'the same unlocked by the PIN and read whole', value: unlocked, unit: 's', asked: 'under 2 s' },
  ];
}

async function unlockAndRead(store: PhoneStore, boxId: string, ports: Parameters<typeof Phone.start>[0]): Promise<void> {
  const unlocked = await unlockBox(store, boxId, pin, derivePin);
  if (unlocked.state !== 'open') throw new Error('the PIN does not open');
  const phone = await Phone.start(ports, unlocked.open);
  await new Promise<void>((resolve) => {
    const look = () => phone.pack('bench.load', 1, '1').state === 'ready' && resolve();
    phone.subscribe(look);
    look();
  });
}

/** The field face after its first visit, with the network cut and a slow processor. */
async function benchOpening(url: string): Promise<Row[]> {
  const browser = await openBrowser();
  try {
    const context = await browser.newContext({ viewport: { width: 360, height: 740 } });
    const page = await context.newPage();
    await page.goto(`${url}/field`);
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
    await page.reload();
    await context.setOffline(true);
    const session = await context.newCDPSession(page);
    await session.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
    const times: number[] = [];
    for (let round = 0; round < 7; round += 1) times.push(await openingOf(page, url));
    await context.close();
    const opens = median(times) / 1_000;
    const inside = await benchBrowser(browser, url, slowdown);
    return [...inside, { what: `the field face opens offline at ${slowdown}x slowdown`, value: opens, unit: 's', asked: 'under 2 s' }];
  } finally {
    await browser.close();
  }
}

/** Milliseconds from the start of the navigation until the first page is drawn. */
async function openingOf(page: Page, url: string): Promise<number> {
  await page.goto(`${url}/field`, { waitUntil: 'commit' });
  await page.waitForSelector('main input, main button');
  return page.evaluate(() => performance.now());
}

async function secondsOf(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await work();
  return (performance.now() - begun) / 1_000;
}

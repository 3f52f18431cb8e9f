import { joinSigned, textToSign, toBase64Url } from '#foundation/signed-code.ts';
import { findKnown } from '#kernel/people/domain/field/known.ts';
import type { MatchFacts } from '#kernel/people/domain/match-terms.ts';
import { firstClock } from '#kernel/sync/web/phone/clock.ts';
import { PackShelf } from '#kernel/sync/web/phone/pack-shelf.ts';
import { derivePin } from '#kernel/sync/web/phone/pin.ts';
import { PhoneStore } from '#kernel/sync/web/phone/store.ts';
import { makeBox, unlockBox } from '#kernel/sync/web/phone/vault.ts';
import type { OpenBox } from '#kernel/sync/web/phone/vault.ts';
import type { LanePack } from '#modules/assistance/contract/field/lane.ts';
import { readAtLane } from '#modules/assistance/domain/field/card.ts';
import { foldLane, judgeToken } from '#modules/assistance/domain/field/lane.ts';
import type { OwnRecord } from '#modules/assistance/domain/field/lane.ts';
import { hashToken } from '#modules/assistance/domain/token.ts';

// Runs inside the browser, bundled by `phone-browser.ts`: the phone's own code, its real store, and far more data than a pack
// may hold.
const pin = '240658';
const now = '2023-03-01T09:00:00.000Z';
const people = 20_000;
const tokens = 5_000;
const handedOver = 300;
const eventId = '00000000-0000-7000-8000-0000000000e1';
const signing = { name: 'ECDSA', namedCurve: 'P-256' } as const;

interface Load {
  readonly known: readonly { number: string; household: string | null; keys: string[] }[];
  readonly lane: LanePack;
  readonly searchKey: string;
  readonly lines: readonly object[];
}
const store = new PhoneStore('kervan-bench');
let load: Load;
let cards: string[] = [];
const cardOf = (number: number) => `K-${String(number).padStart(8, '0')}`;
const hex = (count: number) =>
  Array.from(crypto.getRandomValues(new Uint8Array(count)), (byte) => byte.toString(16).padStart(2, '0')).join('');

/** Lays the load down: a box under a PIN of the real cost, and a pack in encrypted chunks. Answers the seconds of storing. */
export async function fill(): Promise<number> {
  await store.delete();
  await store.open();
  const device = await crypto.subtle.generateKey(signing, false, ['sign', 'verify']);
  const intake = { id: '0a1b2c3d', key: '' };
  const given = { mission: 'bench', practice: false, signer: device.privateKey, intake, clock: firstClock(now) };
  const open = await makeBox(store, given, pin, derivePin);
  const data = await makeLoad();
  const head = { name: 'bench.load', params: { n: 1 }, title: 'load', until: '2099-01-01T00:00:00.000Z', shape: 1, version: '1' };
  const begun = performance.now();
  await new PackShelf(store, open, () => undefined).put({ ...head, madeAt: now, data: { ...data } }, new Date(now));
  return (performance.now() - begun) / 1_000;
}

async function makeLoad(): Promise<Load> {
  const mission = await crypto.subtle.generateKey(signing, true, ['sign', 'verify']);
  const key = toBase64Url(new Uint8Array(await crypto.subtle.exportKey('raw', mission.publicKey)));
  const listed = Array.from({ length: tokens }, async (_, at) => ({
    hash: await hashToken(eventId, cardOf(at)),
    number: at + 1,
    size: 1 + (at % 9),
    lost: false,
    served: false,
  }));
  cards = await Promise.all(Array.from({ length: 60 }, (_, at) => signedCard(mission.privateKey, cardOf(handedOver + at * 70))));
  const lane: LanePack = {
    eventId,
    number: 'DE-1',
    siteId: eventId,
    site: { en: 'Site' },
    admits: 'list',
    expected: tokens,
    laneId: eventId,
    lane: 1,
    kind: 'general',
    closed: false,
    register: true,
    pinKey: null,
    keys: [{ id: '0a1b2c3d', key }],
    stoppedAt: null,
    items: [],
    bands: [],
    tokens: await Promise.all(listed),
    others: [],
  };
  const known = Array.from({ length: people }, (_, n) => ({ number: `P-${n}`, household: `H-${n % 4_000}`, keys: keysOfPerson() }));
  const lines = Array.from({ length: 5_000 }, (_, n) => ({ line: n, item: `item-${n}`, quantity: n, unit: 'piece' }));
  return { known, lane, lines, searchKey: toBase64Url(crypto.getRandomValues(new Uint8Array(32))) };
}
const keysOfPerson = () => Array.from({ length: 12 }, () => hex(4));

async function signedCard(key: CryptoKey, number: string): Promise<string> {
  const text = textToSign('card', '0a1b2c3d', { n: number });
  const signature = await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, key, new TextEncoder().encode(text));
  return joinSigned(text, new Uint8Array(signature));
}

/** Seconds from the last digit of the PIN until the whole load is open. */
export async function unlock(): Promise<number> {
  const [box] = await store.boxes.toArray();
  const begun = performance.now();
  const unlocked = await unlockBox(store, box!.id, pin, derivePin);
  if (unlocked.state !== 'open') throw new Error('the PIN does not open');
  load = await readLoad(unlocked.open);
  return (performance.now() - begun) / 1_000;
}
async function readLoad(open: OpenBox): Promise<Load> {
  const heard: { tell: () => void } = { tell: () => undefined };
  const shelf = new PackShelf(store, open, () => heard.tell());
  await shelf.read(new Date(now));
  return new Promise((resolve) => {
    heard.tell = () => {
      const view = shelf.view('bench.load', 1, '1');
      if (view.state === 'ready') resolve(view.data as Load);
    };
    heard.tell();
  });
}

/** Milliseconds from the code that the camera read to the answer, each of a card that was not yet seen. */
export async function scan(): Promise<number[]> {
  const own: OwnRecord[] = load.lane.tokens.slice(0, handedOver).map(({ hash }, at) => ({
    id: String(at),
    name: 'assistance.record-handover',
    input: { eventId, handoverId: String(at), tokenHash: hash },
    occurredAt: now,
    state: 'kept',
  }));
  return timesOf(cards, async (card) => {
    const read = await readAtLane(card, load.lane.keys, crypto.subtle as never);
    if (read.kind !== 'text') throw new Error(`the card is ${read.kind}`);
    const { kind } = judgeToken(load.lane, foldLane(load.lane, own), { hash: await hashToken(eventId, read.text) });
    if (kind !== 'green') throw new Error('the card is not green');
  });
}

/** Milliseconds of looking for one person among all, by names, birth and number. */
export async function search(): Promise<number[]> {
  const given = ['Amina', 'محمد', 'Khadija', 'Yusuf', 'عائشة', 'Hüseyin', 'Chadia', 'عبد الرحمن'];
  const asked = Array.from({ length: 32 }, (_, at): MatchFacts => ({
    names: { given: [given[at % given.length]!], father: ['Ibrahim'], family: ['al-Hariri', 'الحريري'] },
    sex: 'f',
    birth: { date: `19${60 + at}-03-0${1 + (at % 9)}`, precision: 'day' } as NonNullable<MatchFacts['birth']>,
    identifiers: [{ type: 'other', country: 'SYR', value: String(10_000_000 + at) }],
    phones: ['+90 532 000 00 00'],
    district: 'TR27',
  }));
  return timesOf(asked, async (facts) => void (await findKnown(load, facts, crypto.subtle as never)));
}

async function timesOf<T>(all: readonly T[], work: (one: T) => Promise<void>): Promise<number[]> {
  const times: number[] = [];
  for (const one of all) {
    const begun = performance.now();
    await work(one);
    times.push(performance.now() - begun);
  }
  return times;
}

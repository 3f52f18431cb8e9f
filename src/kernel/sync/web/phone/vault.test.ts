// First of all: the store looks for the browser's database when it is loaded.
import 'fake-indexeddb/auto';
import { describe, expect, it } from 'vitest';
import { dumpOf, newStore, quickPin } from '#tests/support/phone-store.ts';
import { keyAlgorithm } from '../../domain/signing.ts';
import { toBase64Url } from './bytes.ts';
import { PhoneClock, firstClock } from './clock.ts';
import { PackShelf, dropOver } from './pack-shelf.ts';
import { derivePin, pinFault } from './pin.ts';
import { RecordBook } from './record-book.ts';
import { readMark, writeMark } from './self.ts';
import { PhoneStore } from './store.ts';
import { changePin, emptyBox, makeBox, mostSinceOwn, mostTries, setDuressPin, unlockBox } from './vault.ts';
import type { OpenBox } from './vault.ts';

const serverNow = '2023-03-01T09:00:00.000Z';
const pin = '240658';
const duress = '905173';

async function intakeKey() {
  const pair = await crypto.subtle.generateKey({ name: 'ECDH', namedCurve: 'P-256' }, false, ['deriveBits']);
  return { id: '0a1b2c3d', key: toBase64Url(new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey))) };
}
async function opened(store = newStore(), by = pin) {
  const { privateKey: signer } = await crypto.subtle.generateKey(keyAlgorithm, false, ['sign', 'verify']);
  const given = { mission: 'test', practice: false, signer, intake: await intakeKey(), clock: firstClock(serverNow) };
  const open = await makeBox(store, given, by, quickPin);
  return { store, open, boxId: open.box.id };
}
const bookOf = (store: PhoneStore, { box, space, key }: OpenBox) =>
  new RecordBook({ store, space, key, signer: box.signer!, deviceId: '0192aaaa-0000-7000-8000-000000000001', intake: () => box.intake });
const fact = (note: string) => ({ name: 'toy.bring-things', version: 1, input: { note }, occurredAt: serverNow });
const wrong = async (store: PhoneStore, boxId: string, times: number) => {
  let last;
  for (let time = 0; time < times; time += 1) last = await unlockBox(store, boxId, '111222', quickPin);
  return last;
};
const forcedOpen = async (store: PhoneStore, boxId: string) => {
  const forced = await unlockBox(store, boxId, duress, quickPin);
  if (forced.state !== 'open') throw new Error('stays closed');
  return forced.open;
};

describe('the PIN', () => {
  it('opens what was kept, and only it does', async () => {
    const { store, open, boxId } = await opened();
    await writeMark(store, open, 'self', { userName: 'Amina' });
    expect(await unlockBox(store, boxId, '111222', quickPin)).toEqual({ state: 'wrong', left: mostTries - 1 });
    const again = await unlockBox(store, boxId, pin, quickPin);
    expect(again.state === 'open' && (await readMark(store, again.open, 'self'))).toEqual({ userName: 'Amina' });
  });

  it('right once begins the count anew; wrong ten times in a row empties the phone but for what the server has not got', async () => {
    const { store, open, boxId } = await opened();
    await writeMark(store, open, 'self', { userName: 'Amina' });
    await bookOf(store, open).write(fact('unsent'));
    await bookOf(store, open).write(fact('sent and applied'));
    await bookOf(store, open).settle([{ seq: 2, state: 'applied' }]);
    expect(await wrong(store, boxId, mostTries - 1)).toEqual({ state: 'wrong', left: 1 });
    await unlockBox(store, boxId, pin, quickPin);
    expect(await wrong(store, boxId, mostTries - 1)).toMatchObject({ left: 1 });
    expect(await wrong(store, boxId, 1)).toEqual({ state: 'emptied' });
    expect(await unlockBox(store, boxId, pin, quickPin)).toEqual({ state: 'emptied' });
    expect((await store.outbox.toArray()).map((row) => [row.seq, row.state, row.body.length])).toEqual([[1, 'kept', 0]]);
    expect(await store.marks.count()).toBe(0);
  });

  it('is counted before it is looked at, so that switching off in between gains nothing', async () => {
    const { store, boxId } = await opened();
    const cut = async () => {
      throw new Error('switched off');
    };
    await expect(unlockBox(store, boxId, pin, cut)).rejects.toThrow('switched off');
    expect((await store.boxes.get(boxId))!.tries).toBe(1);
  });

  it('is counted on when the app is opened anew: ten wrong ones in all are ten', async () => {
    const { store, boxId } = await opened();
    await wrong(store, boxId, mostTries - 1);
    store.close();
    const again = new PhoneStore(store.name);
    expect(await wrong(again, boxId, 1)).toEqual({ state: 'emptied' });
  });

  it('is changed only by whoever knows the old one', async () => {
    const { store, open, boxId } = await opened();
    await writeMark(store, open, 'self', 1);
    expect(await changePin(store, open, { from: '111222', to: '777123' }, quickPin)).toBe(false);
    expect(await changePin(store, open, { from: pin, to: '777123' }, quickPin)).toBe(true);
    expect((await unlockBox(store, boxId, pin, quickPin)).state).toBe('wrong');
    const again = await unlockBox(store, boxId, '777123', quickPin);
    expect(again.state === 'open' && (await readMark(store, again.open, 'self'))).toBe(1);
  });

  it('may not be one that is guessed first', () => {
    expect(['123456', '654321', '111111', '121212'].map(pinFault)).toEqual(['simple', 'simple', 'simple', 'simple']);
    expect([pinFault('12345'), pinFault('1234567890123'), pinFault('24o658'), pinFault(pin)]).toEqual([
      'length',
      'length',
      'length',
      undefined,
    ]);
  });

  it('is made a key by Argon2id: the same again, another with another salt', async () => {
    const cost = { memory: 256, passes: 1 };
    const [a, b] = [new Uint8Array(16).fill(1), new Uint8Array(16).fill(2)];
    const key = toBase64Url(await derivePin(pin, { ...cost, salt: a }));
    expect(toBase64Url(await derivePin(pin, { ...cost, salt: a }))).toBe(key);
    expect(toBase64Url(await derivePin(pin, { ...cost, salt: b }))).not.toBe(key);
  });
});

describe('a duress PIN', () => {
  it('opens an empty phone that cannot act, and the true one stays whole', async () => {
    const { store, open, boxId } = await opened();
    await writeMark(store, open, 'self', { userName: 'Amina' });
    await bookOf(store, open).write(fact('true'));
    expect(await setDuressPin(store, open, { own: pin, duress }, quickPin)).toBe(true);
    const forced = await forcedOpen(store, boxId);
    expect(forced.decoy).toBe(true);
    const book = bookOf(store, forced);
    await book.read();
    expect(book.list()).toEqual([]);
    expect(await readMark(store, forced, 'self')).toBeUndefined();
    const own = await unlockBox(store, boxId, pin, quickPin);
    expect(own.state === 'open' && (await readMark(store, own.open, 'self'))).toEqual({ userName: 'Amina' });
  });

  it('can be set again from within the empty phone without harm to the true one', async () => {
    const { store, open, boxId } = await opened();
    await writeMark(store, open, 'self', 1);
    await setDuressPin(store, open, { own: pin, duress }, quickPin);
    const empty = await forcedOpen(store, boxId);
    expect(await setDuressPin(store, empty, { own: duress, duress: '318402' }, quickPin)).toBe(true);
    expect((await unlockBox(store, boxId, pin, quickPin)).state).toBe('open');
    // Nor does the empty phone tell by a refusal which PIN is the true one.
    expect(await changePin(store, empty, { from: duress, to: pin }, quickPin)).toBe(true);
    const both = await unlockBox(store, boxId, pin, quickPin);
    expect(both.state === 'open' && both.open.decoy).toBe(false);
  });

  it('gives no way to guess the true one: from within the empty phone it is as wrong as any', async () => {
    const { store, open, boxId } = await opened();
    await setDuressPin(store, open, { own: pin, duress }, quickPin);
    const empty = await forcedOpen(store, boxId);
    expect(await changePin(store, empty, { from: pin, to: '777123' }, quickPin)).toBe(false);
    expect(await setDuressPin(store, empty, { own: pin, duress: '777123' }, quickPin)).toBe(false);
    expect((await unlockBox(store, boxId, pin, quickPin)).state).toBe('open');
  });

  it('does not make guessing endless: thirty wrong PINs since the true one empty the phone, however often it was said in between', async () => {
    const { store, open, boxId } = await opened();
    await setDuressPin(store, open, { own: pin, duress }, quickPin);
    const round = async () => {
      const last = await wrong(store, boxId, mostTries - 1);
      await unlockBox(store, boxId, duress, quickPin);
      return last;
    };
    for (let guessed = mostTries - 1; guessed < mostSinceOwn; guessed += mostTries - 1)
      expect(await round()).toEqual({ state: 'wrong', left: 1 });
    expect(await wrong(store, boxId, mostSinceOwn % (mostTries - 1))).toEqual({ state: 'emptied' });
  });

  it('cannot be seen: a phone with one and a phone without have slots of the same length', async () => {
    const { store, open, boxId } = await opened();
    const before = (await store.boxes.get(boxId))!.slots.map((slot) => slot.length);
    await setDuressPin(store, open, { own: pin, duress }, quickPin);
    expect((await store.boxes.get(boxId))!.slots.map((slot) => slot.length)).toEqual(before);
  });
});

describe('several people on one phone', () => {
  it('open only their own, and emptying one leaves the other', async () => {
    const store = newStore();
    const first = await opened(store);
    const second = await opened(store, '777123');
    await writeMark(store, first.open, 'self', 'first');
    await writeMark(store, second.open, 'self', 'second');
    expect((await unlockBox(store, first.boxId, '777123', quickPin)).state).toBe('wrong');
    await emptyBox(store, first.boxId, 'removed');
    const left = await unlockBox(store, second.boxId, '777123', quickPin);
    expect(left.state === 'open' && (await readMark(store, left.open, 'self'))).toBe('second');
    expect(await store.marks.count()).toBe(1);
  });
});

describe('whoever copies the phone', () => {
  it('finds no name, number or record in clear, and no key that can be exported', async () => {
    const { store, open } = await opened();
    await writeMark(store, open, 'self', { userName: 'Amina al-Hassan', token: 'kvd_secret' });
    const book = bookOf(store, open);
    await book.write({ ...fact('Yusuf, tent 4411'), title: 'tent 4411' });
    await book.settle([{ seq: 1, state: 'refused', answer: { why: { type: 'toy.short', figures: { pile: 'tent 4411' } } } }]);
    const shelf = new PackShelf(store, open, () => undefined);
    const head = {
      name: 'heap.pile',
      params: { pile: 'a' },
      title: 'Camp Alpha',
      until: '2023-03-03T00:00:00.000Z',
      shape: 1,
      version: '1',
      madeAt: serverNow,
    };
    await shelf.put({ ...head, data: { people: [{ name: 'Khadija' }], note: 'Azaz' } }, new Date(serverNow));
    const dump = await dumpOf(store);
    for (const secret of ['Amina', 'kvd_', 'Yusuf', 'tent 4411', 'toy.', 'Khadija', 'Azaz', 'Alpha', 'heap', 'exported'])
      expect(dump, secret).not.toContain(secret);
    expect(dump).toContain('key locked');
  });

  it('cannot move a record into the place of another', async () => {
    const { store, open } = await opened();
    const book = bookOf(store, open);
    await book.write(fact('a'));
    await book.write(fact('b'));
    const row = (await store.outbox.get([open.space, 1]))!;
    await store.outbox.update([open.space, 2], { body: row.body });
    await expect(bookOf(store, open).read()).rejects.toThrow();
  });
});

describe('a record just written', () => {
  it('is listed as it is read again, in the order of numbers, also beside another tab’s', async () => {
    const { store, open } = await opened();
    const [one, other] = [bookOf(store, open), bookOf(store, open)];
    await one.write({ ...fact('first'), title: 'First', subject: { kind: 'toy', id: 'a' } });
    await other.write(fact('of another tab'));
    await one.write({ ...fact('third'), mends: 1 });
    expect(one.list().map(({ seq }) => seq)).toEqual([1, 3]);
    const written = one.list();
    for (const book of [one, bookOf(store, open)]) {
      await book.read();
      expect(book.list().map(({ seq }) => seq)).toEqual([1, 2, 3]);
      expect(book.list().filter(({ seq }) => seq !== 2)).toEqual(written);
    }
  });
});

describe('what the server has applied', () => {
  it('goes when there is much of it, but not while its photos are on their way', async () => {
    const { store, open } = await opened();
    const book = bookOf(store, open);
    for (const note of ['a', 'b', 'c']) await book.write(fact(note));
    await book.settle([1, 2, 3].map((seq) => ({ seq, state: 'applied' })));
    await book.forgetApplied(1, new Map([[1, 2]]));
    expect(book.list().map((record) => record.seq)).toEqual([1, 3]);
    expect(await store.outbox.count()).toBe(2);
  });
});

describe('a full phone', () => {
  const quota = () => Object.assign(new Error('full'), { name: 'QuotaExceededError' });
  it('gives up its reserve and what is done, before it gives up a record', async () => {
    const { store, open } = await opened();
    const book = bookOf(store, open);
    await book.setReserve();
    await book.write(fact('done'));
    await book.settle([{ seq: 1, state: 'applied' }]);
    const full = () => {
      throw quota();
    };
    store.outbox.hook('creating', full);
    const makesRoom = store.reserve.clear.bind(store.reserve);
    store.reserve.clear = () => {
      store.outbox.hook('creating').unsubscribe(full);
      return makesRoom();
    };
    expect(await book.write(fact('the last one'))).toMatchObject({ seq: 2, state: 'kept' });
    expect(await store.outbox.toArray()).toMatchObject([{ seq: 2 }]);
    expect(await store.reserve.count()).toBe(0);
  });

  it('says that a record was not kept when there is no room at all, and uses no number for it', async () => {
    const { store, open } = await opened();
    const book = bookOf(store, open);
    const full = () => {
      throw quota();
    };
    store.outbox.hook('creating', full);
    await expect(book.write(fact('too much'))).rejects.toMatchObject({ code: 'sync.phone-full' });
    store.outbox.hook('creating').unsubscribe(full);
    expect(await book.write(fact('room again'))).toMatchObject({ seq: 1 });
  });
});

describe('a pack', () => {
  const head = {
    name: 'heap.pile',
    params: { pile: 'a' },
    title: 'a',
    until: '2023-03-03T00:00:00.000Z',
    shape: 1,
    version: '1',
    madeAt: serverNow,
  };
  const settled = async (shelf: PackShelf) => {
    shelf.view('heap.pile', 1, 'a');
    await expect.poll(() => shelf.view('heap.pile', 1, 'a').state).not.toBe('reading');
    return shelf.view('heap.pile', 1, 'a');
  };

  it('is kept in chunks and comes back whole', async () => {
    const { store, open } = await opened();
    const people = Array.from({ length: 1_203 }, (_, n) => ({ n }));
    await new PackShelf(store, open, () => undefined).put({ ...head, data: { people, site: 'B', none: [] } }, new Date(serverNow));
    expect(await store.chunks.count()).toBe(4);
    const shelf = new PackShelf(store, open, () => undefined);
    await shelf.read(new Date(serverNow));
    expect(await settled(shelf)).toMatchObject({ state: 'ready', data: { people, site: 'B', none: [] } });
  });

  it('of an older shape is taken anew, not shown', async () => {
    const { store, open } = await opened();
    const shelf = new PackShelf(store, open, () => undefined);
    await shelf.put({ ...head, data: { people: [] } }, new Date(serverNow));
    expect(shelf.view('heap.pile', 2, 'a')).toEqual({ state: 'absent' });
  });

  it('past its date is gone from the phone, without a signal and without a PIN', async () => {
    const { store, open } = await opened();
    const shelf = new PackShelf(store, open, () => undefined);
    await shelf.put({ ...head, data: { people: [{ n: 1 }] } }, new Date(serverNow));
    await dropOver(store, Date.parse('2023-03-02T23:59:59Z'));
    expect(await store.chunks.count()).toBe(1);
    await dropOver(store, Date.parse('2023-03-03T00:00:00Z'));
    expect(await store.chunks.count()).toBe(0);
    await shelf.read(new Date('2023-03-03T00:00:00Z'));
    expect(shelf.view('heap.pile', 1, 'a')).toMatchObject({ state: 'over', title: 'a' });
  });
});

describe('the phone’s clock', () => {
  it('set back does not open what has ended', () => {
    let device = Date.parse('2023-03-01T09:00:00Z');
    const clock = new PhoneClock(
      firstClock(serverNow, () => device),
      () => device,
    );
    device = Date.parse('2023-03-04T09:00:00Z');
    expect(clock.now().toISOString()).toBe('2023-03-04T09:00:00.000Z');
    const kept = clock.row();
    device = Date.parse('2023-02-01T09:00:00Z');
    expect(new PhoneClock(kept, () => device).now().toISOString()).toBe('2023-03-04T09:00:00.000Z');
  });

  it('two days wrong is mended by the server’s time at the next contact, in both directions', () => {
    const device = Date.parse('2023-03-03T09:00:00Z');
    const clock = new PhoneClock(
      firstClock('2023-03-03T09:00:00Z', () => device),
      () => device,
    );
    clock.learn(serverNow);
    expect(clock.now().toISOString()).toBe(serverNow);
    expect(clock.wrongBy()).toBe(2 * 24 * 60);
  });
});

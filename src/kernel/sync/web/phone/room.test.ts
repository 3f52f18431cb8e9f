import 'fake-indexeddb/auto';
import { expect, it } from 'vitest';
import { PhoneStore } from './store.ts';
import { fitsIn, freeOf, isTight, roomGiven, roomUsed } from './room.ts';

it('counts what packs, records and photos of one person take, and nothing of another’s', async () => {
  const store = new PhoneStore('room-test');
  const bytes = (count: number) => new Uint8Array(count);
  await store.packs.bulkPut([
    { space: 'a', key: '1', until: 1, bytes: 400, meta: bytes(1) },
    { space: 'b', key: '2', until: 1, bytes: 9_000, meta: bytes(1) },
  ]);
  await store.outbox.put({ space: 'a', seq: 1, state: 'kept', sealed: bytes(30), body: bytes(20), answer: bytes(5) });
  await store.photos.put({ space: 'a', id: 'p', size: 700, meta: bytes(1), body: bytes(700) });
  expect(await roomUsed(store, 'a')).toEqual({ packs: 400, records: 55, photos: 700 });
  store.close();
});

it('asks the browser what it gives, and says nothing where the browser does not', async () => {
  const given = await roomGiven({ estimate: async () => ({ usage: 90_000_000, quota: 100_000_000 }), persisted: async () => true });
  expect(given).toEqual({ used: 90_000_000, quota: 100_000_000, kept: true });
  expect(freeOf(given!)).toBe(10_000_000);
  expect(await roomGiven({})).toBeUndefined();
  expect(await roomGiven({ estimate: async () => ({}) })).toBeUndefined();
});

it('warns before it is full, also on a small phone, and says when a pack would not leave room for the work with it', () => {
  expect(isTight({ used: 980_000_000, quota: 1_000_000_000, kept: true })).toBe(true);
  expect(isTight({ used: 100_000_000, quota: 1_000_000_000, kept: true })).toBe(false);
  // A browser that gives little is not tight from the beginning.
  expect(isTight({ used: 0, quota: 20_000_000, kept: false })).toBe(false);
  const given = { used: 90_000_000, quota: 100_000_000, kept: false };
  expect([fitsIn(6_000_000, given), fitsIn(7_000_000, given)]).toEqual([true, false]);
});

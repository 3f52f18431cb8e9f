// First of all: the store looks for the browser's database when it is loaded.
import 'fake-indexeddb/auto';
import { expect, it } from 'vitest';
import { dumpOf, newStore } from '#tests/support/phone-store.ts';
import { randomBytes } from './bytes.ts';
import { lockedKey } from './keys.ts';
import { PhoneStore } from './store.ts';
import { triesOf } from './tries.ts';

const start = new Date('2023-03-01T09:00:00Z');
const later = (days: number) => new Date(start.getTime() + days * 86_400_000);
async function opened() {
  const store = newStore();
  const open = { space: 'a', key: await lockedKey(randomBytes(32)) };
  return { store, open, tries: triesOf(store, open, () => start) };
}

it('tries are counted on when the app is opened anew, each thing by itself', async () => {
  const { store, open, tries } = await opened();
  expect(await tries.note('card 1')).toBe(1);
  expect(await tries.note('card 1')).toBe(2);
  expect(await tries.note('card 2')).toBe(1);
  store.close();
  const again = triesOf(new PhoneStore(store.name), open, () => later(1));
  expect(await again.made('card 1')).toBe(2);
  expect(await again.note('card 1')).toBe(3);
  await again.forget('card 1');
  expect([await again.made('card 1'), await again.made('card 2')]).toEqual([0, 1]);
});

it('two tabs that count at once lose no try', async () => {
  const { store, open, tries } = await opened();
  const other = triesOf(store, open, () => start);
  await Promise.all([tries.note('card 1'), other.note('card 1'), tries.note('card 1')]);
  expect(await tries.made('card 1')).toBe(3);
});

it('tries are forgotten with the pack, some weeks after, and nothing in the store says what was tried', async () => {
  const { store, open, tries } = await opened();
  await tries.note('card 4411');
  expect(await dumpOf(store)).not.toContain('4411');
  expect(await triesOf(store, open, () => later(15)).made('card 4411')).toBe(0);
  expect(await store.marks.count()).toBe(0);
});

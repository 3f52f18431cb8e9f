import { expect, it } from 'vitest';
import { WordStore } from './messages.ts';
import type { FiledWords, WordShelf } from './messages.ts';

/** A shelf whose files arrive when the test says so. */
function heldShelf(needs: Record<string, readonly string[]>) {
  const asked: string[] = [];
  const arrivals = new Map<string, { give: (words: FiledWords) => void; fail: () => void }>();
  const load = (file: string, language: string) => () => {
    asked.push(`${file}/${language}`);
    return new Promise<{ default: FiledWords }>((resolve, reject) =>
      arrivals.set(`${file}/${language}`, { give: (words) => resolve({ default: words }), fail: () => reject(new Error('away')) }),
    );
  };
  const names = ['first', ...new Set(Object.values(needs).flat())];
  const files = Object.fromEntries(names.map((file) => [file, { en: load(file, 'en'), tr: load(file, 'tr'), ar: load(file, 'ar') }]));
  const give = (name: string, words: FiledWords) => arrivals.get(name)!.give(words);
  const fail = (name: string) => arrivals.get(name)!.fail();
  return { shelf: { files, needs } as WordShelf, asked, give, fail };
}
const said = (value: string) => [{ type: 0, value }];
const told = async (promise: Promise<unknown>) => {
  const mark = {};
  return (await Promise.race([promise.then(() => true), Promise.resolve(mark)])) === true;
};

it('fetches only the first words until a room is needed, and each file once', async () => {
  const { shelf, asked, give } = heldShelf({ orgs: ['orgs', 'names'], access: ['access', 'names'] });
  const store = new WordStore(shelf);
  const first = store.choose('en');
  give('first/en', { hello: 'Hello' });
  const words = await first;
  expect(asked).toEqual(['first/en']);
  void store.need('orgs');
  void store.need('access');
  void store.need('orgs');
  expect(asked).toEqual(['first/en', 'orgs/en', 'names/en', 'access/en']);
  give('orgs/en', { 'orgs.text': 'Organisations' });
  give('names/en', { 'command.orgs.merge': 'Merge' });
  await store.need('orgs');
  // The object that the screen already holds has grown.
  expect(words).toEqual({ hello: said('Hello'), 'orgs.text': said('Organisations'), 'command.orgs.merge': said('Merge') });
});

it('a room is not there before every file of its words is', async () => {
  const { shelf, give } = heldShelf({ orgs: ['orgs', 'names'] });
  const store = new WordStore(shelf);
  const first = store.choose('en');
  give('first/en', {});
  await first;
  const there = store.need('orgs');
  give('orgs/en', {});
  await Promise.resolve();
  expect(await told(there)).toBe(false);
  give('names/en', {});
  await there;
  expect(await told(store.need('orgs'))).toBe(false);
  await store.need('orgs');
});

it('another language comes with the words of every room that has been opened', async () => {
  const { shelf, asked, give } = heldShelf({ orgs: ['orgs'] });
  const store = new WordStore(shelf);
  const first = store.choose('en');
  give('first/en', {});
  await first;
  const need = store.need('orgs');
  give('orgs/en', {});
  await need;
  const other = store.choose('ar');
  expect(asked.filter((name) => name.endsWith('/ar'))).toEqual(['first/ar', 'orgs/ar']);
  give('first/ar', { hello: 'مرحبا' });
  expect(await told(other)).toBe(false);
  give('orgs/ar', { 'orgs.text': 'المنظمات' });
  expect(await other).toEqual({ hello: said('مرحبا'), 'orgs.text': said('المنظمات') });
});

it('a room opened while the language changes waits for both, and later only for the new one', async () => {
  const { shelf, asked, give } = heldShelf({ orgs: ['orgs'], access: ['access'] });
  const store = new WordStore(shelf);
  const first = store.choose('en');
  give('first/en', {});
  await first;
  const other = store.choose('tr');
  const need = store.need('orgs');
  give('orgs/en', {});
  give('first/tr', {});
  await other;
  expect(await told(need)).toBe(false);
  give('orgs/tr', {});
  await need;
  store.settle('tr');
  void store.need('access');
  expect(asked.filter((name) => name.startsWith('access'))).toEqual(['access/tr']);
});

it('words that did not arrive are asked for again', async () => {
  const { shelf, asked, give, fail } = heldShelf({ orgs: ['orgs'] });
  const store = new WordStore(shelf);
  const first = store.choose('en');
  give('first/en', {});
  await first;
  const lost = store.need('orgs');
  fail('orgs/en');
  await expect(lost).rejects.toThrow('away');
  const again = store.need('orgs');
  give('orgs/en', {});
  await again;
  expect(asked).toEqual(['first/en', 'orgs/en', 'orgs/en']);
});

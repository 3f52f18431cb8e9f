import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { booksOf, root } from './word-books.ts';
import { wordPlan } from './word-plan.ts';
import { usedBy } from './word-use.ts';

const plan = wordPlan();
const first = new Set(plan.keys.get('first'));
const all = booksOf('en').flatMap((book) => Object.keys(book.words));
/** What a room's pages find when they show. */
const there = (room: string) => new Set([...first, ...(plan.needs[room] ?? []).flatMap((file) => plan.keys.get(file) ?? [])]);

it('every word of every room is in a file', () => {
  expect(all.length).toBeGreaterThan(1000);
  const placed = new Set([...plan.keys.values()].flat());
  expect(all.filter((key) => !placed.has(key))).toEqual([]);
});

it('every text in quotes on a room’s screens that is a key comes before they do', () => {
  const keys = new Set(all);
  let looked = 0;
  const missing = Object.keys(plan.needs).flatMap((room) => {
    const start = ['kernel', 'modules'].map((part) => `src/${part}/${room}/web/index.ts`).filter((file) => existsSync(root + file));
    const have = there(room);
    const said = [...usedBy(start, 'all').quoted].filter((text) => keys.has(text));
    looked += said.length;
    return said.filter((key) => !have.has(key)).map((key) => `${room}: ${key}`);
  });
  expect(looked).toBeGreaterThan(100);
  expect(missing).toEqual([]);
});

it('a room whose form is shown by another comes along, and logs name the commands of all rooms', () => {
  expect(plan.needs['places']).toContain('orgs');
  expect(there('audit').has('command.places.create-site')).toBe(true);
  expect(there('jobs').has('problem.orgs.hit-decided')).toBe(all.includes('problem.orgs.hit-decided'));
  expect(there('imports').has('import.places.sites')).toBe(true);
});

it('a room that speaks only of itself fetches no other room’s words', () => {
  expect(plan.needs['numbers']).toEqual(['numbers']);
  expect(there('numbers').has('command.numbers.open-book')).toBe(all.includes('command.numbers.open-book'));
  expect(there('numbers').has('orgs.merge')).toBe(false);
});

it('what work in the field is called is there from the start, and its first page waits for no names of commands', () => {
  const kinds = globSync('src/{kernel,modules}/*/web/field/index.ts', { cwd: root }).flatMap((file) =>
    [...readFileSync(join(root, file), 'utf8').matchAll(/kind: '([a-z.-]+)'/g)].map(([, kind]) => `task.${kind}`),
  );
  expect(kinds.length).toBeGreaterThan(3);
  expect(kinds.filter((key) => !first.has(key))).toEqual([]);
  expect(plan.needs['field']).not.toContain('names');
  expect(there('field-records').has('command.supply.load-truck')).toBe(true);
});

it('the parts that all pages share say only words that are there from the start', () => {
  const keys = new Set(all);
  const parts = globSync('src/foundation/web/**/*.{ts,tsx}', { cwd: root }).filter((file) => !file.includes('.test.'));
  const said = [...usedBy(parts, 'all').quoted].filter((text) => keys.has(text));
  expect(said.length).toBeGreaterThan(50);
  expect(said.filter((key) => !first.has(key))).toEqual([]);
});

it('the first words are those of signing in, the frame and the first page', () => {
  for (const key of ['sign-in.email', 'shell.palette', 'home.title', 'page.orgs.grants', 'problem.common.failed', 'ui.search'])
    expect(first.has(key), key).toBe(true);
  expect([...first].filter((key) => /^(orgs|places|access|about|components)\./.test(key))).toEqual([]);
});

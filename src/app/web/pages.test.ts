import { expect, it } from 'vitest';
import { modules } from '#app/modules.ts';
import { ownPages } from './own-pages.ts';
import { shellPages } from './shell-pages.ts';
import { pages } from './pages.gen.ts';
import { rooms } from './rooms.ts';
import { placeIn } from './shell/nav.ts';

const named = [...shellPages, ...pages];
const components = { ...ownPages, ...Object.assign({}, ...rooms.map((room) => room.pages)) } as Record<string, unknown>;

it('every page of the manifests has a component, and every component a page', () => {
  expect(Object.keys(components).sort()).toEqual(named.map((page) => page.name).sort());
});

it('no two pages share a path or a letter, and `g` and `h` stay the shell’s own', () => {
  const paths = named.map((page) => page.path);
  expect(new Set(paths).size).toBe(paths.length);
  const letters = named.flatMap((page) => (page.nav?.key ? [page.nav.key] : []));
  expect(letters.filter((letter) => !/^[a-fi-z]$/.test(letter))).toEqual([]);
  expect(new Set(letters).size).toBe(letters.length);
});

it('actions of pages are commands that exist', () => {
  const commands = new Set(modules.flatMap((room) => room.commands.map((def) => def.name as string)));
  expect(named.flatMap((page) => page.actions ?? []).filter((action) => !commands.has(action))).toEqual([]);
});

it('a page stands at one place of the navigation: the nearest way to it', () => {
  const ways = ['/', '/people', '/people/register', '/people/households'];
  const at = (path: string) => placeIn(ways, path);
  expect(['/people', '/people/register', '/people/households/7', '/people/persons/7', '/imports'].map(at)).toEqual([
    '/people',
    '/people/register',
    '/people/households',
    '/people',
    undefined,
  ]);
});

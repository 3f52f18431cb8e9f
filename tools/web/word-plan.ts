import { existsSync } from 'node:fs';
import { booksOf, root, roomOf } from './word-books.ts';
import { usedBy } from './word-use.ts';
import type { WordUse } from './word-use.ts';

/** Which words load when. Files, keys and needs are the same in every language. */
export interface WordPlan {
  /** Keys by the file they load in: `first` before anything shows, the others before a page that needs them. */
  readonly keys: ReadonlyMap<string, readonly string[]>;
  /** The files that a room's pages need. */
  readonly needs: Readonly<Record<string, readonly string[]>>;
}

/** What shows before a room's page does: signing in, the frame, the first page, and what went wrong. */
const firstScreens = [
  'src/app/web/desk.tsx',
  'src/app/web/pages/SignInPage.tsx',
  'src/app/web/pages/AwayPage.tsx',
  'src/app/web/pages/HomePage.tsx',
];

/** Parts that load by themselves and speak for several rooms: the first page of the field, and its records. */
const parts: Readonly<Record<string, readonly string[]>> = {
  field: ['src/app/web/field/FieldApp.tsx', 'src/kernel/sync/web/field/PhonePage.tsx'],
  'field-records': [
    'src/kernel/sync/web/field/QueuePage.tsx',
    'src/kernel/sync/web/field/ItemPage.tsx',
    'src/kernel/sync/web/field/CarryPage.tsx',
  ],
};

/** Names that pages of other rooms say (a log names all commands), by the file they are in. */
const shared: Readonly<Record<string, string>> = { problem: 'problems', import: 'import-columns' };
const ofOneRoom = new Set(['column', 'page', 'task', 'ui', 'field']);

/** Reads the sources for what each screen says, so that nobody has to keep lists of it. */
export function wordPlan(): WordPlan {
  const owner = new Map(booksOf('en').flatMap((book) => Object.keys(book.words).map((key) => [key, book.room] as const)));
  const families = familiesOf(owner);
  const first = new Set(firstKeys(owner));
  const files = new Map<string, string[]>();
  const put = (file: string, key: string) => files.set(file, [...(files.get(file) ?? []), key]);
  for (const [key, room] of owner) {
    if (first.has(key)) put('first', key);
    else {
      const family = families.get(key.split('.')[0]!);
      if (family) put(family, key);
      // A room says its own names on its buttons, and a refusal is said where it is met.
      if (family !== 'import-columns') put(room, key);
    }
  }
  const rooms = [...new Set(owner.values()), ...Object.keys(parts)];
  const needs = Object.fromEntries(
    rooms.map((room) => [
      room,
      needsOf(room, new Map([...owner].filter(([key]) => !first.has(key))), families).filter((file) => files.has(file)),
    ]),
  );
  return { keys: files, needs };
}

/** First parts of keys that several rooms have, other than those that only the room itself says. */
function familiesOf(owner: ReadonlyMap<string, string>): Map<string, string> {
  const rooms = new Map<string, Set<string>>();
  for (const [key, room] of owner) {
    const family = key.split('.')[0]!;
    rooms.set(family, (rooms.get(family) ?? new Set()).add(room));
  }
  const several = [...rooms].filter(([family, of]) => of.size > 1 && !ofOneRoom.has(family));
  return new Map(several.map(([family]) => [family, shared[family] ?? 'names']));
}

/** Among them what pages and tasks of the field are called: their lists show before their rooms’ words are there. */
function firstKeys(owner: ReadonlyMap<string, string>): string[] {
  const use = usedBy(firstScreens, 'at once');
  const says = (key: string) => use.quoted.has(key) || [...use.heads.keys()].some((head) => !sharedHead(head) && key.startsWith(head));
  return [...owner].flatMap(([key, room]) =>
    room === 'foundation' || /^(page|task|area|problem\.common)\./.test(key) || says(key) ? [key] : [],
  );
}

/** `command.` and its like: heads of whole families. */
const sharedHead = (head: string) => /^[a-z-]+\.$/.test(head);

function needsOf(room: string, owner: ReadonlyMap<string, string>, families: ReadonlyMap<string, string>): string[] {
  const start = ['kernel', 'modules'].map((part) => `src/${part}/${room}/web/index.ts`).find((file) => existsSync(root + file));
  const part = parts[room];
  const starts = part ?? (room === 'shell' ? ['src/app/web/own-pages.ts'] : start ? [start] : []);
  const use = usedBy(starts, part ? 'at once' : 'all');
  const own = ownHeads(use);
  const said = [...owner].filter(
    ([key]) => use.quoted.has(key) || own.some((head) => !families.has(head.slice(0, -1)) && key.startsWith(head)),
  );
  const spoken = own.flatMap((head) => families.get(head.split('.')[0]!) ?? []);
  const quoted = said.map(([, of]) => of);
  return [...new Set([room, ...use.rooms, ...quoted, ...spoken])].sort();
}

/** Heads outside the foundation: its forms and lists say what the room's own contract names. */
function ownHeads(use: WordUse): string[] {
  return [...use.heads].flatMap(([head, files]) => (files.some((file) => roomOf(file) !== 'foundation') ? [head] : []));
}

import type { WebRoom } from '#foundation/web/room.ts';
import { ownPages } from './own-pages.ts';
import { rooms as all } from './rooms.ts';
import { loadWithWords, roomWithWords } from './with-words.ts';
import { words } from './words.ts';

/** Every room's browser side, each part of which comes with its words. */
export const rooms: readonly WebRoom[] = all.map((room) => roomWithWords(words, room));

/** The shell's own pages: the first one's words are there from the start. */
export const pagesOfShell: WebRoom['pages'] = Object.fromEntries(
  Object.entries(ownPages).map(([name, load]) => [name, name === 'shell.home' ? load : loadWithWords(words, 'shell', load)]),
);

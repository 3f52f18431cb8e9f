import type { WebRoom } from '#foundation/web/room.ts';
import { ownPages } from './own-pages.ts';
import { loadWithWords } from './with-words.ts';
import { words } from './words.ts';

/** The shell's own pages: the first one's words are there from the start. */
export const pagesOfShell: WebRoom['pages'] = Object.fromEntries(
  Object.entries(ownPages).map(([name, load]) => [name, name === 'shell.home' ? load : loadWithWords(words, 'shell', load)]),
);

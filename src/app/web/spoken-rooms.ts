import type { WebRoom } from '#foundation/web/room.ts';
import { rooms as all } from './rooms.ts';
import { roomWithWords } from './with-words.ts';
import { words } from './words.ts';

/** Every room's browser side, each part of which comes with its words. */
export const rooms: readonly WebRoom[] = all.map((room) => roomWithWords(words, room));

import { resolve } from 'node:path';

/** Folder of this clone. */
export const root = resolve(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '../..');

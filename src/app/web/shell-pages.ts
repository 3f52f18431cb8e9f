import type { PageDef } from '#foundation/module.ts';

/** Pages of the shell itself, which belong to no room. */
export const shellPages: readonly PageDef[] = [{ path: '/', name: 'shell.home' }];

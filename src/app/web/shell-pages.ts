import type { PageDef } from '#foundation/module.ts';

/** Pages of the shell itself, which belong to no room. */
export const shellPages: readonly PageDef[] = [
  { path: '/', name: 'shell.home' },
  { path: '/about', name: 'shell.about', nav: { area: 'administration', icon: 'about', order: 90 } },
  { path: '/about/api', name: 'shell.api' },
  { path: '/components', name: 'shell.components' },
];

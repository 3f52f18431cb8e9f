import type { WebRoom } from '#foundation/web/room.ts';

/** What shows the shell's own pages. */
export const ownPages: WebRoom['pages'] = {
  'shell.home': () => import('./pages/HomePage.tsx'),
  'shell.about': () => import('./pages/AboutPage.tsx'),
  'shell.api': () => import('./pages/ApiPage.tsx'),
  'shell.components': () => import('./pages/ComponentsPage.tsx'),
};

import type { WebRoom } from '#foundation/web/room.ts';

/** What shows the shell's own pages. */
export const ownPages: WebRoom['pages'] = {
  'shell.home': () => import('./pages/HomePage.tsx'),
};

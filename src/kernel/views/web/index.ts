import type { WebRoom } from '#foundation/web/room.ts';

export const room: WebRoom = {
  find: () => import('./find.ts'),
  listTools: { views: () => import('./SavedViews.tsx') },
  pages: {},
};

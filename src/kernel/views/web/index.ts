import type { WebRoom } from '#foundation/web/room.ts';

export const room: WebRoom = {
  name: 'views',
  find: () => import('./find.ts'),
  listTools: { views: () => import('./SavedViews.tsx') },
  pages: {},
};

import type { WebRoom } from '#foundation/web/room.ts';

export const room: WebRoom = {
  name: 'notify',
  attention: () => import('./attention.ts'),
  pages: { 'notify.mine': () => import('./NotificationsPage.tsx') },
};

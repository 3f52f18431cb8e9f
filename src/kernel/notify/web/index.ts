import type { WebRoom } from '#foundation/web/room.ts';

export const room: WebRoom = { name: 'notify', pages: { 'notify.mine': () => import('./NotificationsPage.tsx') } };

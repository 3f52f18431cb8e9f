import type { WebRoom } from '#foundation/web/room.ts';

export const room: WebRoom = { pages: { 'notify.mine': () => import('./NotificationsPage.tsx') } };

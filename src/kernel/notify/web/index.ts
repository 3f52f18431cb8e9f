import type { WebRoom } from '#foundation/web/room.ts';
import { notify } from '../module.ts';

export const room: WebRoom = { module: notify, pages: { 'notify.mine': () => import('./NotificationsPage.tsx') } };

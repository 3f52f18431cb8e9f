import type { WebRoom } from '#foundation/web/room.ts';
import { sync } from '../module.ts';

export const room: WebRoom = {
  module: sync,
  pages: {
    'sync.devices': () => import('./DevicesPage.tsx'),
    'sync.parked': () => import('./ParkedPage.tsx'),
  },
};

import type { WebRoom } from '#foundation/web/room.ts';

export const room: WebRoom = {
  name: 'sync',
  pages: {
    'sync.devices': () => import('./DevicesPage.tsx'),
    'sync.parked': () => import('./ParkedPage.tsx'),
  },
};

import type { WebRoom } from '#foundation/web/room.ts';

export const room: WebRoom = {
  name: 'sync',
  subjects: { device: () => '/admin/devices' },
  attention: () => import('./attention.ts'),
  pages: {
    'sync.devices': () => import('./DevicesPage.tsx'),
    'sync.parked': () => import('./ParkedPage.tsx'),
  },
};

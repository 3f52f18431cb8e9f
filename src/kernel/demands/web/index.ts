import type { WebRoom } from '#foundation/web/room.ts';

export const room: WebRoom = {
  name: 'demands',
  subjects: { demand: (id) => `/admin/demands/${id}` },
  pages: { 'demands.list': () => import('./DemandsPage.tsx'), 'demands.one': () => import('./DemandPage.tsx') },
};

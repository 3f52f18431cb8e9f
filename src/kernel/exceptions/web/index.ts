import type { WebRoom } from '#foundation/web/room.ts';

export const room: WebRoom = {
  name: 'exceptions',
  attention: () => import('./attention.ts'),
  subjects: { exception: (id) => `/exceptions/${id}` },
  pages: {
    'exceptions.list': () => import('./ExceptionsPage.tsx'),
    'exceptions.one': () => import('./ExceptionPage.tsx'),
  },
};

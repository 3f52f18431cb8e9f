import { lazy } from 'react';
import type { WebRoom } from '#foundation/web/room.ts';

/** Beside a record that stands on another's page, as a truck on its shipment's. */
export const OpenExceptions = lazy(() => import('./OpenExceptions.tsx'));

export const room: WebRoom = {
  name: 'exceptions',
  attention: () => import('./attention.ts'),
  subjects: { exception: (id) => `/exceptions/${id}` },
  panels: { open: () => import('./OpenExceptions.tsx') },
  pages: {
    'exceptions.list': () => import('./ExceptionsPage.tsx'),
    'exceptions.one': () => import('./ExceptionPage.tsx'),
  },
};

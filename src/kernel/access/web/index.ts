import type { WebRoom } from '#foundation/web/room.ts';
import { access } from '../module.ts';

export const room: WebRoom = {
  module: access,
  subjects: { user: (id) => `/admin/users/${id}` },
  pages: {
    'access.users': () => import('./UsersPage.tsx'),
    'access.user': () => import('./UserPage.tsx'),
    'access.roles': () => import('./RolesPage.tsx'),
    'access.why': () => import('./WhyPage.tsx'),
  },
};

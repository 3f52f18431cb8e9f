import type { WebRoom } from '#foundation/web/room.ts';

/** The drawing of QR codes, for rooms that show a link of their own. */
export const loadQr = () => import('./Qr.tsx').then(({ Qr }) => ({ default: Qr }));

export const room: WebRoom = {
  name: 'access',
  subjects: { user: (id) => `/admin/users/${id}` },
  find: () => import('./find.ts'),
  pages: {
    'access.users': () => import('./UsersPage.tsx'),
    'access.user': () => import('./UserPage.tsx'),
    'access.roles': () => import('./RolesPage.tsx'),
    'access.why': () => import('./WhyPage.tsx'),
    'access.account': () => import('./AccountPage.tsx'),
    'access.sign-ins': () => import('./SignInsPage.tsx'),
    'access.rules': () => import('./RulesPage.tsx'),
    'access.tokens': () => import('./TokensPage.tsx'),
  },
};

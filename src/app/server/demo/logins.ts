import type { ShownLogin } from '#kernel/access/server/index.ts';
import { roles } from './roles.ts';
import { demoPassword, users } from './users.ts';
import type { DemoUser } from './users.ts';

/** The role that every mission has from its first day; the demonstration does not make it. */
const administrator = { en: 'Administrator', tr: 'Yönetici', ar: 'مدير النظام' };

const isFirstOfRole = ({ role }: DemoUser, index: number) =>
  role === 'administrator' || users.findIndex((one) => one.role === role) === index;

/** The logins that a demonstration shows on its sign-in page and prints at start: one for each role, and both administrators. */
export const shownLogins: readonly ShownLogin[] = users.filter(isFirstOfRole).map((user) => ({
  email: user.email,
  password: demoPassword,
  name: user.name,
  role: roles.find((role) => role.id === user.role)?.names ?? administrator,
}));

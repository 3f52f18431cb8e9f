import type { ShownLogin } from '#kernel/access/server/index.ts';
import { roles } from './roles.ts';
import { demoPassword, users } from './users.ts';

/** The logins that a demonstration shows on its sign-in page and prints at start. */
export const shownLogins: readonly ShownLogin[] = users
  .filter(
    (user, index) =>
      users.findIndex((one) => one.role === user.role && user.role !== 'administrator') === index || user.role === 'administrator',
  )
  .map((user) => ({
    email: user.email,
    password: demoPassword,
    name: user.name,
    role: roles.find((role) => role.id === user.role)?.names.en ?? 'Administrator',
  }));

import type { Find } from '#foundation/web/room.ts';
import { listUsers } from '../contract/users.ts';

/** People who work in the mission, by name or e-mail. */
const find: Find = async ({ text, client, session, signal }) => {
  if (!session.can(listUsers.permission)) return [];
  const { rows } = await client.ask(listUsers, { search: text, limit: 5 }, signal);
  return rows.map((row) => ({
    id: `user:${row.id}`,
    label: row.name,
    detail: row.email ?? '',
    icon: 'users',
    path: `/admin/users/${row.id}`,
  }));
};
export default find;

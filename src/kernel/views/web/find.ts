import type { Find } from '#foundation/web/room.ts';
import { listViews } from '../contract/views.ts';

/** Saved views by name. */
const find: Find = async ({ text, client, signal }) => {
  const { rows } = await client.ask(listViews, { text }, signal);
  return rows.slice(0, 5).map((row) => ({
    id: `view:${row.id}`,
    label: row.name,
    detail: row.own ? '' : row.owner,
    icon: 'list',
    path: row.search === '' ? row.page : `${row.page}?${row.search}`,
  }));
};
export default find;

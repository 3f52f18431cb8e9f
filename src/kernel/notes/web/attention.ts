import { needing } from '#foundation/web/attention.ts';
import type { Attention } from '#foundation/web/attention.ts';
import { listMyTasks } from '../contract/notes.ts';

/** One's own tasks, late ones apart. */
const attention: Attention = async ({ client, signal }) => {
  const { rows, total } = await client.ask(listMyTasks, { limit: 200 }, signal);
  const late = rows.filter((task) => task.overdue).length;
  return needing([
    { id: 'notes.overdue', words: 'notes.needs-overdue', count: late, tone: 'person', path: '/tasks' },
    { id: 'notes.open', words: 'notes.needs-open', count: total - late, tone: 'waiting', path: '/tasks' },
  ]);
};
export default attention;

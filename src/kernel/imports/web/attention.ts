import { needing } from '#foundation/web/attention.ts';
import type { Attention } from '#foundation/web/attention.ts';
import { listImports } from '../contract/imports.ts';

/** Sheets that were sent and are not applied: somebody was called away in the middle. */
const attention: Attention = async ({ client, signal }) => {
  const { rows } = await client.ask(listImports, { limit: 50 }, signal);
  const open = rows.filter((row) => row.state === 'checked').length;
  return needing([{ id: 'imports.open', words: 'imports.needs-open', count: open, tone: 'waiting', path: '/imports' }]);
};
export default attention;

import { needing } from '#foundation/web/attention.ts';
import type { Attention } from '#foundation/web/attention.ts';
import { listParked } from '../contract/parking.ts';

/** What devices sent and a person must judge. */
const attention: Attention = async ({ client, session, signal }) => {
  if (!session.can(listParked.permission)) return [];
  const { total } = await client.ask(listParked, { state: 'waiting', limit: 1 }, signal);
  return needing([{ id: 'sync.parked', words: 'sync.needs-parked', count: total, tone: 'person', path: '/admin/parked' }]);
};
export default attention;

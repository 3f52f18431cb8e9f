import { needing } from '#foundation/web/attention.ts';
import type { Attention } from '#foundation/web/attention.ts';
import { listGrants } from '../contract/grants.ts';

/** Donor agreements that end soon, or have ended while they are still in use. */
const attention: Attention = async ({ client, session, signal }) => {
  if (!session.can(listGrants.permission)) return [];
  const { total } = await client.ask(listGrants, { attention: true, limit: 1 }, signal);
  return needing([{ id: 'orgs.grants', words: 'orgs.needs-grants', count: total, tone: 'waiting', path: '/grants' }]);
};
export default attention;

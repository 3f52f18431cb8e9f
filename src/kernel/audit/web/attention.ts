import { needing } from '#foundation/web/attention.ts';
import type { Attention } from '#foundation/web/attention.ts';
import { getProof } from '../contract/history.ts';

/** A proof of the records that found differences: nothing is more urgent. */
const attention: Attention = async ({ client, session, signal }) => {
  if (!session.can(getProof.permission)) return [];
  const { lastRun } = await client.ask(getProof, {}, signal);
  return needing([{ id: 'audit.faults', words: 'audit.needs-faults', count: lastRun?.faults ?? 0, tone: 'person', path: '/proof' }]);
};
export default attention;

import { needing } from '#foundation/web/attention.ts';
import type { Attention } from '#foundation/web/attention.ts';
import { getToday } from '../contract/desk.ts';
import { listPairs } from '../contract/matching.ts';

/** Pairs that wait for the litigation desk, and attested households to look at on the spot. */
const attention: Attention = async ({ client, session, signal }) => {
  if (!session.can(getToday.permission) || !session.can(listPairs.permission)) return [];
  const { openPairs, spotChecks } = await client.ask(getToday, {}, signal);
  return needing([
    { id: 'people.pairs', words: 'people.needs-pairs', count: openPairs, tone: 'person', path: '/people/pairs' },
    {
      id: 'people.spot-checks',
      words: 'people.needs-spot-checks',
      count: spotChecks,
      tone: 'waiting',
      path: '/people/households?spotCheck=true',
    },
  ]);
};
export default attention;

import { needing } from '#foundation/web/attention.ts';
import type { Attention } from '#foundation/web/attention.ts';
import { closeExceptions, countExceptions } from '../contract/exceptions.ts';

/** Exceptions that are this person's, late ones apart, and those that nobody has taken yet. */
const attention: Attention = async ({ client, session, signal }) => {
  if (!session.can(countExceptions.permission)) return [];
  const counts = await client.ask(countExceptions, {}, signal);
  const mayClose = session.can(closeExceptions.name);
  return needing([
    { id: 'exceptions.overdue', words: 'exceptions.needs-overdue', count: counts.overdue, tone: 'person', path: '/exceptions?overdue=1' },
    { id: 'exceptions.mine', words: 'exceptions.needs-mine', count: counts.mine, tone: 'waiting', path: '/exceptions?owner=mine' },
    {
      id: 'exceptions.unowned',
      words: 'exceptions.needs-unowned',
      count: mayClose ? counts.unowned : 0,
      tone: 'waiting',
      path: '/exceptions?owner=none',
    },
  ]);
};
export default attention;

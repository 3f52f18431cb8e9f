import { needing } from '#foundation/web/attention.ts';
import type { Attention } from '#foundation/web/attention.ts';
import { getToday } from '../contract/needs.ts';

/** Days that stopped, that nobody counted or signed, that nobody closed, and those that come without stock. */
const attention: Attention = async ({ client, session, signal }) => {
  if (!session.can(getToday.permission)) return [];
  const { stopped, toSign, toClose, toReserve } = await client.ask(getToday, {}, signal);
  const list = (states: string) => `/assistance/events?states=${states}`;
  return needing([
    { id: 'assistance.stopped', words: 'assistance.needs-stopped', count: stopped, tone: 'person', path: list('stopped') },
    { id: 'assistance.toSign', words: 'assistance.needs-toSign', count: toSign, tone: 'person', path: list('counting') },
    { id: 'assistance.toReserve', words: 'assistance.needs-toReserve', count: toReserve, tone: 'waiting', path: list('planned') },
    { id: 'assistance.toClose', words: 'assistance.needs-toClose', count: toClose, tone: 'waiting', path: list('reconciled') },
  ]);
};
export default attention;

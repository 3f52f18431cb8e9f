import { needing } from '#foundation/web/attention.ts';
import type { Attention } from '#foundation/web/attention.ts';
import { countFeedback } from '../contract/feedback/feedback.ts';
import { countSealed } from '../contract/feedback/sealed.ts';
import { getToday } from '../contract/needs.ts';

type Asking = Parameters<Attention>[0];
const feedback = '/assistance/feedback';

/** Complaints that wait for an answer, those past their day, and sealed reports for who may read them. */
async function saidOf({ client, session, signal }: Asking) {
  const open = session.can(countFeedback.permission) ? await client.ask(countFeedback, {}, signal) : { waiting: 0, overdue: 0 };
  const sealed = session.can(countSealed.permission) ? await client.ask(countSealed, {}, signal) : { waiting: 0, overdue: 0 };
  return [
    {
      id: 'assistance.sealed',
      words: 'assistance.needs-sealed',
      count: sealed.waiting,
      tone: 'person' as const,
      path: '/assistance/sealed',
    },
    {
      id: 'assistance.overdue',
      words: 'assistance.needs-overdue',
      count: open.overdue,
      tone: 'person' as const,
      path: `${feedback}?overdue=true`,
    },
    { id: 'assistance.said', words: 'assistance.needs-said', count: open.waiting - open.overdue, tone: 'waiting' as const, path: feedback },
  ];
}

/** Days that stopped, that nobody counted or signed, that nobody closed, and those that come without stock. */
const attention: Attention = async ({ client, session, signal }) => {
  const said = await saidOf({ client, session, signal } as Asking);
  if (!session.can(getToday.permission)) return needing(said);
  const { stopped, toSign, toClose, toReserve } = await client.ask(getToday, {}, signal);
  const list = (states: string) => `/assistance/events?states=${states}`;
  return needing([
    ...said,
    { id: 'assistance.stopped', words: 'assistance.needs-stopped', count: stopped, tone: 'person', path: list('stopped') },
    { id: 'assistance.toSign', words: 'assistance.needs-toSign', count: toSign, tone: 'person', path: list('counting') },
    { id: 'assistance.toReserve', words: 'assistance.needs-toReserve', count: toReserve, tone: 'waiting', path: list('planned') },
    { id: 'assistance.toClose', words: 'assistance.needs-toClose', count: toClose, tone: 'waiting', path: list('reconciled') },
  ]);
};
export default attention;

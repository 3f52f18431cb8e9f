import { needing } from '#foundation/web/attention.ts';
import type { Attention } from '#foundation/web/attention.ts';
import { countUnread } from '../contract/notifications.ts';

/** What one was told and has not read. */
const attention: Attention = async ({ client, signal }) => {
  const { unread } = await client.ask(countUnread, {}, signal);
  return needing([{ id: 'notify.unread', words: 'notify.needs-unread', count: unread, tone: 'waiting', path: '/notifications?unread=1' }]);
};
export default attention;

import { defineModule } from '#foundation/module.ts';
import { countUnread, listMine, markRead, personTold } from './contract/notifications.ts';

/** Words to one person. */
export const notify = defineModule({
  name: 'notify',
  commands: [markRead],
  queries: [listMine, countUnread],
  events: [personTold],
  pages: [{ path: '/notifications', name: 'notify.mine', nav: { area: 'home', icon: 'bell', order: 20, key: 'n' } }],
});

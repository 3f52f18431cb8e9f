import { defineModule } from '#foundation/module.ts';
import { getDigest, noteDigest, setDigest } from './contract/digests.ts';
import { countUnread, listMine, markRead, personTold } from './contract/notifications.ts';

/** Words to one person. */
export const notify = defineModule({
  name: 'notify',
  commands: [markRead, setDigest, noteDigest],
  queries: [listMine, countUnread, getDigest],
  events: [personTold],
  jobs: [{ name: 'notify.send-digests', schedule: '30 6 * * *' }],
  pages: [{ path: '/notifications', name: 'notify.mine', nav: { area: 'home', icon: 'bell', order: 20, key: 'n' } }],
});

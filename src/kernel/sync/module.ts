import { defineModule } from '#foundation/module.ts';
import { enrolDevice, getState, inviteDevice, listDevices, revokeDevice } from './contract/devices.ts';
import { dismissParked, getParked, listHeld, listParked, releaseParked } from './contract/parking.ts';
import { syncProblems } from './contract/problems.ts';

/** Devices, what they send, and what they keep a copy of. */
export const sync = defineModule({
  name: 'sync',
  commands: [inviteDevice, enrolDevice, revokeDevice, releaseParked, dismissParked],
  queries: [listDevices, getState, listParked, getParked, listHeld],
  problems: [syncProblems],
  pages: [
    {
      path: '/admin/devices',
      name: 'sync.devices',
      nav: { area: 'administration', icon: 'devices', order: 40, key: 'd' },
      actions: ['sync.invite-device'],
    },
    {
      path: '/admin/parked',
      name: 'sync.parked',
      nav: { area: 'administration', icon: 'exceptions', order: 41 },
      permission: 'sync.list-parked',
    },
  ],
  jobs: [
    { name: 'sync.tidy-held', schedule: '*/5 * * * *' },
    { name: 'sync.clear-departures', schedule: '17 3 * * *' },
  ],
});

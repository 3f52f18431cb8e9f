import type { LongJobHandler, ServerRoom } from '#foundation/pipeline/context.ts';
import { sync } from '../module.ts';
import { getParkedHandler, listHeldHandler, listParkedHandler } from './desk.ts';
import { enrolHandler, inviteHandler, listHandler, revokeHandler, stateHandler } from './devices.ts';
import { clearDepartures } from './feeds.repo.ts';
import { tidyHeld } from './overdue.ts';
import { clearPacks } from './packs.repo.ts';
import { dismissHandler, releaseHandler } from './parking.ts';

export { addFeedRoutes } from './feed-routes.ts';
export { addIntakeRoute, takeSealed } from './intake.ts';
export { currentIntakeKey, sealFor } from './intake-keys.ts';
export { addPackRoutes } from './pack-routes.ts';
export { takePack } from './packs.ts';
export { pullFeed } from './feeds.ts';
export type { FeedLine } from './feeds.ts';
export { addSyncMetrics, horizonAge } from './horizon.ts';
export { parkingPort } from './parking.ts';
export { devicePort } from './receive.ts';
export { addSyncRoutes } from './routes.ts';
export { setSealing } from './sealing.ts';
export type { Sealing } from './sealing.ts';

/** How long a device may stay away before it must read its feeds anew. */
const departuresKeptDays = 180;

const tidyJob: LongJobHandler = {
  name: 'sync.tidy-held',
  work: async (job) => {
    await job.progress(await tidyHeld(job.deps, job.mission));
  },
};

const clearJob: LongJobHandler = {
  name: 'sync.clear-departures',
  work: async ({ deps, mission }) => {
    const before = new Date(Date.now() - departuresKeptDays * 86_400_000).toISOString();
    await deps.db.transaction({ schema: mission.schema }, (tx) => clearDepartures.run(tx, { before }));
    await deps.db.transaction({ schema: mission.schema }, (tx) => clearPacks.run(tx, { before }));
  },
};

export const room: ServerRoom = {
  module: sync,
  commands: [inviteHandler, enrolHandler, revokeHandler, releaseHandler, dismissHandler],
  queries: [listHandler, stateHandler, listParkedHandler, getParkedHandler, listHeldHandler],
  jobs: [tidyJob, clearJob],
  exceptionKinds: { 'sync.clock-ahead': { dueInHours: 48, secondPerson: false } },
};

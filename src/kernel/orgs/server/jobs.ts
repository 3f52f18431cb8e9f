import type { LongJobHandler } from '#foundation/pipeline/context.ts';
import { watchGrants } from '../contract/grants.ts';
import { listActivated, screenOrganisations } from '../contract/screening.ts';
import { listOrgIds } from './organisations.repo.ts';

const batch = 100;

/** Compares everybody with every list in force: each night, and when a list comes into force. */
export const screenJob: LongJobHandler = {
  name: 'orgs.screen-all',
  on: listActivated,
  work: async (job) => {
    let after = '00000000-0000-0000-0000-000000000000';
    for (let done = 0; ;) {
      const rows = await job.deps.db.transaction({ schema: job.mission.schema, readOnly: true }, (tx) =>
        listOrgIds.all(tx, { after, limit: batch }),
      );
      if (rows.length === 0) return;
      const outcome = await job.command(screenOrganisations, { orgIds: rows.map((row) => row.id) });
      if (outcome.state !== 'applied') throw new Error(`screening stopped: ${JSON.stringify(outcome)}`);
      after = rows.at(-1)!.id;
      done += rows.length;
      await job.progress(done);
    }
  },
};

/** Brings agreements that end soon to the desk of exceptions, each morning. */
export const watchJob: LongJobHandler = {
  name: 'orgs.watch-grants',
  work: async (job) => {
    const outcome = await job.command(watchGrants, {});
    if (outcome.state !== 'applied') throw new Error(`grants were not looked over: ${JSON.stringify(outcome)}`);
  },
};

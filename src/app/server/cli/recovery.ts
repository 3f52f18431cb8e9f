import { join } from 'node:path';
import pg from 'pg';
import { copyBase, recoverTo } from '#foundation/backup/base.ts';
import { missionSchemas } from '#foundation/backup/catalogue.ts';
import { beginEpoch } from '#foundation/db/epoch.ts';
import { startEmbedded } from '#foundation/db/launcher.ts';
import type { Settings } from '#foundation/settings/read.ts';
import { StartError } from '#foundation/start-error.ts';
import { read } from './words.ts';
import type { Verb } from './words.ts';

function archiveOf(settings: Settings): string {
  if (settings.database)
    throw new StartError("The archive is the embedded database's: for your own PostgreSQL use its tools (pg_basebackup, log archiving).");
  if (!settings.archiveDir)
    throw new StartError('KERVAN_ARCHIVE is not set: name a folder, best on another disk, and start Kervan with it.');
  return settings.archiveDir;
}

/** `kervan base`: the ground for recovery to any later moment. */
export const base: Verb = {
  usage: 'base',
  help: 'copy the embedded database into KERVAN_ARCHIVE, as the ground for recovery to any later moment',
  run: async (args, { settings, say }) => {
    read(base.usage, args, 0);
    const archiveDir = archiveOf(settings);
    const server = await startEmbedded({ dataDir: join(settings.dataDir, 'postgres'), archiveDir });
    try {
      say(`${await copyBase(server, archiveDir)}\nKeep it with the files beside it; uploaded files and the master key are not in it.`);
    } finally {
      await server.stop();
    }
  },
};

/** `kervan recover`: the database as it was at a moment, in a new data folder. */
export const recover: Verb = {
  usage: 'recover [--to <moment>]',
  help: 'bring the embedded database back into a new KERVAN_DATA as it was at a moment (2026-11-24T13:00Z)',
  run: async (args, { settings, say }) => {
    const wanted = read(recover.usage, args, 0, { to: { type: 'string' } }).option('to');
    const to = wanted ? new Date(wanted) : undefined;
    if (to && Number.isNaN(to.getTime())) throw new StartError(`--to "${wanted}" is no moment: write it as 2026-11-24T13:00:00+03:00.`);
    say('Bringing the copy back and reading the archived log ...');
    const server = await recoverTo({ dataDir: join(settings.dataDir, 'postgres'), archiveDir: archiveOf(settings), ...(to ? { to } : {}) });
    try {
      await newEpochs(server.adminUrl);
      say(
        `Recovered to ${to?.toISOString() ?? 'the end of the archive'} in ${server.dataDir}. Bring the files and the master key back as well, run "kervan prove", and then "kervan base".`,
      );
    } finally {
      await server.stop();
    }
  },
};

/** Devices may have seen what is now undone: they read their feeds anew. */
async function newEpochs(adminUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    for (const schema of await missionSchemas(client)) await beginEpoch(client, schema);
  } finally {
    await client.end();
  }
}

import pg from 'pg';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { openMasterKey } from '#foundation/keys/master-key.ts';
import { smtpMailer } from '#foundation/mail/mailer.ts';
import { installJobs } from '#foundation/jobs/install.ts';
import { migrateMission, migrateShared, requireMigrated } from '#foundation/db/migrate.ts';
import { reachDatabase } from '#foundation/db/reach.ts';
import type { Settings } from '#foundation/settings/read.ts';
import { StartError } from '#foundation/start-error.ts';
import { compose } from './compose.ts';
import type { Kervan } from './compose.ts';
import { fileStoreOf } from './file-places.ts';
import { registerMission, syncPermissions } from './missions.ts';

/** Where the database is: ours under the data folder, or one that is given. */
export type DatabaseSettings = Pick<Settings, 'dataDir' | 'database' | 'archiveDir' | 'keyFile' | 's3' | 'smtp'> &
  Partial<Pick<Settings, 'publicUrl'>>;

export interface OpenServer {
  /** Undefined when the serving process may not migrate: `kervan migrate` has run before. */
  readonly adminUrl: string | undefined;
  readonly appUrl: string;
  readonly kervan: Kervan;
  /** The master key was made just now: the administrator is told to keep a copy. */
  readonly newKey: boolean;
  stop(): Promise<void>;
}

/** Starts or reaches the database, brings every schema up to date and puts the system together. */
export async function openServer(settings: DatabaseSettings): Promise<OpenServer> {
  const database = await reachDatabase({
    dataDir: join(settings.dataDir, 'postgres'),
    archiveDir: settings.archiveDir,
    ...settings.database,
    onTrouble: (sentence) => console.error(sentence),
  });
  try {
    const { adminUrl } = database;
    if (adminUrl) {
      await asOwner(adminUrl, (client) => migrateShared(client));
      await installJobs(adminUrl);
    } else await asOwner(database.appUrl, (client) => requireMigrated(client, 'kervan'));
    let newKey = false;
    const kervan = await compose(
      // The database of our own works on this machine's processors; of another one they are not known.
      { connectionString: database.appUrl, ...(settings.database ? {} : { commandsAtOnce: 1 + Math.max(2, availableParallelism()) }) },
      {
        files: fileStoreOf(settings),
        ...(settings.smtp ? { post: { mailer: smtpMailer(settings.smtp), publicUrl: settings.publicUrl ?? '' } } : {}),
        // A new key would never open what the missions have sealed, so it is made only where there is none yet.
        masterKey: (hasMissions) => {
          const key = openMasterKey(settings.keyFile, !hasMissions);
          newKey = key.created;
          return key.key;
        },
      },
    );
    for (const mission of kervan.missions.all()) {
      if (adminUrl) await asOwner(adminUrl, (client) => migrateMission(client, mission.schema));
      else await asOwner(database.appUrl, (client) => requireMigrated(client, mission.schema));
      await syncPermissions(kervan.db, mission.schema);
    }
    const stop = async () => {
      await kervan.close();
      await database.stop();
    };
    return { adminUrl, appUrl: database.appUrl, kervan, newKey, stop };
  } catch (error) {
    await database.stop();
    throw error;
  }
}

export interface MissionToCreate {
  readonly slug: string;
  readonly name: string;
  readonly demo: boolean;
  readonly practiceOf: string | null;
  readonly timeZone: string;
}

/** Makes a mission: its schema with all tables, its place in the server's list, its permissions. */
export async function createMission(server: Pick<OpenServer, 'adminUrl' | 'kervan'>, mission: MissionToCreate): Promise<void> {
  const schema = `m_${mission.slug.replaceAll('-', '_')}`;
  const { adminUrl } = server;
  if (!adminUrl) throw new StartError('A mission is made by the owner role: set DATABASE_ADMIN_URL.');
  refuseBadMission(server.kervan, mission);
  // Listed first: what the list refuses leaves no schema behind, and a start after a cut makes what is listed whole.
  await registerMission(server.kervan.db, { ...mission, schema });
  await asOwner(adminUrl, (client) => migrateMission(client, schema));
  await syncPermissions(server.kervan.db, schema);
  await server.kervan.missions.reload();
}

/** Says in words what the list of missions would refuse. */
function refuseBadMission(kervan: Kervan, { slug, practiceOf }: MissionToCreate): void {
  if (!/^[a-z][a-z0-9-]{1,30}$/.test(slug))
    throw new StartError(`"${slug}" cannot name a mission: 2 to 31 small letters, digits and hyphens, a letter first.`);
  if (kervan.missions.find(slug)) throw new StartError(`There is a mission ${slug} already.`);
  if (practiceOf !== null && !kervan.missions.find(practiceOf)) throw new StartError(`There is no mission ${practiceOf} to practise for.`);
}

/** One connection of its own, for what is done before the doors open; as the owner of the schemas unless told. */
export async function asOwner<T>(adminUrl: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: adminUrl });
  client.on('error', () => undefined); // a server that dies is told by the statement that it leaves unanswered
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

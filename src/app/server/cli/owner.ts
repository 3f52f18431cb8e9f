import { join } from 'node:path';
import { reachDatabase } from '#foundation/db/reach.ts';
import type { Reached } from '#foundation/db/reach.ts';
import type { Settings } from '#foundation/settings/read.ts';
import { StartError } from '#foundation/start-error.ts';

/** Reaches the database as its owner, for as long as the work takes. */
export async function asOwner<T>(settings: Settings, work: (database: Reached & { adminUrl: string }) => Promise<T>): Promise<T> {
  const database = await reachDatabase({
    dataDir: join(settings.dataDir, 'postgres'),
    archiveDir: settings.archiveDir,
    ...settings.database,
  });
  try {
    const { adminUrl } = database;
    if (!adminUrl) throw new StartError("Backup, restore and erasing again are the owner's work: set DATABASE_ADMIN_URL.");
    return await work({ ...database, adminUrl });
  } finally {
    await database.stop();
  }
}

import pg from 'pg';
import { PgBoss } from 'pg-boss';

/** The queue's own schema, apart from all missions. */
export const jobsSchema = 'jobs';

/** Makes or upgrades the queue's tables; run by the owner with the shared migrations, before any server opens. */
export async function installJobs(adminUrl: string): Promise<void> {
  const boss = new PgBoss({
    connectionString: adminUrl,
    schema: jobsSchema,
    max: 2,
    migrate: true,
    supervise: false,
    schedule: false,
    registerInstance: false,
    openTelemetry: { enabled: false },
  });
  boss.on('error', () => undefined); // told by what it leaves undone
  await boss.start({ attempts: 3 });
  await boss.stop({ graceful: false });
  const owner = new pg.Client({ connectionString: adminUrl });
  owner.on('error', () => undefined);
  await owner.connect();
  try {
    await owner.query(`
      grant usage on schema ${jobsSchema} to kervan_app;
      grant select, insert, update, delete on all tables in schema ${jobsSchema} to kervan_app;
      grant usage, select on all sequences in schema ${jobsSchema} to kervan_app;
      grant execute on all functions in schema ${jobsSchema} to kervan_app;`);
  } finally {
    await owner.end();
  }
}

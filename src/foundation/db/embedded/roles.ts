import pg from 'pg';

/** Creates the two roles, the database and its two shared schemas where missing; returns the server's version. */
export async function prepareDatabase(serverUrl: string, databaseUrl: string): Promise<string> {
  const version = await once(serverUrl, async (client) => {
    // Two first starts at once take turns. The owner passes row-level security, so that a backup misses no row.
    await client.query('select pg_advisory_lock(4707002)');
    for (const [role, options] of [
      ['kervan_owner', 'login createdb bypassrls nosuperuser'],
      ['kervan_app', 'login nobypassrls nosuperuser'],
    ] as const) {
      const known = await client.query('select from pg_roles where rolname = $1', [role]);
      await client.query(`${known.rowCount === 0 ? 'create' : 'alter'} role ${role} ${options}`);
    }
    const database = await client.query(`select from pg_database where datname = 'kervan'`);
    if (database.rowCount === 0) await client.query('create database kervan owner kervan_owner');
    const { rows } = await client.query<{ server_version: string }>('show server_version');
    return rows[0]!.server_version;
  });
  await once(databaseUrl, async (client) => {
    await client.query('set client_min_messages = warning');
    for (const schema of ['kervan', 'extensions']) await client.query(`create schema if not exists ${schema} authorization kervan_owner`);
    await client.query('revoke all on schema public from public');
  });
  return version;
}

async function once<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

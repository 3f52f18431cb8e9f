import pg from 'pg';
import { StartError } from '../start-error.ts';
import { startEmbedded } from './launcher.ts';

export interface DatabaseAddress {
  /** Of the embedded server, when no address is given. */
  readonly dataDir: string;
  readonly appUrl?: string | undefined;
  readonly adminUrl?: string | undefined;
  readonly archiveDir?: string | undefined;
  readonly onTrouble?: (sentence: string) => void;
}

export interface Reached {
  readonly appUrl: string;
  /** Undefined when the serving process may not migrate: `kervan migrate` runs with the owner's address elsewhere. */
  readonly adminUrl: string | undefined;
  readonly version: string;
  /** Superuser's address and data folder of the embedded server. */
  readonly embedded?: { readonly superUrl: string; readonly dataDir: string; readonly adopted: boolean };
  stop(): Promise<void>;
}

/** Starts the embedded database or reaches the given one, and refuses one that would not keep the rules. */
export async function reachDatabase(address: DatabaseAddress): Promise<Reached> {
  const { appUrl, adminUrl, dataDir, archiveDir, onTrouble } = address;
  if (!appUrl) {
    const server = await startEmbedded({ dataDir, archiveDir, ...(onTrouble ? { onTrouble } : {}) });
    const { superUrl, adopted, version } = server;
    return {
      appUrl: server.appUrl,
      adminUrl: server.adminUrl,
      version,
      embedded: { superUrl, adopted, dataDir: server.dataDir },
      stop: () => server.stop(),
    };
  }
  const version = await checkRoles(appUrl, adminUrl);
  return { appUrl, adminUrl, version, stop: async () => undefined };
}

interface Role {
  readonly name: string;
  readonly database: string;
  readonly version: string;
  readonly version_num: number;
  readonly is_super: boolean;
  readonly passes_rls: boolean;
  readonly is_app: boolean;
}

/** The serving role must be held by row-level security: no superuser, no BYPASSRLS, not the owner. */
async function checkRoles(appUrl: string, adminUrl: string | undefined): Promise<string> {
  const app = await roleAt(appUrl, 'DATABASE_URL');
  const owner = adminUrl ? await roleAt(adminUrl, 'DATABASE_ADMIN_URL') : undefined;
  if (app.version_num < 150_000) throw new StartError(`DATABASE_URL leads to PostgreSQL ${app.version}: Kervan needs 15 or newer.`);
  if (app.name === owner?.name)
    throw new StartError(
      `DATABASE_URL and DATABASE_ADMIN_URL sign in as the same role (${app.name}): the first must be the serving role (kervan_app), the second the owner (kervan_owner).`,
    );
  if (owner && app.database !== owner.database)
    throw new StartError(
      `DATABASE_URL leads to the database ${app.database} and DATABASE_ADMIN_URL to ${owner.database}: they must be the same.`,
    );
  if (app.is_super || app.passes_rls)
    throw new StartError(
      `The role ${app.name} of DATABASE_URL passes row-level security (superuser or BYPASSRLS): use a plain role, best kervan_app.`,
    );
  if (!app.is_app)
    throw new StartError(
      `The role ${app.name} of DATABASE_URL is not a member of kervan_app: run "grant kervan_app to ${app.name}", or sign in as kervan_app.`,
    );
  return app.version;
}

async function roleAt(url: string, setting: string): Promise<Role> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 15_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<Role>(`
      select current_user::text as name, current_database()::text as database, current_setting('server_version') as version,
             current_setting('server_version_num')::int as version_num, rolsuper as is_super, rolbypassrls as passes_rls,
             exists (select from pg_roles app where app.rolname = 'kervan_app' and pg_has_role(current_user, app.oid, 'usage')) as is_app
        from pg_roles where rolname = current_user`);
    return rows[0]!;
  } catch (error) {
    throw new StartError(`${setting} cannot be reached: ${reasonOf(error)}.`, { cause: error });
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** An address tried over several networks fails with many errors and no message of its own. */
function reasonOf(error: unknown): string {
  if (error instanceof AggregateError) return reasonOf(error.errors[0]);
  return error instanceof Error ? error.message : String(error);
}

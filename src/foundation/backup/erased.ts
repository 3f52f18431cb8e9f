import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import pg from 'pg';
import * as z from 'zod';
import { StartError } from '../start-error.ts';
import { missionSchemas, quoted } from './catalogue.ts';
import type { Client } from './catalogue.ts';

/** One key that was destroyed, and with it what it sealed. Ids only: the list says of nobody who they were. */
const Erased = z.strictObject({
  schema: z.string().regex(/^[a-z][a-z0-9_]{0,62}$/),
  key: z.uuid(),
  at: z.iso.datetime(),
});
export type Erased = z.infer<typeof Erased>;

async function asClient<T>(adminUrl: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

const hasKeys = async (client: Client, schema: string) =>
  (await client.query<{ found: boolean }>('select to_regclass($1) is not null as found', [quoted(schema, 'data_keys')])).rows[0]?.found;

/**
 * Writes down every key that was destroyed, of all missions, beside what the file knows already: a database that was set back
 * knows less than its list, and the list is all that is left of what was erased since. The file is there whole or as it was.
 */
export async function writeErased(adminUrl: string, path: string): Promise<number> {
  const known = existsSync(path) ? readErased(path) : [];
  const now = await asClient(adminUrl, async (client) => {
    const found: Erased[] = [];
    for (const schema of await missionSchemas(client)) {
      if (!(await hasKeys(client, schema))) continue;
      const { rows } = await client.query<{ id: string; at: Date }>(
        `select id, destroyed_at as at from ${quoted(schema, 'data_keys')} where wrapped is null order by destroyed_at, id`,
      );
      found.push(...rows.map(({ id, at }) => ({ schema, key: id, at: at.toISOString() })));
    }
    return found;
  });
  const told = new Set(known.map(nameOf));
  const lines = [...known, ...now.filter((line) => !told.has(nameOf(line)))];
  const half = `${path}.half`;
  writeFileSync(half, lines.map((line) => `${JSON.stringify(line)}\n`).join(''), { mode: 0o600 });
  renameSync(half, path);
  return lines.length;
}

const nameOf = ({ schema, key }: Erased) => `${schema} ${key}`;

/** @throws StartError when it is no such list: half a list would leave people readable who were erased. */
export function readErased(path: string): Erased[] {
  try {
    return readFileSync(path, 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => Erased.parse(JSON.parse(line)));
  } catch (error) {
    throw new StartError(`${path} is no list of what was erased, as "kervan erased" writes it.`, { cause: error });
  }
}

/** Destroys again the keys that a copy made earlier has brought back. Answers how many there were. */
export async function eraseAgain(adminUrl: string, lines: readonly Erased[]): Promise<number> {
  return asClient(adminUrl, async (client) => {
    let destroyed = 0;
    for (const schema of await missionSchemas(client)) {
      const of = lines.filter((line) => line.schema === schema);
      if (of.length === 0 || !(await hasKeys(client, schema))) continue;
      const { rowCount } = await client.query(
        `update ${quoted(schema, 'data_keys')} k set wrapped = null, destroyed_at = e.at
           from unnest($1::uuid[], $2::timestamptz[]) as e(id, at) where k.id = e.id and k.wrapped is not null`,
        [of.map((line) => line.key), of.map((line) => line.at)],
      );
      destroyed += rowCount ?? 0;
    }
    return destroyed;
  });
}

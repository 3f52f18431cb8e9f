import type pg from 'pg';

export type Client = Pick<pg.ClientBase, 'query'>;

export interface TableShape {
  readonly table: string;
  readonly columns: string[];
}

/** Tables whose rows stay behind: a restored sign-in session could be one that was ended since. */
const leftOut = ['migrations', 'sessions'];

/** Tables with rows of their own (partitions, not their parents) and the columns that are stored, not computed. */
export async function tablesOf(client: Client, schema: string): Promise<TableShape[]> {
  const { rows } = await client.query<TableShape>(
    `select c.relname as table, array_agg(a.attname::text order by a.attnum) as columns
       from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
      where c.relnamespace = $1::regnamespace and c.relkind = 'r' and c.relname <> all ($2)
      group by c.relname order by c.relname`,
    [schema, leftOut],
  );
  return rows;
}

export async function partitionsOf(client: Client, schema: string): Promise<{ table: string; parent: string; bound: string }[]> {
  const { rows } = await client.query<{ table: string; parent: string; bound: string }>(
    `select c.relname as table, p.relname as parent, pg_get_expr(c.relpartbound, c.oid) as bound
       from pg_class c join pg_inherits i on i.inhrelid = c.oid join pg_class p on p.oid = i.inhparent
      where c.relnamespace = $1::regnamespace and c.relispartition and c.relkind = 'r' order by c.relname`,
    [schema],
  );
  return rows;
}

export async function sequencesOf(client: Client, schema: string): Promise<{ name: string; last: string; called: boolean }[]> {
  const { rows } = await client.query<{ name: string }>(
    `select relname as name from pg_class where relnamespace = $1::regnamespace and relkind = 'S' order by relname`,
    [schema],
  );
  const sequences = [];
  for (const { name } of rows) {
    const state = await client.query<{ last: string; called: boolean }>(
      `select last_value::text as last, is_called as called from ${quoted(schema, name)}`,
    );
    sequences.push({ name, ...state.rows[0]! });
  }
  return sequences;
}

export interface ForeignKey {
  readonly table: string;
  readonly name: string;
  readonly definition: string;
}

/** Foreign keys as SQL that does not name the schema; those of partitions come with their parents'. */
export async function foreignKeysOf(client: Client, schema: string): Promise<ForeignKey[]> {
  await client.query(`select set_config('search_path', $1, true)`, [`"${schema}", extensions`]);
  const { rows } = await client.query<ForeignKey>(
    `select c.relname as table, k.conname as name, pg_get_constraintdef(k.oid) as definition
       from pg_constraint k join pg_class c on c.oid = k.conrelid
      where k.connamespace = $1::regnamespace and k.contype = 'f' and k.conparentid = 0 order by c.relname, k.conname`,
    [schema],
  );
  return rows;
}

/** Schemas of missions, as the server's own list has them; empty when there is no list yet. */
export async function missionSchemas(client: Client): Promise<string[]> {
  const known = await client.query<{ found: boolean }>(`select to_regclass('kervan.missions') is not null as found`);
  if (!known.rows[0]?.found) return [];
  return (await client.query<{ schema: string }>('select schema_name as schema from kervan.missions order by 1')).rows.map(
    (row) => row.schema,
  );
}

export function quoted(...names: string[]): string {
  return names.map((name) => `"${name.replaceAll('"', '""')}"`).join('.');
}

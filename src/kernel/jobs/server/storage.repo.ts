import { defineSql, sql } from '#foundation/db/sql.ts';

export interface StorageRow {
  readonly version: string;
  readonly database_bytes: number;
  readonly mission_bytes: number;
  readonly tables: { name: string; bytes: number; rows: number | null }[];
  readonly attached_files: number;
  readonly attached_bytes: number;
}

/** Sizes of the database, of the mission's tables with their indexes, and of the files hung to records; each file counts once. */
export const measureStorage = defineSql(
  'jobs.measure-storage',
  {},
  () => sql<StorageRow>`
  with tables as (
    select c.relname as name, pg_total_relation_size(c.oid)::float8 as bytes, nullif(c.reltuples, -1)::float8 as rows
      from pg_class c where c.relnamespace = current_schema()::regnamespace and c.relkind = 'r'
  ), files as (
    select distinct file_id, size from attachments where removed_at is null
  )
  select current_setting('server_version') as version, pg_database_size(current_database())::float8 as database_bytes,
         (select coalesce(sum(bytes), 0) from tables)::float8 as mission_bytes,
         (select coalesce(jsonb_agg(to_jsonb(t) order by t.bytes desc), '[]') from (select * from tables order by bytes desc limit 8) t) as tables,
         (select count(*)::int from files) as attached_files, (select coalesce(sum(size), 0)::float8 from files) as attached_bytes`,
);

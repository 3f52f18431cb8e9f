import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';

/**
 * Goes into every UPDATE of a table that a feed reads (`set name = …, ${stamp}`) and into `on conflict do update set`;
 * an INSERT is stamped by the column's default. The feed then sends the row to every device that may see it.
 *
 * The column is `changed_xid xid8 not null default pg_current_xact_id()` with an index on `(changed_xid, id)`. Rows are
 * read in this order below the horizon `pg_snapshot_xmin`, because a sequence tells the order of asking, not of
 * committing: a reader that has seen number 8 would never see the 7 that commits later.
 */
export const stamp = sql`changed_xid = pg_current_xact_id()`;

/** One page of a feed: what stands after a cursor and below the horizon, within the reader's reach. */
export interface FeedPage {
  readonly afterXid: string;
  readonly afterId: string;
  readonly horizon: string;
  readonly limit: number;
  /** `ctx.reach(permission, columns)`. */
  readonly reach: RawBuilder<boolean>;
}

/** Sample for `defineSql` of a feed's page. */
export const sampleFeedPage: FeedPage = {
  afterXid: '0',
  afterId: '00000000-0000-0000-0000-000000000000',
  horizon: '10',
  limit: 1000,
  reach: sql<boolean>`true`,
};

export interface FeedShape {
  /** Alias (or name) of the stamped table in `from`. */
  readonly table: string;
  /** Its key column; `uuid` unless told. */
  readonly id?: string;
  readonly idType?: 'uuid' | 'text';
  /** Select list: columns of the row, named as the row's shape names them. */
  readonly columns: RawBuilder<unknown>;
  /** `from` with its joins. */
  readonly from: RawBuilder<unknown>;
  /** Rows that belong to the feed at all. */
  readonly where?: RawBuilder<unknown>;
}

export interface FeedRow {
  readonly feed_xid: string;
  readonly feed_id: string;
}

/** The SELECT of a feed's page; the body of a repository function `room.feed-nouns`. */
export function feedPage<Row>(page: FeedPage, shape: FeedShape): RawBuilder<Row & FeedRow> {
  const id = sql.ref(`${shape.table}.${shape.id ?? 'id'}`);
  const xid = sql.ref(`${shape.table}.changed_xid`);
  const uuid = (shape.idType ?? 'uuid') === 'uuid';
  const afterId = uuid ? sql`${page.afterId || '00000000-0000-0000-0000-000000000000'}::uuid` : sql`${page.afterId}::text`;
  return sql<Row & FeedRow>`
    select ${xid}::text as feed_xid, ${id}::text as feed_id, ${shape.columns}
      from ${shape.from}
     where (${xid}, ${id}) > (${page.afterXid}::xid8, ${afterId})
       and ${xid} < ${page.horizon}::xid8 and ${page.reach}${shape.where ? sql` and ${shape.where}` : sql``}
     order by ${xid}, ${id} limit ${page.limit}`;
}

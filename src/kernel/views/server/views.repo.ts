import { defineSql, sql } from '#foundation/db/sql.ts';

const SAMPLE = '00000000-0000-7000-8000-000000000001';
const NOW = '2023-02-06T01:17:00Z';

/** A view and how many its owner keeps for the page, locked. */
export const lockView = defineSql(
  'views.lock-view',
  { id: SAMPLE },
  (p: { id: string }) => sql<{ owner_id: string; shared: boolean; page: string }>`
  select owner_id, shared, page from saved_views where id = ${p.id} for update`,
);

/** How many views someone keeps for a page. */
export const countViews = defineSql(
  'views.count-views',
  { ownerId: SAMPLE, page: '/places/sites' },
  (p: { ownerId: string; page: string }) => sql<{ count: number }>`
  select count(*)::int as count from saved_views where owner_id = ${p.ownerId} and page = ${p.page}`,
);

export interface WriteView {
  readonly id: string;
  readonly ownerId: string;
  readonly page: string;
  readonly name: string;
  readonly search: string;
  readonly shared: boolean;
  readonly at: string;
}
/** Keeps a view, new or changed. */
export const writeView = defineSql(
  'views.write-view',
  { id: SAMPLE, ownerId: SAMPLE, page: '/places/sites', name: 'Open camps', search: 'status=open', shared: false, at: NOW } as WriteView,
  (p: WriteView) => sql`
  insert into saved_views (id, owner_id, page, name, search, shared, changed_at)
  values (${p.id}, ${p.ownerId}, ${p.page}, ${p.name}, ${p.search}, ${p.shared}, ${p.at})
  on conflict (id) do update
     set page = excluded.page, name = excluded.name, search = excluded.search, shared = excluded.shared, changed_at = excluded.changed_at`,
);

/** Forgets a view. */
export const deleteView = defineSql(
  'views.delete-view',
  { id: SAMPLE },
  (p: { id: string }) => sql`delete from saved_views where id = ${p.id}`,
);

export interface ViewRow {
  readonly id: string;
  readonly page: string;
  readonly name: string;
  readonly search: string;
  readonly shared: boolean;
  readonly owner: string;
  readonly owner_id: string;
  readonly changed_at: Date;
}
export interface ViewsOf {
  readonly userId: string;
  readonly page: string | null;
  readonly text: string | null;
}
/** Own views and shared ones, own first. */
export const listViewRows = defineSql(
  'views.list-views',
  { userId: SAMPLE, page: '/places/sites', text: null } as ViewsOf,
  (p: ViewsOf) => sql<ViewRow>`
  select v.id, v.page, v.name, v.search, v.shared, u.name as owner, v.owner_id, v.changed_at
    from saved_views v join users u on u.id = v.owner_id
   where (v.owner_id = ${p.userId} or v.shared)
     and (${p.page}::text is null or v.page = ${p.page}::text)
     and (${p.text}::text is null or position(lower(${p.text}::text) in lower(v.name)) > 0)
   order by v.owner_id = ${p.userId} desc, v.name, v.id limit 200`,
);

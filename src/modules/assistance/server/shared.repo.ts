import type { RawBuilder } from 'kysely';
import { defineSql, sql } from '#foundation/db/sql.ts';
import type { EventState } from '../contract/shared.ts';

export const SAMPLE = '00000000-0000-7000-8000-000000000001';
export const AT = '2023-03-01T00:00:00Z';

/** A row's names as one object by language. */
export const namesIn = (alias: string): RawBuilder<Record<string, string>> =>
  sql.raw(`jsonb_strip_nulls(jsonb_build_object('en', ${alias}.name_en, 'tr', ${alias}.name_tr, 'ar', ${alias}.name_ar))`);
/** An item as `ItemBrief`. */
export const itemIn = (alias: string): RawBuilder<unknown> =>
  sql.raw(`jsonb_build_object('id', ${alias}.id, 'code', ${alias}.code, 'unit', ${alias}.unit,
    'names', jsonb_strip_nulls(jsonb_build_object('en', ${alias}.name_en, 'tr', ${alias}.name_tr, 'ar', ${alias}.name_ar)))`);

/** Whether a hand-over did not fit in a way that somebody has to settle; giving less than was due is told, but is nobody's. */
export const isOdd = (alias: string): RawBuilder<boolean> =>
  sql.raw(`(${alias}.oddities <> '{}' and array_remove(${alias}.oddities, 'less-than-due') <> '{}')`);

export const findSiteOf = defineSql(
  'assistance.find-site',
  { id: SAMPLE },
  (p: { id: string }) => sql<{ id: string; status: string; lineage: string[] }>`
  select s.id, s.status, a.lineage from sites s join areas a on a.pcode = s.area where s.id = ${p.id}`,
);
export const findOrgOf = defineSql(
  'assistance.find-org',
  { id: SAMPLE },
  (p: { id: string }) => sql<{ id: string; kind: string; roles: string[] }>`select id, kind, roles from organisations where id = ${p.id}`,
);

export interface EventFound {
  readonly id: string;
  readonly number: string;
  readonly state: EventState;
  readonly admits: 'list' | 'rule';
  readonly package_id: string;
  readonly package_version: number;
  readonly org_id: string;
  readonly org_kind: string;
  readonly site_id: string;
  readonly store_id: string;
  readonly place_id: string;
  readonly gives_on: string;
  readonly expected: number | null;
  readonly version: number;
  readonly lineage: string[];
}
/** A distribution as its commands need it; locked, so that what happens at it happens one after the other. */
export const findEvent = defineSql(
  'assistance.find-event',
  { id: SAMPLE, lock: false },
  (p: { id: string; lock: boolean }) => sql<EventFound>`
  select e.id, e.number, e.state, e.admits, e.package_id, e.package_version, e.org_id, o.kind as org_kind, e.site_id, e.store_id, e.place_id, e.gives_on, e.expected, e.version, a.lineage
    from assistance_events e join organisations o on o.id = e.org_id join sites s on s.id = e.site_id join areas a on a.pcode = s.area
   where e.id = ${p.id} ${p.lock ? sql`for no key update of e` : sql``}`,
);

export interface MarkWrite {
  readonly id: string;
  readonly eventId: string;
  readonly kind: string;
  readonly figures: string;
  readonly occurredAt: string;
  readonly at: string;
  readonly by: string;
}
export const insertMark = defineSql(
  'assistance.insert-mark',
  { id: SAMPLE, eventId: SAMPLE, kind: 'opened', figures: '{}', occurredAt: AT, at: AT, by: SAMPLE } as MarkWrite,
  (p: MarkWrite) => sql`
  insert into assistance_marks (id, event_id, kind, figures, occurred_at, recorded_at, by)
  values (${p.id}, ${p.eventId}, ${p.kind}, ${p.figures}::jsonb, ${p.occurredAt}, ${p.at}, ${p.by}) on conflict (id) do nothing`,
);
export interface StateWrite {
  readonly id: string;
  readonly state: string;
  readonly at: string;
}
/** Sets the state, and the moment at which it was reached. */
export const setState = defineSql(
  'assistance.set-state',
  { id: SAMPLE, state: 'open', at: AT } as StateWrite,
  (p: StateWrite) => sql`
  update assistance_events set state = ${p.state}, version = version + 1,
    opened_at = case when ${p.state} = 'open' then coalesce(opened_at, ${p.at}::timestamptz) else opened_at end,
    stopped_at = case when ${p.state} = 'stopped' then ${p.at}::timestamptz else stopped_at end,
    counted_at = case when ${p.state} = 'counting' then ${p.at}::timestamptz else counted_at end,
    closed_at = case when ${p.state} = 'closed' then ${p.at}::timestamptz end
   where id = ${p.id}`,
);
export const listBands = defineSql(
  'assistance.list-bands',
  { packageId: SAMPLE, version: 1 },
  (p: { packageId: string; version: number }) => sql<{ itemId: string; fromSize: number; toSize: number | null; qty: number }>`
  select item_id as "itemId", from_size as "fromSize", to_size as "toSize", qty from assistance_package_lines where package_id = ${p.packageId} and version = ${p.version}
   order by item_id, from_size`,
);

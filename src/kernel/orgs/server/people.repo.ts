import { defineSql, sql } from '#foundation/db/sql.ts';
import { SAMPLE } from './organisations.repo.ts';

const AT = '2023-03-01T00:00:00Z';

export interface PersonWrite {
  readonly id: string;
  readonly orgId: string;
  readonly kind: string;
  readonly sealed: Buffer;
  readonly mark: string;
  readonly by: string;
  readonly at: string;
}
export const insertPerson = defineSql(
  'orgs.insert-person',
  { id: SAMPLE, orgId: SAMPLE, kind: 'driver', sealed: Buffer.alloc(1), mark: 'x', by: SAMPLE, at: AT } as PersonWrite,
  (p: PersonWrite) => sql`
  insert into org_people (id, org_id, kind, sealed, screen_mark, created_by, created_at)
  values (${p.id}, ${p.orgId}, ${p.kind}, ${p.sealed}, ${p.mark}, ${p.by}, ${p.at})`,
);
export const updatePerson = defineSql(
  'orgs.update-person',
  { id: SAMPLE, kind: 'driver', sealed: Buffer.alloc(1), mark: 'x' } as { id: string; kind: string; sealed: Buffer; mark: string },
  (p: { id: string; kind: string; sealed: Buffer; mark: string }) => sql`
    update org_people set kind = ${p.kind}, sealed = ${p.sealed}, screen_mark = ${p.mark}, version = version + 1 where id = ${p.id}`,
);
export const endPersonRow = defineSql(
  'orgs.end-person',
  { id: SAMPLE, at: AT },
  (p: { id: string; at: string }) => sql`
    update org_people set status = 'left', left_at = ${p.at}, version = version + 1 where id = ${p.id} and status = 'active'`,
);

export interface PersonFound {
  readonly id: string;
  readonly org_id: string;
  readonly kind: 'officer' | 'driver' | 'contact';
  readonly sealed: Buffer;
  readonly screen_mark: string;
  readonly status: 'active' | 'left';
  readonly created_by: string;
  readonly version: number;
  readonly screening: 'clear' | 'open' | 'blocked' | 'never';
}
const found = sql`p.*, case when hits.same > 0 then 'blocked' when hits.undecided > 0 then 'open' when run.screened_at is null then 'never' else 'clear' end as screening`;
const from = sql`from org_people p
  left join screening_runs run on run.org_id = p.org_id and run.person_id = p.id
  cross join lateral (
    select count(*) filter (where h.state = 'same') as same, count(*) filter (where h.state in ('open', 'more-information')) as undecided
      from screening_hits h
     where h.person_id = p.id
       and exists (select from screening_version_entries ve join screening_versions v on v.id = ve.version_id and v.state = 'active' where ve.entry_id = h.entry_id)
  ) hits`;

export const findPerson = defineSql(
  'orgs.find-person',
  { id: SAMPLE },
  (p: { id: string }) => sql<PersonFound>`select ${found} ${from} where p.id = ${p.id}`,
);
export const listPersonRows = defineSql(
  'orgs.list-people',
  { orgId: SAMPLE, kind: null as string | null },
  (p: { orgId: string; kind: string | null }) => sql<PersonFound>`
    select ${found} ${from} where p.org_id = ${p.orgId} and (${p.kind}::text is null or p.kind = ${p.kind}) order by p.status, p.kind desc, p.created_at, p.id`,
);
/** People who work for these organisations now: all of them, or the officers, whose hits are the organisation's, and one more. */
export const listActivePeople = defineSql(
  'orgs.list-active-people',
  { orgIds: [SAMPLE], besideOfficers: null } as { orgIds: readonly string[]; besideOfficers: string | null },
  (p: { orgIds: readonly string[]; besideOfficers: string | null }) => sql<PersonFound>`
    select p.*, 'never' as screening from org_people p where p.org_id = any(${p.orgIds}::uuid[]) and p.status = 'active'
       and (${p.besideOfficers}::uuid is null or p.kind = 'officer' or p.id = ${p.besideOfficers}::uuid) order by p.id`,
);

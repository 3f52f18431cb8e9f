import { orderBy } from '#foundation/db/order.ts';
import { defineSql, sql } from '#foundation/db/sql.ts';
import type { RawBuilder } from 'kysely';
import type { OrgRole } from '../contract/organisations.ts';

export const SAMPLE = '00000000-0000-7000-8000-000000000001';
const AT = '2023-03-01T00:00:00Z';

export interface OrgWrite {
  readonly id: string;
  readonly acronym: string | null;
  readonly nameEn: string;
  readonly nameTr: string | null;
  readonly nameAr: string | null;
  readonly roles: readonly string[];
  readonly kind: string;
  readonly country: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly address: string | null;
  readonly website: string | null;
  readonly note: string | null;
  readonly mark: string;
  readonly by: string;
  readonly at: string;
}
const sample: OrgWrite = {
  id: SAMPLE,
  acronym: null,
  nameEn: 'X',
  nameTr: null,
  nameAr: null,
  roles: ['partner'],
  kind: 'partner',
  country: null,
  email: null,
  phone: null,
  address: null,
  website: null,
  note: null,
  mark: '',
  by: SAMPLE,
  at: AT,
};

export const insertOrg = defineSql(
  'orgs.insert-organisation',
  sample,
  (p: OrgWrite) => sql`
  insert into organisations (id, acronym, name_en, name_tr, name_ar, roles, kind, country, email, phone, address, website, note, screen_mark, created_by, created_at)
  values (${p.id}, ${p.acronym}, ${p.nameEn}, ${p.nameTr}, ${p.nameAr}, ${p.roles}::text[], ${p.kind}, ${p.country}, ${p.email}, ${p.phone}, ${p.address}, ${p.website}, ${p.note}, ${p.mark}, ${p.by}, ${p.at})`,
);

/** Writes what is said of an organisation; its kind goes on to its users, and from them to what they may hold. */
export const updateOrg = defineSql(
  'orgs.update-organisation',
  sample,
  (p: OrgWrite) => sql`
  update organisations set acronym = ${p.acronym}, name_en = ${p.nameEn}, name_tr = ${p.nameTr}, name_ar = ${p.nameAr}, roles = ${p.roles}::text[],
    kind = ${p.kind}, country = ${p.country}, email = ${p.email}, phone = ${p.phone}, address = ${p.address}, website = ${p.website}, note = ${p.note},
    screen_mark = ${p.mark}, version = version + 1
  where id = ${p.id}`,
);

export const setOrgStatus = defineSql(
  'orgs.set-organisation-status',
  { id: SAMPLE, status: 'suspended' },
  (p: { id: string; status: string }) => sql`
    update organisations set status = ${p.status}, version = version + 1 where id = ${p.id} and status <> 'merged'`,
);

export const deleteRegistrations = defineSql(
  'orgs.delete-registrations',
  { orgId: SAMPLE },
  (p: { orgId: string }) => sql`delete from org_registrations where org_id = ${p.orgId}`,
);
export interface RegistrationWrite {
  readonly kind: string;
  readonly number: string;
  readonly key: string;
  readonly country: string;
}
export const insertRegistrations = defineSql(
  'orgs.insert-registrations',
  { orgId: SAMPLE, rows: [{ kind: 'tax', number: '1', key: '1', country: 'TUR' }] as readonly RegistrationWrite[] },
  (p: { orgId: string; rows: readonly RegistrationWrite[] }) => sql`
  insert into org_registrations (org_id, kind, number, number_key, country)
  select ${p.orgId}, kind, number, key, country from jsonb_to_recordset(${JSON.stringify(p.rows)}::jsonb) as r(kind text, number text, key text, country text)
  on conflict do nothing`,
);

export const deleteAliases = defineSql(
  'orgs.delete-aliases',
  { orgId: SAMPLE },
  (p: { orgId: string }) => sql`delete from org_aliases where org_id = ${p.orgId} and merge_id is null`,
);
export interface AliasWrite {
  readonly id: string;
  readonly alias: string;
  readonly mergeId: string | null;
}
export const insertAliases = defineSql(
  'orgs.insert-aliases',
  { orgId: SAMPLE, rows: [{ id: SAMPLE, alias: 'X', mergeId: null }] as readonly AliasWrite[] },
  (p: { orgId: string; rows: readonly AliasWrite[] }) => sql`
  insert into org_aliases (id, org_id, alias, merge_id)
  select id, ${p.orgId}, alias, "mergeId" from jsonb_to_recordset(${JSON.stringify(p.rows)}::jsonb) as r(id uuid, alias text, "mergeId" uuid)
  on conflict do nothing`,
);
export const deleteMergeAliases = defineSql(
  'orgs.delete-merge-aliases',
  { mergeId: SAMPLE },
  (p: { mergeId: string }) => sql`delete from org_aliases where merge_id = ${p.mergeId}`,
);

/** All search keys of an organisation anew. */
export const replaceKeys = defineSql(
  'orgs.replace-keys',
  { orgId: SAMPLE, rows: [{ key: 'x', weight: 1 }] as readonly { key: string; weight: number }[] },
  (p: { orgId: string; rows: readonly { key: string; weight: number }[] }) => sql`
  with wanted as (select key, weight from jsonb_to_recordset(${JSON.stringify(p.rows)}::jsonb) as r(key text, weight int)),
  gone as (delete from org_keys where org_id = ${p.orgId} and key not in (select key from wanted))
  insert into org_keys (org_id, key, weight) select ${p.orgId}, key, weight from wanted
  on conflict (org_id, key) do update set weight = excluded.weight`,
);

export interface OrgFound {
  readonly id: string;
  readonly acronym: string | null;
  readonly name_en: string;
  readonly name_tr: string | null;
  readonly name_ar: string | null;
  readonly roles: OrgRole[];
  readonly kind: OrgRole;
  readonly country: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly address: string | null;
  readonly website: string | null;
  readonly note: string | null;
  readonly screen_mark: string;
  readonly status: 'active' | 'suspended' | 'closed' | 'merged';
  readonly merged_into: string | null;
  readonly created_by: string;
  readonly version: number;
  readonly screening: 'clear' | 'open' | 'blocked' | 'never';
  readonly screened_at: Date | null;
  readonly people: number;
  readonly open_hits: number;
  readonly total: number;
}

// Hits count while their entry stands in the version of its list that is in force. A hit on an officer is a hit on the
// organisation; a driver's is the driver's own.
const hitsInForce = sql`
  select count(*) filter (where h.state = 'same') as same, count(*) filter (where h.state in ('open', 'more-information')) as undecided
    from screening_hits h left join org_people p on p.id = h.person_id
   where h.org_id = o.id and (h.person_id is null or (p.kind = 'officer' and p.status = 'active'))
     and exists (select from screening_version_entries ve join screening_versions v on v.id = ve.version_id and v.state = 'active' where ve.entry_id = h.entry_id)`;
const screeningState = sql`case when hits.same > 0 then 'blocked' when hits.undecided > 0 then 'open' when run.screened_at is null then 'never' else 'clear' end`;
const from = sql`from organisations o
  left join screening_runs run on run.org_id = o.id and run.person_id = '00000000-0000-0000-0000-000000000000'
  cross join lateral (${hitsInForce}) hits`;
const found = sql`o.*, ${screeningState} as screening, run.screened_at, hits.undecided as open_hits,
  (select count(*) from org_people p where p.org_id = o.id and p.status = 'active') as people`;

export const findOrg = defineSql(
  'orgs.find-organisation',
  { id: SAMPLE },
  (p: { id: string }) => sql<OrgFound>`select ${found}, 1 as total ${from} where o.id = ${p.id}`,
);

/** Keeps others from changing these until this command is done; in id order, so that no two wait for each other. */
export const lockOrgs = defineSql(
  'orgs.lock-organisations',
  { ids: [SAMPLE] },
  (p: { ids: readonly string[] }) => sql<{ id: string }>`
    select id from organisations where id = any(${p.ids}::uuid[]) order by id for update`,
);

/** The organisation and those that stand for it now, nearest first. */
export const listSuccessors = defineSql(
  'orgs.list-successors',
  { id: SAMPLE },
  (p: { id: string }) => sql<{ id: string }>`
  with recursive line as (
    select id, merged_into, 0 as step from organisations where id = ${p.id}
    union all
    select o.id, o.merged_into, line.step + 1 from line join organisations o on o.id = line.merged_into where line.step < 100
  ) select id from line order by step`,
);

export interface OrgFilter {
  readonly reach: RawBuilder<boolean>;
  readonly key: string | null;
  readonly role: string | null;
  readonly status: string | null;
  readonly screening: string | null;
  readonly sort: string | undefined;
  readonly limit: number;
  readonly offset: number;
}
const sortable = {
  acronym: sql`o.acronym`,
  nameEn: sql`o.name_en`,
  nameTr: sql`o.name_tr`,
  nameAr: sql`o.name_ar`,
  roles: sql`o.kind`,
  country: sql`o.country`,
  status: sql`o.status`,
  screening: screeningState,
  people: sql`people`,
};

/** A page of organisations; those that became aliases show only when asked for. */
export const listOrgRows = defineSql(
  'orgs.list-organisations',
  {
    reach: sql<boolean>`true`,
    key: null,
    role: null,
    status: null,
    screening: null,
    sort: undefined,
    limit: 50,
    offset: 0,
  } as OrgFilter,
  (p: OrgFilter) => sql<OrgFound>`
    select ${found}, count(*) over () as total ${from}
     where ${p.reach}
       and (${p.key}::text is null or exists (select from org_keys k where k.org_id = o.id and (k.key like '%' || ${p.key} || '%' or ${p.key} % k.key)))
       and (${p.role}::text is null or ${p.role}::text = any(o.roles))
       and (case when ${p.status}::text is null then o.status <> 'merged' else o.status = ${p.status} end)
       and (${p.screening}::text is null or ${screeningState} = ${p.screening})
     ${orderBy(p.sort, sortable, sql`o.name_en`, sql`o.id`)} limit ${p.limit} offset ${p.offset}`,
);

export const listAliasRows = defineSql(
  'orgs.list-aliases',
  { orgId: SAMPLE },
  (p: { orgId: string }) => sql<{ id: string; alias: string; merge_id: string | null }>`
    select id, alias, merge_id from org_aliases where org_id = ${p.orgId} order by merge_id nulls first, alias`,
);
export const listRegistrationRows = defineSql(
  'orgs.list-registrations',
  { orgId: SAMPLE },
  (p: { orgId: string }) => sql<{ kind: 'tax'; number: string; country: string }>`
    select kind, number, country from org_registrations where org_id = ${p.orgId} order by kind, number`,
);

/** Ids of all organisations that stand for themselves, a page at a time, for the nightly screening. */
export const listOrgIds = defineSql(
  'orgs.list-organisation-ids',
  { after: '00000000-0000-0000-0000-000000000000', limit: 100 },
  (p: { after: string; limit: number }) => sql<{ id: string }>`
    select id from organisations where status <> 'merged' and id > ${p.after} order by id limit ${p.limit}`,
);

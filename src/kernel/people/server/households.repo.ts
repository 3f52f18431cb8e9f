import { orderBy } from '#foundation/db/order.ts';
import { defineSql, sql } from '#foundation/db/sql.ts';
import type { RawBuilder } from 'kysely';
import type { CollectorRole, Relation } from '../domain/household.ts';
import type { BriefRow } from './persons.repo.ts';
import { SAMPLE } from './persons.repo.ts';

const AT = '2023-03-01T00:00:00Z';
export interface HouseholdWrite {
  readonly id: string;
  readonly number: string;
  readonly sealed: Uint8Array | null;
  readonly area: string;
  readonly areas: readonly string[];
  readonly siteId: string | null;
  readonly fromOrg: string | null;
  readonly restricted: boolean;
  readonly flags: readonly string[];
  readonly source: string;
  readonly by: string;
  readonly occurredAt: string;
  readonly at: string;
}
export const insertHousehold = defineSql(
  'people.insert-household',
  {
    id: SAMPLE,
    number: 'H-1',
    sealed: null,
    area: 'TUR',
    areas: ['TUR'],
    siteId: null,
    fromOrg: null,
    restricted: false,
    flags: [],
    source: 'desk',
    by: SAMPLE,
    occurredAt: AT,
    at: AT,
  } as HouseholdWrite,
  (p: HouseholdWrite) => sql`
  insert into households (id, number, sealed, area, areas, site_id, from_org, restricted, flags, source, registered_by, occurred_at, registered_at)
  values (${p.id}, ${p.number}, ${p.sealed}::bytea, ${p.area}, ${p.areas}::text[], ${p.siteId}::uuid, ${p.fromOrg}::uuid, ${p.restricted}, ${p.flags}::text[],
    ${p.source}, ${p.by}, ${p.occurredAt}, ${p.at})`,
);
export interface HouseholdFound {
  readonly id: string;
  readonly number: string;
  readonly sealed: Buffer | null;
  readonly area: string;
  readonly area_en: string | null;
  readonly area_tr: string | null;
  readonly area_ar: string | null;
  readonly areas: string[];
  readonly site_id: string | null;
  readonly site_names: { en: string; tr: string | null; ar: string | null } | null;
  readonly restricted: boolean;
  readonly from_org: string | null;
  readonly status: 'active' | 'closed';
  readonly flags: string[];
  readonly source: 'desk' | 'offline' | 'import';
  readonly attested: boolean;
  readonly spot_check: boolean;
  readonly registered_at: Date;
  readonly registered_by: string;
  readonly version: number;
}
export const findHousehold = defineSql(
  'people.find-household',
  { id: SAMPLE },
  (p: { id: string }) => sql<HouseholdFound>`
  select h.*, a.name_en as area_en, a.name_tr as area_tr, a.name_ar as area_ar, case when s.id is not null then jsonb_build_object('en', s.name_en, 'tr', s.name_tr, 'ar', s.name_ar) end as site_names, u.name as registered_by,
    exists (select from household_attestations t where t.household_id = h.id) as attested,
    exists (select from household_attestations t where t.household_id = h.id and t.spot_check) as spot_check
    from households h join areas a on a.pcode = h.area join users u on u.id = h.registered_by left join sites s on s.id = h.site_id
   where h.id = ${p.id}`,
);
export const lockHouseholds = defineSql(
  'people.lock-households',
  { ids: [SAMPLE] },
  (p: { ids: readonly string[] }) => sql<{ id: string }>`select id from households where id = any(${p.ids}::uuid[]) order by id for update`,
);
export const updateHousehold = defineSql(
  'people.update-household',
  { id: SAMPLE, sealed: null, area: 'TUR', areas: ['TUR'], siteId: null } as {
    id: string;
    sealed: Uint8Array | null;
    area: string;
    areas: readonly string[];
    siteId: string | null;
  },
  (p) => sql`
  update households set sealed = ${p.sealed}::bytea, area = ${p.area}, areas = ${p.areas}::text[], site_id = ${p.siteId}::uuid, version = version + 1
   where id = ${p.id}`,
);
export const setHouseholdState = defineSql(
  'people.set-household-state',
  { id: SAMPLE, status: 'closed', flags: [] as readonly string[] },
  (p: { id: string; status: string; flags: readonly string[] }) => sql<{ was: string }>`
  update households h set status = ${p.status}, flags = ${p.flags}::text[], version = h.version + 1
    from (select id, status from households where id = ${p.id}) former where h.id = former.id returning former.status as was`,
);
export const restrictHousehold = defineSql(
  'people.restrict-household',
  { id: SAMPLE, restricted: true },
  (p: { id: string; restricted: boolean }) =>
    sql`update households set restricted = ${p.restricted}, version = version + 1 where id = ${p.id}`,
);

export interface MemberWrite {
  readonly id: string;
  readonly householdId: string;
  readonly personId: string;
  readonly relation: string;
  readonly collector: string;
  readonly from: string;
}
export const insertMember = defineSql(
  'people.insert-member',
  { id: SAMPLE, householdId: SAMPLE, personId: SAMPLE, relation: 'head', collector: 'none', from: '2023-03-01' } as MemberWrite,
  (p: MemberWrite) => sql`
  insert into household_members (id, household_id, person_id, relation, collector, from_day)
  values (${p.id}, ${p.householdId}, ${p.personId}, ${p.relation}, ${p.collector}, ${p.from}::date)`,
);
/** Ends a membership on a day; one that began that very day is of no length and stays in the history. */
export const endMember = defineSql(
  'people.end-member',
  { personId: SAMPLE, householdId: SAMPLE, on: '2023-03-01', reason: 'moved' },
  (p: { personId: string; householdId: string; on: string; reason: string }) => sql<{ id: string }>`
  update household_members set to_day = ${p.on}::date, end_reason = ${p.reason}
   where person_id = ${p.personId} and household_id = ${p.householdId} and to_day is null returning id`,
);
export const reviveMember = defineSql(
  'people.revive-member',
  { id: SAMPLE },
  (p: { id: string }) => sql`update household_members set to_day = null, end_reason = null where id = ${p.id}`,
);
export const updateMember = defineSql(
  'people.update-member',
  { id: SAMPLE, relation: 'head', collector: 'none' },
  (p: { id: string; relation: string; collector: string }) => sql`
    update household_members set relation = ${p.relation}, collector = ${p.collector} where id = ${p.id}`,
);

export interface MemberFound extends BriefRow {
  readonly membership_id: string;
  readonly relation: Relation;
  readonly collector: CollectorRole;
  readonly from_day: string;
  readonly to_day: string | null;
  readonly end_reason: string | null;
  /** Alive, here, and in no household now. */
  readonly unhoused: boolean;
}
/** Who is or was in the household, the head first, those who left last. */
export const listMembers = defineSql(
  'people.list-members',
  { householdId: SAMPLE },
  (p: { householdId: string }) => sql<MemberFound>`
  select p.id, p.number, p.sealed, p.sex, p.birth_date, p.birth_precision, p.status, p.restricted,
    m.id as membership_id, m.relation, m.collector, m.from_day, m.to_day, m.end_reason,
    p.status = 'active' and not exists (select from household_members o where o.person_id = p.id and o.to_day is null) as unhoused
    from household_members m join persons p on p.id = m.person_id where m.household_id = ${p.householdId}
   order by m.to_day is not null, m.relation <> 'head', m.relation <> 'spouse', p.birth_date nulls last, m.id`,
);
export interface MembershipFound {
  readonly id: string;
  readonly household_id: string;
  readonly number: string;
  readonly relation: Relation;
  readonly collector: CollectorRole;
  readonly from_day: string;
  readonly to_day: string | null;
  readonly end_reason: string | null;
}
export const listMemberships = defineSql(
  'people.list-memberships',
  { personId: SAMPLE },
  (p: { personId: string }) => sql<MembershipFound>`
  select m.id, m.household_id, h.number, m.relation, m.collector, m.from_day, m.to_day, m.end_reason
    from household_members m join households h on h.id = m.household_id where m.person_id = ${p.personId} order by m.to_day is not null, m.from_day desc, m.id desc`,
);

export interface AttestationWrite {
  readonly id: string;
  readonly householdId: string;
  readonly sealed: Uint8Array;
  readonly first: Uint8Array;
  readonly second: Uint8Array;
  readonly nonePaid: boolean;
  readonly on: string;
  readonly by: string;
  readonly at: string;
}
export const insertAttestation = defineSql(
  'people.insert-attestation',
  {
    id: SAMPLE,
    householdId: SAMPLE,
    sealed: new Uint8Array(),
    first: new Uint8Array(),
    second: new Uint8Array(),
    nonePaid: true,
    on: '2023-03-01',
    by: SAMPLE,
    at: AT,
  } as AttestationWrite,
  (p: AttestationWrite) => sql`
  insert into household_attestations (id, household_id, sealed, first_hash, second_hash, none_paid, attested_on, recorded_by, recorded_at)
  values (${p.id}, ${p.householdId}, ${p.sealed}, ${p.first}, ${p.second}, ${p.nonePaid}, ${p.on}::date, ${p.by}, ${p.at})`,
);

export interface HouseholdFilter {
  readonly reach: RawBuilder<boolean>;
  readonly area: string | null;
  readonly number: string | null;
  readonly status: string | null;
  readonly spotCheck: boolean | null;
  readonly sort: string | undefined;
  readonly limit: number;
  readonly offset: number;
}
export interface HouseholdListed extends HouseholdFound {
  readonly head_sealed: Buffer | null;
  readonly size: number;
  readonly card: boolean;
  readonly total: number;
}
const sortable = {
  number: sql`h.number`,
  size: sql`size`,
  area: sql`h.area`,
  status: sql`h.status`,
  source: sql`h.source`,
  attested: sql`attested`,
  card: sql`card`,
  registeredAt: sql`h.registered_at`,
};
export const listHouseholdRows = defineSql(
  'people.list-households',
  {
    reach: sql<boolean>`true`,
    area: null,
    number: null,
    status: null,
    spotCheck: null,
    sort: undefined,
    limit: 50,
    offset: 0,
  } as HouseholdFilter,
  (p: HouseholdFilter) => sql<HouseholdListed>`
  select h.*, a.name_en as area_en, a.name_tr as area_tr, a.name_ar as area_ar, t.id is not null as attested, coalesce(t.spot_check, false) as spot_check,
    (select count(*)::int from household_members m where m.household_id = h.id and m.to_day is null) as size,
    (select p.sealed from household_members m join persons p on p.id = m.person_id where m.household_id = h.id and m.relation = 'head' and m.to_day is null) as head_sealed,
    exists (select from household_cards c where c.household_id = h.id and c.revoked_at is null) as card, count(*) over ()::int as total
    from households h join areas a on a.pcode = h.area
    left join lateral (select t.id, t.spot_check from household_attestations t where t.household_id = h.id limit 1) t on true
   where ${p.reach} and (${p.area}::text is null or h.areas && array[${p.area}::text]) and (${p.number}::text is null or h.number = ${p.number})
     and (case when ${p.status}::text is null then h.status = 'active' else h.status = ${p.status} end)
     and (${p.spotCheck}::boolean is null or coalesce(t.spot_check, false) = ${p.spotCheck})
   ${orderBy(p.sort, sortable, sql`h.registered_at desc`, sql`h.id`)} limit ${p.limit} offset ${p.offset}`,
);

import { orderBy } from '#foundation/db/order.ts';
import { defineSql, sql } from '#foundation/db/sql.ts';
import type { RawBuilder } from 'kysely';
import type { BirthPrecision } from '../domain/birth.ts';
import type { Relation } from '../domain/household.ts';

export const SAMPLE = '00000000-0000-7000-8000-000000000001';
const AT = '2023-03-01T00:00:00Z';
const bytes = new Uint8Array() as Uint8Array;

export interface PersonWrite {
  readonly id: string;
  readonly number: string;
  readonly sealed: Uint8Array;
  readonly contacts: Uint8Array | null;
  readonly needs: Uint8Array | null;
  readonly sex: string | null;
  readonly birthDate: string | null;
  readonly birthPrecision: string | null;
  readonly areas: readonly string[];
  readonly siteId: string | null;
  readonly fromOrg: string | null;
  readonly by: string;
  readonly at: string;
}
export const insertPerson = defineSql(
  'people.insert-person',
  {
    id: SAMPLE,
    number: 'P-1',
    sealed: bytes,
    contacts: null,
    needs: null,
    sex: 'f',
    birthDate: null,
    birthPrecision: null,
    areas: ['TUR'],
    siteId: null,
    fromOrg: null,
    by: SAMPLE,
    at: AT,
  } as PersonWrite,
  (p: PersonWrite) => sql`
  insert into persons (id, number, sealed, contacts, needs, sex, birth_date, birth_precision, areas, site_id, from_org, registered_by, registered_at)
  values (${p.id}, ${p.number}, ${p.sealed}, ${p.contacts}::bytea, ${p.needs}::bytea, ${p.sex}, ${p.birthDate}::date, ${p.birthPrecision}, ${p.areas}::text[],
    ${p.siteId}::uuid, ${p.fromOrg}::uuid, ${p.by}, ${p.at})`,
);

export interface PersonUpdate {
  readonly id: string;
  readonly sealed: Uint8Array;
  readonly contacts: Uint8Array | null;
  readonly needs: Uint8Array | null;
  readonly sex: string | null;
  readonly birthDate: string | null;
  readonly birthPrecision: string | null;
}
export const updatePerson = defineSql(
  'people.update-person',
  { id: SAMPLE, sealed: bytes, contacts: null, needs: null, sex: 'f', birthDate: null, birthPrecision: null } as PersonUpdate,
  (p: PersonUpdate) => sql`
  update persons set sealed = ${p.sealed}, contacts = ${p.contacts}::bytea, needs = ${p.needs}::bytea, sex = ${p.sex}, birth_date = ${p.birthDate}::date,
    birth_precision = ${p.birthPrecision}, version = version + 1 where id = ${p.id}`,
);

export const setPersonStatus = defineSql(
  'people.set-person-status',
  { id: SAMPLE, status: 'deceased', into: null as string | null },
  (p: { id: string; status: string; into: string | null }) => sql`
    update persons set status = ${p.status}, merged_into = ${p.into}::uuid, version = version + 1 where id = ${p.id}`,
);

/** Whoever lives in the household now goes with it, hidden or seen, here or elsewhere. */
export const placePersons = defineSql(
  'people.place-persons',
  { ids: [SAMPLE], areas: ['TUR'], siteId: null as string | null },
  (p: { ids: readonly string[]; areas: readonly string[]; siteId: string | null }) => sql`
    update persons set areas = ${p.areas}::text[], site_id = ${p.siteId}::uuid, version = version + 1 where id = any(${p.ids}::uuid[])`,
);
export const restrictPersons = defineSql(
  'people.restrict-persons',
  { ids: [SAMPLE], restricted: true },
  (p: { ids: readonly string[]; restricted: boolean }) => sql`
    update persons set restricted = ${p.restricted}, version = version + 1 where id = any(${p.ids}::uuid[])`,
);
/** Whoever comes into a restricted household would give it away. */
export const restrictInto = defineSql(
  'people.restrict-into',
  { ids: [SAMPLE], householdId: SAMPLE },
  (p: { ids: readonly string[]; householdId: string }) => sql`
    update persons set restricted = true, version = version + 1
     where id = any(${p.ids}::uuid[]) and not restricted and exists (select from households h where h.id = ${p.householdId}::uuid and h.restricted)`,
);

export interface BriefRow {
  readonly id: string;
  readonly number: string;
  readonly sealed: Buffer;
  readonly sex: 'f' | 'm' | null;
  readonly birth_date: string | null;
  readonly birth_precision: BirthPrecision | null;
  readonly status: 'active' | 'deceased' | 'departed' | 'merged' | 'erased' | 'withdrawn';
  readonly restricted: boolean;
}
export interface PersonFound extends BriefRow {
  readonly contacts: Buffer | null;
  readonly needs: Buffer | null;
  readonly merged_into: string | null;
  readonly areas: string[];
  readonly site_id: string | null;
  readonly registered_at: Date;
  readonly registered_by: string;
  readonly version: number;
}
export const findPerson = defineSql(
  'people.find-person',
  { id: SAMPLE },
  (p: { id: string }) => sql<PersonFound>`
    select p.*, u.name as registered_by from persons p join users u on u.id = p.registered_by where p.id = ${p.id}`,
);
/** Locks persons in the order of their ids, so that no two commands wait for each other. */
export const lockPersons = defineSql(
  'people.lock-persons',
  { ids: [SAMPLE] },
  (p: { ids: readonly string[] }) => sql<{ id: string }>`select id from persons where id = any(${p.ids}::uuid[]) order by id for update`,
);

export interface RowFound extends BriefRow {
  readonly household_id: string | null;
  readonly household_number: string | null;
  readonly relation: Relation | null;
  readonly size: number;
  readonly area: string | null;
  readonly area_en: string | null;
  readonly area_tr: string | null;
  readonly area_ar: string | null;
  readonly registered_at: Date;
  readonly total: number;
}
const row = sql`p.id, p.number, p.sealed, p.sex, p.birth_date, p.birth_precision, p.status, p.restricted, p.registered_at,
  h.id as household_id, h.number as household_number, m.relation, h.area,
  (select count(*)::int from household_members c where c.household_id = h.id and c.to_day is null) as size,
  a.name_en as area_en, a.name_tr as area_tr, a.name_ar as area_ar`;
const joined = sql`left join household_members m on m.person_id = p.id and m.to_day is null
  left join households h on h.id = m.household_id left join areas a on a.pcode = coalesce(h.area, p.areas[cardinality(p.areas)])`;

export interface PersonFilter {
  readonly reach: RawBuilder<boolean>;
  /** Of each group one term must be there. */
  readonly asked: readonly (readonly string[])[];
  readonly number: string | null;
  readonly area: string | null;
  readonly status: string | null;
  readonly sort: string | undefined;
  readonly limit: number;
  readonly offset: number;
}
const sortable = {
  number: sql`p.number`,
  sex: sql`p.sex`,
  householdNumber: sql`h.number`,
  relation: sql`m.relation`,
  area: sql`h.area`,
  status: sql`p.status`,
  registeredAt: sql`p.registered_at`,
};
export const listPersonRows = defineSql(
  'people.list-persons',
  {
    reach: sql<boolean>`true`,
    asked: [['1', '2']],
    number: null,
    area: null,
    status: null,
    sort: undefined,
    limit: 50,
    offset: 0,
  } as PersonFilter,
  (p: PersonFilter) => {
    const words = p.asked.map((any) => sql`k.words && ${any}::bigint[]`);
    const found =
      words.length > 0 ? sql`exists (select from person_keys k where k.person_id = p.id and ${sql.join(words, sql` and `)})` : sql`true`;
    return sql<RowFound>`
    select ${row}, count(*) over ()::int as total from persons p ${joined}
     where ${p.reach} and ${found}
       and (${p.number}::text is null or p.number = ${p.number} or h.number = ${p.number})
       and (${p.area}::text is null or p.areas && array[${p.area}::text])
       and (case when ${p.status}::text is null then p.status not in ('merged', 'erased', 'withdrawn') else p.status = ${p.status} end)
     ${orderBy(p.sort, sortable, sql`p.registered_at desc`, sql`p.id`)} limit ${p.limit} offset ${p.offset}`;
  },
);
/** Rows of these persons, as far as they may be seen. */
export const listRowsById = defineSql(
  'people.list-rows-by-id',
  { ids: [SAMPLE] },
  (p: { ids: readonly string[] }) => sql<RowFound>`select ${row}, 0 as total from persons p ${joined} where p.id = any(${p.ids}::uuid[])`,
);

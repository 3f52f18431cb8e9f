import type { RawBuilder } from 'kysely';
import { orderBy } from '#foundation/db/order.ts';
import { defineSql, sql } from '#foundation/db/sql.ts';
import { SAMPLE } from './persons.repo.ts';

const AT = '2023-03-01T00:00:00Z';
export const insertErasure = defineSql(
  'people.insert-erasure',
  { id: SAMPLE, personId: SAMPLE, ground: 'request', sealed: new Uint8Array() as Uint8Array, by: SAMPLE, at: AT },
  (p: { id: string; personId: string; ground: string; sealed: Uint8Array; by: string; at: string }) => sql`
  insert into person_erasures (id, person_id, ground, sealed, asked_by, asked_at)
  values (${p.id}, ${p.personId}, ${p.ground}, ${p.sealed}, ${p.by}, ${p.at})`,
);
export interface ErasureFound {
  readonly id: string;
  readonly person_id: string;
  readonly number: string;
  readonly ground: 'request' | 'no-consent' | 'retention' | 'mistake';
  readonly sealed: Buffer;
  readonly state: 'asked' | 'erased' | 'kept';
  readonly asked_by: string;
  readonly asked_name: string;
  readonly asked_at: Date;
  readonly decided_name: string | null;
  readonly decided_at: Date | null;
  readonly areas: string[];
  readonly site_id: string | null;
  readonly total: number;
}
const shown = sql`e.id, e.person_id, p.number, e.ground, e.sealed, e.state, e.asked_by, a.name as asked_name, e.asked_at, d.name as decided_name, e.decided_at, p.areas, p.site_id`;
const from = sql`person_erasures e join persons p on p.id = e.person_id join users a on a.id = e.asked_by left join users d on d.id = e.decided_by`;
export const findErasure = defineSql(
  'people.find-erasure',
  { id: SAMPLE },
  (p: { id: string }) => sql<ErasureFound>`select ${shown}, 1 as total from ${from} where e.id = ${p.id}`,
);
export const lockErasure = defineSql(
  'people.lock-erasure',
  { id: SAMPLE },
  (p: { id: string }) => sql<{ state: string }>`select state from person_erasures where id = ${p.id} for update`,
);
export interface ErasureFilter {
  readonly reach: RawBuilder<boolean>;
  readonly state: string | null;
  readonly personId: string | null;
  readonly sort: string | undefined;
  readonly limit: number;
  readonly offset: number;
}
const sortable = {
  number: sql`p.number`,
  ground: sql`e.ground`,
  state: sql`e.state`,
  askedAt: sql`e.asked_at`,
  decidedAt: sql`e.decided_at`,
};
export const listErasureRows = defineSql(
  'people.list-erasures',
  { reach: sql<boolean>`true`, state: null, personId: null, sort: undefined, limit: 50, offset: 0 } as ErasureFilter,
  (p: ErasureFilter) => sql<ErasureFound>`
  select ${shown}, count(*) over ()::int as total from ${from}
   where ${p.reach} and (${p.state}::text is null or e.state = ${p.state}) and (${p.personId}::uuid is null or e.person_id = ${p.personId}::uuid)
   ${orderBy(p.sort, sortable, sql`e.state <> 'asked', e.asked_at desc`, sql`e.id`)} limit ${p.limit} offset ${p.offset}`,
);
export const settleErasure = defineSql(
  'people.settle-erasure',
  { id: SAMPLE, state: 'kept', by: SAMPLE, at: AT },
  (p: { id: string; state: string; by: string; at: string }) => sql`
  update person_erasures set state = ${p.state}, decided_by = ${p.by}, decided_at = ${p.at} where id = ${p.id}`,
);
/** Persons whose key was destroyed, and of whom the register still holds more than the totals need. */
export const listKeyless = defineSql(
  'people.list-keyless',
  {},
  () => sql<{ id: string }>`
  select p.id from data_keys k join persons p on k.subject = 'person:' || p.id
   where k.class = 'personal' and k.wrapped is null and k.subject like 'person:%' and p.status <> 'erased'
     and not exists (select from data_keys l where l.class = k.class and l.subject = k.subject and l.wrapped is not null)
   group by p.id order by p.id`,
);
export const settleAsked = defineSql(
  'people.settle-asked',
  { personId: SAMPLE, by: SAMPLE, at: AT },
  (p: { personId: string; by: string; at: string }) => sql`
  update person_erasures set state = 'erased', decided_by = ${p.by}, decided_at = ${p.at} where person_id = ${p.personId} and state = 'asked'`,
);
/** The record itself and those that were found to be the same person. */
export const listSamePerson = defineSql(
  'people.list-same-person',
  { id: SAMPLE },
  (p: { id: string }) => sql<{ id: string }>`select id from persons where id = ${p.id} or merged_into = ${p.id} order by id`,
);
/** What is left of a person: sex, year of birth, place and dates, for the totals. */
export const erasePersons = defineSql(
  'people.erase-persons',
  { ids: [SAMPLE] },
  (p: { ids: readonly string[] }) => sql`
  update persons set status = 'erased', merged_into = null, contacts = null, needs = null, shared_with = '{}', birth_date = date_trunc('year', birth_date)::date,
    birth_precision = case when birth_date is null then null else 'year' end, version = version + 1 where id = any(${p.ids}::uuid[])`,
);
export const deleteIdentifiers = defineSql(
  'people.delete-identifiers',
  { ids: [SAMPLE] },
  (p: { ids: readonly string[] }) => sql`delete from person_identifiers where person_id = any(${p.ids}::uuid[])`,
);
export const deleteKeys = defineSql(
  'people.delete-keys',
  { ids: [SAMPLE] },
  (p: { ids: readonly string[] }) => sql`delete from person_keys where person_id = any(${p.ids}::uuid[])`,
);
/** Pairs that wait for somebody: one of the two is not there any more. */
export const settlePairs = defineSql(
  'people.settle-pairs',
  { ids: [SAMPLE], by: SAMPLE, at: AT },
  (p: { ids: readonly string[]; by: string; at: string }) => sql`
  update match_pairs set state = 'different', decided_by = ${p.by}, decided_at = ${p.at}, note = null
   where (a_id = any(${p.ids}::uuid[]) or b_id = any(${p.ids}::uuid[])) and state in ('open', 'unsure')`,
);
export const emptyHousehold = defineSql(
  'people.empty-household',
  { id: SAMPLE },
  (p: { id: string }) => sql`update households set sealed = null, version = version + 1 where id = ${p.id}`,
);
/** Whether anybody who was ever in the household can still be named. */
export const countNamed = defineSql(
  'people.count-named',
  { id: SAMPLE },
  (p: { id: string }) => sql<{ named: number }>`
  select count(*)::int as named from household_members m join persons p on p.id = m.person_id where m.household_id = ${p.id} and p.status <> 'erased'`,
);

import { defineSql, sql } from '#foundation/db/sql.ts';
import { SAMPLE } from './persons.repo.ts';

const AT = '2023-03-01T00:00:00Z';
/** What of the register rests on a household: its living card, members with a life elsewhere, records joined with theirs. */
export const countTies = defineSql(
  'people.count-ties',
  { id: SAMPLE },
  (p: { id: string }) => sql<{ card: number; elsewhere: number; merge: number }>`
  with own as (select distinct person_id as id from household_members where household_id = ${p.id})
  select (select count(*)::int from household_cards c where c.household_id = ${p.id} and c.revoked_at is null) as card,
    (select count(*)::int from own where exists (select from household_members m where m.person_id = own.id and m.household_id <> ${p.id})) as elsewhere,
    (select count(*)::int from person_merges g where g.undone_at is null and (g.from_id in (select id from own) or g.into_id in (select id from own))) as merge`,
);
export const insertWithdrawal = defineSql(
  'people.insert-withdrawal',
  { id: SAMPLE, sealed: new Uint8Array() as Uint8Array, by: SAMPLE, at: AT },
  (p: { id: string; sealed: Uint8Array; by: string; at: string }) => sql`
  insert into registration_withdrawals (household_id, sealed, withdrawn_by, withdrawn_at) values (${p.id}, ${p.sealed}, ${p.by}, ${p.at})`,
);
export const findWithdrawal = defineSql(
  'people.find-withdrawal',
  { id: SAMPLE },
  (p: { id: string }) => sql<{ sealed: Buffer; by: string; at: Date }>`
  select w.sealed, u.name as by, w.withdrawn_at as at from registration_withdrawals w join users u on u.id = w.withdrawn_by where w.household_id = ${p.id}`,
);
/** Persons who were never registered after all; who was erased stays so. */
export const withdrawPersons = defineSql(
  'people.withdraw-persons',
  { ids: [SAMPLE] },
  (p: { ids: readonly string[] }) => sql`
  update persons set status = 'withdrawn', shared_with = '{}', version = version + 1 where id = any(${p.ids}::uuid[]) and status <> 'erased'`,
);
/** Their numbers are free for who bears them; answers others that disputed them. */
export const freeNumbers = defineSql(
  'people.free-numbers',
  { ids: [SAMPLE], at: AT },
  (p: { ids: readonly string[]; at: string }) => sql<{ person_id: string }>`
  with gone as (update person_identifiers set ended_at = ${p.at} where person_id = any(${p.ids}::uuid[]) and ended_at is null returning type, country, value_hash)
  select distinct i.person_id from person_identifiers i join gone g using (type, country, value_hash)
   where i.disputed and i.ended_at is null and not i.person_id = any(${p.ids}::uuid[])`,
);

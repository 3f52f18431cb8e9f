import { defineSql, sql } from '#foundation/db/sql.ts';
import { SAMPLE } from './persons.repo.ts';

export const putPin = defineSql(
  'people.put-pin',
  { householdId: SAMPLE, sealed: new Uint8Array(), by: SAMPLE, at: '2023-03-01T00:00:00Z' } as {
    householdId: string;
    sealed: Uint8Array;
    by: string;
    at: string;
  },
  (p) => sql`
  insert into household_pins (household_id, sealed, set_by, set_at) values (${p.householdId}, ${p.sealed}, ${p.by}, ${p.at})
  on conflict (household_id) do update set sealed = excluded.sealed, set_by = excluded.set_by, set_at = excluded.set_at`,
);
export const deletePin = defineSql(
  'people.delete-pin',
  { householdId: SAMPLE },
  (p: { householdId: string }) => sql`delete from household_pins where household_id = ${p.householdId}`,
);
export const findPin = defineSql(
  'people.find-pin',
  { householdId: SAMPLE },
  (p: { householdId: string }) => sql<{ set_at: Date; set_by: string }>`
  select p.set_at, u.name as set_by from household_pins p join users u on u.id = p.set_by where p.household_id = ${p.householdId}`,
);
export const listPins = defineSql(
  'people.list-pins',
  { ids: [SAMPLE] },
  (p: { ids: readonly string[] }) => sql<{ household_id: string; sealed: Buffer }>`
  select household_id, sealed from household_pins where household_id = any(${p.ids}::uuid[])`,
);

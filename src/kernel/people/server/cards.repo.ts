import { defineSql, sql } from '#foundation/db/sql.ts';
import { SAMPLE } from './persons.repo.ts';

const AT = '2023-03-01T00:00:00Z';
export const insertCard = defineSql(
  'people.insert-card',
  { id: SAMPLE, householdId: SAMPLE, number: 'K-1', by: SAMPLE, at: AT },
  (p: { id: string; householdId: string; number: string; by: string; at: string }) => sql`
    insert into household_cards (id, household_id, number, issued_by, issued_at) values (${p.id}, ${p.householdId}, ${p.number}, ${p.by}, ${p.at})`,
);
/** Kills the living card of a household, or that one card. */
export const revokeCards = defineSql(
  'people.revoke-cards',
  { householdId: SAMPLE, cardId: null as string | null, why: 'lost', by: SAMPLE, at: AT },
  (p: { householdId: string; cardId: string | null; why: string; by: string; at: string }) => sql`
  update household_cards set revoked_by = ${p.by}, revoked_at = ${p.at}, revoked_why = ${p.why}
   where household_id = ${p.householdId} and (${p.cardId}::uuid is null or id = ${p.cardId}::uuid) and revoked_at is null`,
);
export interface CardFound {
  readonly id: string;
  readonly household_id: string;
  readonly number: string;
  readonly issued_at: Date;
  readonly revoked_at: Date | null;
  readonly revoked_why: string | null;
}
export const listCards = defineSql(
  'people.list-cards',
  { householdId: SAMPLE },
  (p: { householdId: string }) => sql<CardFound>`
    select id, household_id, number, issued_at, revoked_at, revoked_why from household_cards where household_id = ${p.householdId}
     order by revoked_at is not null, issued_at desc`,
);
export const findCard = defineSql(
  'people.find-card',
  { number: 'K-1' },
  (p: { number: string }) => sql<CardFound>`
    select id, household_id, number, issued_at, revoked_at, revoked_why from household_cards where number = ${p.number}`,
);

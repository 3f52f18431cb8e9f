import { orderBy } from '#foundation/db/order.ts';
import { defineSql, sql } from '#foundation/db/sql.ts';
import type { RawBuilder } from 'kysely';
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
/** Brings back the card that a merge killed by closing the household, unless it has another one since. */
export const reviveCard = defineSql(
  'people.revive-card',
  { householdId: SAMPLE, mergeId: SAMPLE },
  (p: { householdId: string; mergeId: string }) => sql`
  update household_cards c set revoked_by = null, revoked_at = null, revoked_why = null
    from person_merges m where m.id = ${p.mergeId} and c.household_id = ${p.householdId} and c.revoked_why = 'closed' and c.revoked_at = m.merged_at
     and not exists (select from household_cards o where o.household_id = c.household_id and o.revoked_at is null)`,
);
export interface CardFound {
  readonly id: string;
  readonly household_id: string;
  readonly number: string;
  readonly issued_at: Date;
  readonly revoked_at: Date | null;
  readonly revoked_why: string | null;
}
export const listCardsOf = defineSql(
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

export interface CardFilter {
  readonly reach: RawBuilder<boolean>;
  readonly state: 'living' | 'revoked' | null;
  readonly number: string | null;
  readonly sort: string | undefined;
  readonly limit: number;
  readonly offset: number;
}
export interface CardListed extends CardFound {
  readonly household_number: string;
  readonly size: number;
  readonly issued_by: string;
  readonly revoked_by: string | null;
  readonly total: number;
}
const sortable = {
  number: sql`c.number`,
  householdNumber: sql`h.number`,
  size: sql`size`,
  state: sql`c.revoked_at is not null`,
  issuedAt: sql`c.issued_at`,
  issuedBy: sql`i.name`,
  revokedAt: sql`c.revoked_at`,
  revokedBy: sql`r.name`,
  why: sql`c.revoked_why`,
};
export const listCardRows = defineSql(
  'people.list-issued-cards',
  { reach: sql<boolean>`true`, state: null, number: null, sort: undefined, limit: 50, offset: 0 } as CardFilter,
  (p: CardFilter) => sql<CardListed>`
  select c.id, c.household_id, c.number, c.issued_at, c.revoked_at, c.revoked_why, h.number as household_number, i.name as issued_by, r.name as revoked_by,
    (select count(*)::int from household_members m where m.household_id = h.id and m.to_day is null) as size, count(*) over ()::int as total
    from household_cards c join households h on h.id = c.household_id join users i on i.id = c.issued_by left join users r on r.id = c.revoked_by
   where ${p.reach} and (${p.state}::text is null or (c.revoked_at is null) = (${p.state} = 'living'))
     and (${p.number}::text is null or ${p.number} in (c.number, h.number))
   ${orderBy(p.sort, sortable, sql`c.issued_at desc`, sql`c.id`)} limit ${p.limit} offset ${p.offset}`,
);

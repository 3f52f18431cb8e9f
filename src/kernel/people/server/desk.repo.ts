import { defineSql, sql } from '#foundation/db/sql.ts';
import type { RawBuilder } from 'kysely';
import { SAMPLE } from './persons.repo.ts';

export interface TodayFilter {
  readonly reach: RawBuilder<boolean>;
  readonly from: string;
}
/** What a day of registration comes to, and what waits, within reach. */
export const countToday = defineSql(
  'people.count-today',
  { reach: sql<boolean>`true`, from: '2023-03-01T00:00:00Z' } as TodayFilter,
  (p: TodayFilter) => sql<{ households: number; persons: number; without_card: number; spot_checks: number }>`
  select count(*) filter (where h.registered_at >= ${p.from})::int as households,
    coalesce(sum(size) filter (where h.registered_at >= ${p.from}), 0)::int as persons,
    count(*) filter (where not card)::int as without_card, count(*) filter (where spot_check)::int as spot_checks
    from households h,
      lateral (select (select count(*)::int from household_members m where m.household_id = h.id and m.to_day is null) as size,
        exists (select from household_cards c where c.household_id = h.id and c.revoked_at is null) as card,
        exists (select from household_attestations t where t.household_id = h.id and t.spot_check) as spot_check) of_it
   where ${p.reach} and h.status = 'active'`,
);

// As the indexes have it.
const subjectOf = {
  person: sql`coalesce(subject ->> 'personId', subject -> 'input' ->> 'personId')`,
  household: sql`coalesce(subject ->> 'householdId', subject -> 'input' ->> 'householdId')`,
};
/** Pages of one person or household that were opened, and papers printed of it. */
export const listReadsOf = defineSql(
  'people.list-reads',
  { kind: 'person', id: SAMPLE } as { kind: 'person' | 'household'; id: string },
  (p) => sql<{
    id: string;
    by: string;
    program: string | null;
    query: string;
    printed: boolean;
    read_at: Date;
    total: number;
  }>`
  select r.id, u.name as by, (select k.name from api_tokens k where k.id = r.token_id) as program, r.query,
    (r.subject ? 'print' or r.subject ? 'export') as printed, r.read_at, count(*) over ()::int as total
    from read_log r join users u on u.id = r.actor_id
   where ${subjectOf[p.kind]} = ${p.id} order by r.read_at desc, r.id limit 50`,
);

import { defineSql, sql } from '#foundation/db/sql.ts';
import { AT, SAMPLE } from './shared.repo.ts';

export interface DrawnToken {
  readonly tokenId: string;
  readonly laneId: string;
  readonly tokenHash: string;
  readonly number: number;
  readonly size: number;
  readonly householdId: string;
  readonly alternate: boolean | null;
}
/** Puts tokens of the register on a list; one that had been lost and is the household's again lives on. */
export const insertDrawn = defineSql(
  'assistance.insert-drawn',
  { eventId: SAMPLE, tokens: [] } as { eventId: string; tokens: readonly DrawnToken[] },
  (p) => sql<{ id: string }>`
  insert into assistance_tokens (id, event_id, lane_id, token_hash, number, household_size, household_id, alternate)
  select "tokenId", ${p.eventId}::uuid, "laneId", "tokenHash", number, size, "householdId", alternate
    from jsonb_to_recordset(${JSON.stringify(p.tokens)}::jsonb)
      as r("tokenId" uuid, "laneId" uuid, "tokenHash" text, number int, size int, "householdId" uuid, alternate boolean)
  on conflict (event_id, token_hash) do update set state = 'valid', reason = null, replaced_by = null, lane_id = excluded.lane_id,
    number = excluded.number, household_size = excluded.household_size, alternate = excluded.alternate where assistance_tokens.household_id = excluded.household_id
  returning id`,
);
/** Households on a list already. */
export const listDrawn = defineSql(
  'assistance.list-drawn',
  { eventId: SAMPLE },
  (p: { eventId: string }) => sql<{ household_id: string | null; token_hash: string; number: number }>`
  select household_id, token_hash, number from assistance_tokens where event_id = ${p.eventId} and state = 'valid' order by number`,
);
/** The highest number that was ever on a list: one that was lost still names its household on phones that have not heard of it. */
export const lastNumber = defineSql(
  'assistance.last-number',
  { eventId: SAMPLE },
  (p: { eventId: string }) => sql<{ last: number }>`
  select coalesce(max(number), 0) as last from assistance_tokens where event_id = ${p.eventId}`,
);
export const insertDraw = defineSql(
  'assistance.insert-draw',
  { id: SAMPLE, eventId: SAMPLE, rule: '{}', listed: 0, by: SAMPLE, at: AT },
  (p: { id: string; eventId: string; rule: string; listed: number; by: string; at: string }) => sql`
  insert into assistance_list_draws (id, event_id, rule, listed, drawn_by, drawn_at)
  values (${p.id}, ${p.eventId}, ${p.rule}::jsonb, ${p.listed}, ${p.by}, ${p.at})`,
);
export const setNames = defineSql(
  'assistance.set-names',
  { id: SAMPLE, reason: null, by: null } as { id: string; reason: string | null; by: string | null },
  (p) => sql`update assistance_events set names_reason = ${p.reason}::text, names_by = ${p.by}::uuid where id = ${p.id}`,
);
export interface CardToken {
  readonly id: string;
  readonly event_id: string;
  readonly lane_id: string;
  readonly number: number;
  readonly size: number;
  readonly alternate: boolean | null;
  readonly lost: boolean;
}
/**
 * Tokens of a household at distributions that are not over, to which nobody has given.
 * @param lost Of those that were lost and that no other took the place of, the ones with this reason come along.
 */
export const listCardTokens = defineSql(
  'assistance.list-card-tokens',
  { householdId: SAMPLE, lost: null } as { householdId: string; lost: string | null },
  (p) => sql<CardToken>`
  select t.id, t.event_id, t.lane_id, t.number, t.household_size as size, t.alternate, t.state = 'lost' as lost
    from assistance_tokens t join assistance_events e on e.id = t.event_id
   where t.household_id = ${p.householdId} and (t.state = 'valid' or (t.reason = ${p.lost}::text and t.replaced_by is null))
     and e.state in ('planned', 'stock_reserved', 'open', 'stopped')
     and not exists (select from assistance_handovers h where h.token_id = t.id and h.undone_at is null)
   order by t.event_id, t.id for update of t`,
);
/** Which household each token of a distribution stands for. */
export const listTokenHouseholds = defineSql(
  'assistance.list-token-households',
  { eventId: SAMPLE },
  (p: { eventId: string }) => sql<{ token_hash: string; household_id: string }>`
  select token_hash, household_id from assistance_tokens where event_id = ${p.eventId} and household_id is not null and state = 'valid'`,
);
/** Hand-overs to a household that stand, and distributions that are not over and name it. */
export const countHouseholdTies = defineSql(
  'assistance.count-household-ties',
  { householdId: SAMPLE },
  (p: { householdId: string }) => sql<{ served: number; listed: number }>`
  with own as (select t.id, t.state, e.state as day, exists (select from assistance_handovers h where h.token_id = t.id and h.undone_at is null) as served
    from assistance_tokens t join assistance_events e on e.id = t.event_id where t.household_id = ${p.householdId})
  select count(*) filter (where served)::int as served,
    count(*) filter (where not served and state = 'valid' and day in ('planned', 'stock_reserved', 'open', 'stopped'))::int as listed from own`,
);

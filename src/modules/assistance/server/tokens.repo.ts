import { orderBy } from '#foundation/db/order.ts';
import { defineSql, sql } from '#foundation/db/sql.ts';
import type { TokenRow } from '../contract/tokens.ts';
import { SAMPLE } from './shared.repo.ts';

export interface TokenWrite {
  readonly tokenId: string;
  readonly laneId: string;
  readonly tokenHash: string;
  readonly number: number;
  readonly size: number;
}
export const insertTokens = defineSql(
  'assistance.insert-tokens',
  { eventId: SAMPLE, tokens: [{ tokenId: SAMPLE, laneId: SAMPLE, tokenHash: 'x', number: 1, size: 5 }] } as {
    eventId: string;
    tokens: readonly TokenWrite[];
  },
  (p) => sql`
  insert into assistance_tokens (id, event_id, lane_id, token_hash, number, household_size)
  select "tokenId", ${p.eventId}::uuid, "laneId", "tokenHash", number, size
    from jsonb_to_recordset(${JSON.stringify(p.tokens)}::jsonb) as r("tokenId" uuid, "laneId" uuid, "tokenHash" text, number int, size int)`,
);
export interface TokenKnown {
  readonly event_id: string;
  readonly lane_id: string;
  readonly token_hash: string;
  readonly number: number;
  readonly size: number;
}
/** Tokens of the list that bear one of these hashes or numbers. */
export const listKnownTokens = defineSql(
  'assistance.list-known-tokens',
  { eventId: SAMPLE, hashes: ['x'], numbers: [1] } as { eventId: string; hashes: readonly string[]; numbers: readonly number[] },
  (p) => sql<TokenKnown>`
  select event_id, lane_id, token_hash, number, household_size as size from assistance_tokens
   where event_id = ${p.eventId} and (token_hash = any(${p.hashes}::text[]) or (state = 'valid' and number = any(${p.numbers}::int[])))`,
);
export interface EventSaid {
  readonly id: string;
  readonly number: string;
  readonly state: string;
  readonly admits: string;
  readonly org_id: string;
  readonly site_id: string;
  readonly lineage: string[];
  readonly lanes: { id: string; no: number; kind: string }[];
}
/** Distributions by their numbers as a sheet names them. */
export const listEventsSaid = defineSql(
  'assistance.list-events-said',
  { numbers: ['X'], onlyOrg: null } as { numbers: readonly string[]; onlyOrg: string | null },
  (p) => sql<EventSaid>`
  select e.id, e.number, e.state, e.admits, e.org_id, e.site_id, a.lineage,
         (select jsonb_agg(jsonb_build_object('id', l.id, 'no', l.no, 'kind', l.kind) order by l.no) from assistance_lanes l where l.event_id = e.id) as lanes
    from assistance_events e join sites s on s.id = e.site_id join areas a on a.pcode = s.area
   where e.number = any(${p.numbers}::text[]) and (${p.onlyOrg}::uuid is null or e.org_id = ${p.onlyOrg}::uuid)`,
);
export interface TokenFull {
  readonly id: string;
  readonly lane_id: string;
  readonly number: number;
  readonly size: number;
  readonly state: 'valid' | 'lost';
  readonly claims: number;
}
export const getTokenRow = defineSql(
  'assistance.get-token',
  { eventId: SAMPLE, id: SAMPLE },
  (p: { eventId: string; id: string }) => sql<TokenFull>`
  select t.id, t.lane_id, t.number, t.household_size as size, t.state,
         (select count(*)::int from assistance_handovers h where h.token_id = t.id and h.undone_at is null) as claims
    from assistance_tokens t where t.event_id = ${p.eventId} and t.id = ${p.id} for update of t`,
);
export const loseTokenRow = defineSql(
  'assistance.lose-token',
  { id: SAMPLE, reason: 'torn' },
  (p: { id: string; reason: string }) => sql`update assistance_tokens set state = 'lost', reason = ${p.reason} where id = ${p.id}`,
);
export const setReplaced = defineSql(
  'assistance.set-token-replaced',
  { id: SAMPLE, by: SAMPLE },
  (p: { id: string; by: string }) => sql`update assistance_tokens set replaced_by = ${p.by} where id = ${p.id}`,
);
export const moveTokenRow = defineSql(
  'assistance.move-token',
  { id: SAMPLE, laneId: SAMPLE },
  (p: { id: string; laneId: string }) => sql`update assistance_tokens set lane_id = ${p.laneId} where id = ${p.id}`,
);

export interface TokenFilter {
  readonly eventId: string;
  readonly number: number | null;
  readonly laneId: string | null;
  readonly served: string | null;
  readonly state: string | null;
  readonly sort: string | undefined;
  readonly limit: number;
  readonly offset: number;
}
const sortable = {
  number: sql`t.number`,
  size: sql`t.household_size`,
  laneNo: sql`l.no`,
  laneKind: sql`l.kind`,
  claims: sql`x.claims`,
  servedAt: sql`x.first`,
  state: sql`t.state`,
};
type Found = Omit<TokenRow, 'servedAt'> & { servedAt: Date | null };
export const listTokenRows = defineSql(
  'assistance.list-tokens',
  { eventId: SAMPLE, number: null, laneId: null, served: 'no', state: null, sort: undefined, limit: 50, offset: 0 } as TokenFilter,
  (p: TokenFilter) => sql<Found & { total: number }>`
  select t.id, t.number, t.household_size as size, t.lane_id as "laneId", l.no as "laneNo", l.kind as "laneKind", t.state, t.reason, x.claims, x.first as "servedAt", count(*) over () as total
    from assistance_tokens t join assistance_lanes l on l.id = t.lane_id
    cross join lateral (select count(*)::int as claims, min(occurred_at) as first from assistance_handovers h where h.token_id = t.id and h.undone_at is null) x
   where t.event_id = ${p.eventId} and (${p.number}::int is null or t.number = ${p.number}) and (${p.laneId}::uuid is null or t.lane_id = ${p.laneId}::uuid)
     and (${p.state}::text is null or t.state = ${p.state})
     and (${p.served}::text is null or case ${p.served}::text when 'yes' then x.claims > 0 when 'no' then x.claims = 0 else x.claims > 1 end)
   ${orderBy(p.sort, sortable, sql`t.number`, sql`t.id`)} limit ${p.limit} offset ${p.offset}`,
);

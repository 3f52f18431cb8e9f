import type { RawBuilder } from 'kysely';
import { orderBy } from '#foundation/db/order.ts';
import { defineSql, sql } from '#foundation/db/sql.ts';

const SAMPLE = '00000000-0000-7000-8000-000000000001';
const hash: Uint8Array = Buffer.alloc(32);

export interface NewApiToken {
  readonly id: string;
  readonly userId: string;
  readonly name: string;
  readonly tokenHash: Uint8Array;
  readonly permissions: readonly string[];
  readonly days: number;
}

/** Lifetimes go by the server's own clock: a demonstration's set clock opens no door longer. */
export const insertToken = defineSql(
  'access.insert-token',
  { id: SAMPLE, userId: SAMPLE, name: 'A', tokenHash: hash, permissions: ['places.list-sites'], days: 30 } as NewApiToken,
  (p: NewApiToken) => sql`
  insert into api_tokens (id, user_id, name, token_hash, permissions, expires_at)
  values (${p.id}, ${p.userId}, ${p.name}, ${p.tokenHash}, ${p.permissions}::text[], now() + make_interval(days => ${p.days}))`,
);

/** Ends a token of this user; no row: there is none that is open. */
export const endTokenRow = defineSql(
  'access.end-token',
  { id: SAMPLE, userId: SAMPLE },
  (p: { id: string; userId: string }) => sql`
  update api_tokens set ended_at = now() where id = ${p.id} and user_id = ${p.userId} and ended_at is null and expires_at > now()`,
);

/** Marks a token as used, at most once a minute. */
export const touchToken = defineSql(
  'access.touch-token',
  { tokenHash: hash },
  (p: { tokenHash: Uint8Array }) => sql`
  update api_tokens set last_used_at = now()
   where token_hash = ${p.tokenHash} and ended_at is null and expires_at > now()
     and (last_used_at is null or last_used_at < now() - interval '1 minute')`,
);

export interface FoundToken {
  readonly id: string;
  readonly name: string;
  readonly user_id: string;
  readonly user_name: string;
  readonly permissions: string[];
  readonly state: 'open' | 'over' | 'ended';
  readonly created_at: Date;
  readonly expires_at: Date;
  readonly last_used_at: Date | null;
  readonly total: number;
}
export interface TokenFilter {
  readonly reach: RawBuilder<boolean>;
  readonly userId: string | null;
  readonly search: string | null;
  readonly state: string | null;
  readonly sort: string | undefined;
  readonly limit: number;
  readonly offset: number;
}

const state = sql`case when k.ended_at is not null then 'ended' when k.expires_at <= now() then 'over' else 'open' end`;
const sortable = {
  name: sql`k.name`,
  user: sql`u.name`,
  state,
  createdAt: sql`k.created_at`,
  expiresAt: sql`k.expires_at`,
  lastUsedAt: sql`k.last_used_at`,
};

export const listTokenRows = defineSql(
  'access.list-tokens',
  { reach: sql<boolean>`true`, userId: null, search: null, state: null, sort: undefined, limit: 50, offset: 0 } as TokenFilter,
  (p: TokenFilter) => sql<FoundToken>`
    select k.id, k.name, k.user_id, u.name as user_name, k.permissions, ${state} as state, k.created_at, k.expires_at, k.last_used_at,
           count(*) over () as total
      from api_tokens k join users u on u.id = k.user_id
     where ${p.reach} and (${p.userId}::uuid is null or k.user_id = ${p.userId}::uuid)
       and (${p.search}::text is null or k.name ilike '%' || ${p.search} || '%' or u.name ilike '%' || ${p.search} || '%')
       and (${p.state}::text is null or ${state} = ${p.state})
     ${orderBy(p.sort, sortable, sql`k.created_at desc`, sql`k.id`)} limit ${p.limit} offset ${p.offset}`,
);

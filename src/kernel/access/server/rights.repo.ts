import { defineSql, sql } from '#foundation/db/sql.ts';
import type { RawBuilder } from 'kysely';
import type { ReachColumns } from '#foundation/pipeline/context.ts';
import type { Grant, ScopeKind } from '../domain/grants.ts';
import { lifetimes } from '../domain/lifetimes.ts';

const SAMPLE = '00000000-0000-7000-8000-000000000001';

/** The grants of a user: each permission of each role assigned and not revoked, with scope and dates. */
export const listGrants = defineSql(
  'access.list-grants',
  { userId: SAMPLE },
  (p: { userId: string }) =>
    sql<{ permission: string; scope_kind: ScopeKind; scope_id: string | null; valid_from: Date; valid_to: Date | null }>`
    select rp.permission, a.scope_kind, a.scope_id, a.valid_from, a.valid_to
      from assignments a
      join role_permissions rp on rp.role_id = a.role_id
     where a.user_id = ${p.userId} and a.revoked_at is null`,
);

/** What an opening statement answers: the actor, and a former outcome of the command when there is one. */
const columns = (via: string) => `'${via}' as via, u.id as user_id, u.name as user_name, u.org_id, u.language, u.grants_version,
  set_config('kervan.user', u.id::text, true) as _user,
  c.actor_id as former_actor, c.device_id as former_device, c.input_hash as former_hash, c.outcome as former_outcome`;

/**
 * Opening statements, one per kind of credential; they ride in the same flight as BEGIN. A plan stays with its connection: the
 * limits hold each to one row after the other, where a plan made for few users would walk over all of them.
 */
export const openStatements = {
  session: `select ${columns('session')}, null::uuid as device_id, s.id as session_id, extract(epoch from now() - s.proved_at)::int as proved_ago,
       case when i.must_change then 'password'
            when not s.two_step and (select r.two_step = 'everybody' or (r.two_step = 'administrators' and exists (
                   select from assignments a where a.user_id = u.id and a.role_id = 'administrator' and a.revoked_at is null)) from sign_in_rules r)
                 and not exists (select from authenticators f where f.identity_id = i.id) then 'two-step' end as must
    from (select * from sessions where token_hash = $1 and expires_at > now() and last_seen_at > now() - interval '${lifetimes.idle} seconds' limit 1) s
    cross join lateral (select * from identities where id = s.identity_id limit 1) i
    cross join lateral (select * from users where identity_id = s.identity_id and disabled_at is null limit 1) u
    left join command_log c on c.id = $2`,
  device: `select ${columns('device')}, d.id as device_id
    from devices d
    join users u on u.id = d.user_id and u.disabled_at is null
    left join command_log c on c.id = $2
   where d.token_hash = $1 and d.revoked_at is null`,
  // The room that verified the signature has looked at revocation; the user must still be one.
  signed: `select ${columns('device')}, d.id as device_id
    from devices d
    join users u on u.id = d.user_id and u.disabled_at is null
    left join command_log c on c.id = $2
   where d.id = $1`,
  // Whose sign-in is not in order has programs that stand still too.
  token: `select ${columns('token')}, null::uuid as device_id, k.id as token_id, k.permissions as only
    from api_tokens k
    join users u on u.id = k.user_id and u.disabled_at is null
    left join identities i on i.id = u.identity_id
    left join command_log c on c.id = $2
   where k.token_hash = $1 and k.ended_at is null and k.expires_at > now() and not coalesce(i.must_change, false)`,
  guest: `select ${columns('guest')}, null::uuid as device_id, g.permissions as only
    from guest_passes g
    join users u on u.id = g.user_id and u.disabled_at is null
    left join command_log c on c.id = $2
   where g.token_hash = $1 and g.ended_at is null and g.expires_at > now()`,
  internal: `select ${columns('system')}, null::uuid as device_id
    from users u left join command_log c on c.id = $2
   where u.id = $1 and u.disabled_at is null`,
};

/** The condition that keeps rows within the scopes of these grants. */
export function reachCondition(grants: readonly Grant[], at: ReachColumns): RawBuilder<boolean> {
  if (grants.some((grant) => grant.scope.kind === 'mission')) return sql<boolean>`true`;
  const ids = (kind: ScopeKind) => grants.filter((grant) => grant.scope.kind === kind).map((grant) => grant.scope.id);
  const parts: RawBuilder<unknown>[] = [];
  if (at.areas && ids('area').length > 0) parts.push(sql`${sql.raw(at.areas)} && ${ids('area')}::text[]`);
  const single = [
    ['site', at.site],
    ['org', at.org],
    ['response', at.response],
  ] as const;
  for (const [kind, column] of single) {
    if (column && ids(kind).length > 0) parts.push(sql`${sql.raw(column)}::text = any(${ids(kind)}::text[])`);
  }
  if (parts.length === 0) return sql<boolean>`false`;
  return sql<boolean>`(${sql.join(parts, sql` or `)})`;
}

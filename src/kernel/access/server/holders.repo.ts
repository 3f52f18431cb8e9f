import { defineSql, sql } from '#foundation/db/sql.ts';

export interface HoldersAsked {
  readonly permissions: readonly string[];
  readonly areas: readonly string[];
  readonly sites: readonly string[];
  readonly orgs: readonly string[];
  readonly responses: readonly string[];
  readonly at: string;
}
/** Users who hold each of these permissions where it reaches a position at a moment; of outsiders only those whose own organisation it concerns. */
export const listHolderRows = defineSql(
  'access.list-holders',
  { permissions: ['x.y'], areas: ['SY'], sites: [], orgs: [], responses: [], at: '2023-03-01T00:00:00Z' } as HoldersAsked,
  (p: HoldersAsked) => sql<{ id: string; administers: boolean }>`
  select u.id, bool_and(a.role_id = 'administrator') as administers
    from role_permissions r join assignments a on a.role_id = r.role_id join users u on u.id = a.user_id
   where r.permission = any(${p.permissions}::text[]) and a.revoked_at is null and a.valid_from <= ${p.at}::timestamptz and (a.valid_to is null or a.valid_to > ${p.at}::timestamptz)
     and u.disabled_at is null and u.id <> '00000000-0000-7000-8000-000000000001' and (u.org_kind = 'own' or u.org_id::text = any(${p.orgs}::text[]))
     and (a.scope_kind = 'mission' or (a.scope_kind = 'area' and a.scope_id = any(${p.areas}::text[])) or (a.scope_kind = 'site' and a.scope_id = any(${p.sites}::text[]))
       or (a.scope_kind = 'org' and a.scope_id = any(${p.orgs}::text[])) or (a.scope_kind = 'response' and a.scope_id = any(${p.responses}::text[])))
   group by u.id having count(distinct r.permission) = cardinality(${p.permissions}::text[]) order by u.id`,
);

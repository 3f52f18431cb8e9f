import { defineSql, sql } from '#foundation/db/sql.ts';

export interface RoleWrite {
  readonly id: string;
  readonly names: string;
  readonly permissions: readonly string[];
}
const sample: RoleWrite = { id: 'storekeeper', names: '{}', permissions: [] };

/** Makes a role; it is protected when any of its permissions is. */
export const insertRole = defineSql(
  'access.insert-role',
  sample,
  (p: RoleWrite) => sql`
  insert into roles (id, names, protected)
  select ${p.id}, ${p.names}::jsonb, coalesce(bool_or(protected), false) from permissions where name = any(${p.permissions}::text[])`,
);

/** Changes names and whether it is protected; cascades to assignments, where the rule on outsiders stands. */
export const updateRole = defineSql(
  'access.update-role',
  sample,
  (p: RoleWrite) => sql`
  update roles set names = ${p.names}::jsonb,
    protected = (select coalesce(bool_or(protected), false) from permissions where name = any(${p.permissions}::text[]))
   where id = ${p.id} and not built_in`,
);

export const deletePermissions = defineSql(
  'access.delete-permissions',
  { id: 'storekeeper', permissions: [] as readonly string[] },
  (p: { id: string; permissions: readonly string[] }) =>
    sql`delete from role_permissions where role_id = ${p.id} and permission <> all(${p.permissions}::text[])`,
);

export const insertPermissions = defineSql(
  'access.insert-permissions',
  { id: 'storekeeper', permissions: [] as readonly string[] },
  (p: { id: string; permissions: readonly string[] }) => sql`
    insert into role_permissions (role_id, role_protected, permission, permission_protected)
    select r.id, r.protected, q.name, q.protected from roles r, permissions q where r.id = ${p.id} and q.name = any(${p.permissions}::text[])
    on conflict (role_id, permission) do nothing`,
);

/** Raises the version of everyone who holds the role. */
export const raiseHolders = defineSql(
  'access.raise-holders',
  { id: 'storekeeper' },
  (p: { id: string }) => sql<{ id: string }>`
  update users set grants_version = grants_version + 1
   where id in (select user_id from assignments where role_id = ${p.id} and revoked_at is null) returning id`,
);

export const unknownPermissions = defineSql(
  'access.unknown-permissions',
  { permissions: [] as readonly string[] },
  (p: { permissions: readonly string[] }) => sql<{ name: string }>`
  select name from unnest(${p.permissions}::text[]) as name where name not in (select q.name from permissions q)`,
);

export interface FoundRole {
  readonly id: string;
  readonly names: Record<string, string>;
  readonly protected: boolean;
  readonly built_in: boolean;
  readonly permissions: string[];
  readonly holders: number;
}

export const listRoleRows = defineSql(
  'access.list-roles',
  {},
  () => sql<FoundRole>`
  select r.id, r.names, r.protected, r.built_in,
         coalesce((select array_agg(permission order by permission) from role_permissions where role_id = r.id), '{}') as permissions,
         (select count(distinct a.user_id) from assignments a where a.role_id = r.id and a.revoked_at is null)::int as holders
    from roles r where r.id <> 'system' order by r.built_in desc, r.id`,
);

export const listPermissionRows = defineSql(
  'access.list-permissions',
  {},
  () => sql<{ name: string; opens: string | null }>`select name, opens from permissions order by name`,
);

export interface Explained {
  readonly user_id: string;
  readonly user_name: string;
  readonly permission: string;
  readonly role_id: string;
  readonly scope_kind: string;
  readonly scope_id: string | null;
  readonly valid_from: Date;
  readonly valid_to: Date | null;
  readonly assignment_id: string;
  readonly state: 'in-force' | 'later' | 'over';
  readonly given_by: string | null;
  readonly opens: string | null;
}

/** Who may do what by which assignment. */
export const explainRights = defineSql(
  'access.explain',
  { permission: null as string | null, userId: null as string | null, at: '2023-03-01T00:00:00Z' },
  (p: { permission: string | null; userId: string | null; at: string }) => sql<Explained>`
    select u.id as user_id, u.name as user_name, rp.permission, a.role_id, a.scope_kind, a.scope_id, a.valid_from, a.valid_to,
           a.id as assignment_id, g.name as given_by, q.opens,
           case when a.valid_from > ${p.at} then 'later' when a.valid_to <= ${p.at} then 'over' else 'in-force' end as state
      from assignments a join users u on u.id = a.user_id and u.disabled_at is null join role_permissions rp on rp.role_id = a.role_id
      join permissions q on q.name = rp.permission left join users g on g.id = a.given_by
     where a.revoked_at is null and u.identity_id is not null
       and (${p.permission}::text is null or rp.permission = ${p.permission}) and (${p.userId}::text is null or u.id::text = ${p.userId})
     order by u.name, rp.permission limit 5000`,
);

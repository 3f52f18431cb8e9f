import { defineSql, sql } from '#foundation/db/sql.ts';

export interface KnownPermission {
  readonly name: string;
  readonly opens: string | null;
}

/** Writes every permission of the program; run as owner after migrating, so that roles can hold them. */
export const upsertPermissions = defineSql(
  'access.upsert-permissions',
  { permissions: [] as KnownPermission[] },
  (p: { permissions: readonly KnownPermission[] }) => sql`
    insert into permissions (name, opens)
    select t.name, t.opens from jsonb_to_recordset(${JSON.stringify(p.permissions)}::jsonb) as t(name text, opens text)
    on conflict (name) do update set opens = excluded.opens`,
);

/** Gives a protected built-in role every permission there is. */
export const fillRole = defineSql(
  'access.fill-role',
  { roleId: 'system' },
  (p: { roleId: string }) => sql`
  insert into role_permissions (role_id, role_protected, permission, permission_protected)
  select r.id, r.protected, p.name, p.protected from permissions p, roles r where r.id = ${p.roleId}
  on conflict do nothing`,
);

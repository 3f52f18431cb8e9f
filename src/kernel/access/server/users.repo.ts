import { defineSql, sql } from '#foundation/db/sql.ts';
import { orderBy } from '#foundation/db/order.ts';
import type { RawBuilder } from 'kysely';

const SAMPLE = '00000000-0000-7000-8000-000000000001';

export interface NewUser {
  readonly id: string;
  readonly identityId: string;
  readonly name: string;
  readonly email: string;
  readonly language: string;
  readonly orgId: string | null;
  readonly orgKind: string;
  readonly at: string;
}

export const insertUser = defineSql(
  'access.insert-user',
  {
    id: SAMPLE,
    identityId: SAMPLE,
    name: 'A',
    email: 'a@example.org',
    language: 'en',
    orgId: null,
    orgKind: 'own',
    at: '2023-03-01T00:00:00Z',
  } as NewUser,
  (p: NewUser) => sql`insert into users (id, identity_id, name, email, language, org_id, org_kind, created_at)
    values (${p.id}, ${p.identityId}, ${p.name}, ${p.email}, ${p.language}, ${p.orgId}, ${p.orgKind}, ${p.at})`,
);

export interface FoundUser {
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
  readonly org_id: string | null;
  readonly org_kind: string;
  readonly language: string;
  readonly disabled_at: Date | null;
  readonly created_at: Date;
  readonly identity_id: string | null;
  readonly grants_version: number;
}

export const findUser = defineSql(
  'access.find-user',
  { id: SAMPLE },
  (p: { id: string }) => sql<FoundUser>`
  select id, name, email, org_id, org_kind, language, disabled_at, created_at, identity_id, grants_version from users where id = ${p.id}`,
);

export const updateLanguage = defineSql(
  'access.update-language',
  { id: SAMPLE, language: 'tr' },
  (p: { id: string; language: string }) => sql`update users set language = ${p.language} where id = ${p.id}`,
);

export const updateName = defineSql(
  'access.update-name',
  { id: SAMPLE, name: 'A' },
  (p: { id: string; name: string }) => sql`update users set name = ${p.name} where id = ${p.id}`,
);

export const setDisabled = defineSql(
  'access.set-disabled',
  { id: SAMPLE, at: null as string | null },
  (p: { id: string; at: string | null }) =>
    sql`update users set disabled_at = ${p.at}, grants_version = grants_version + 1 where id = ${p.id}`,
);

export interface ListFilter {
  readonly reach: RawBuilder<boolean>;
  readonly search: string | null;
  readonly roleId: string | null;
  readonly disabled: boolean | null;
  readonly sort: string | undefined;
  readonly limit: number;
  readonly offset: number;
}
export interface ListedUser {
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
  readonly org_id: string | null;
  readonly org_kind: string;
  readonly language: string;
  readonly roles: string[];
  readonly disabled: boolean;
  readonly created_at: Date;
  readonly total: number;
}

const sortable = {
  name: sql`u.name`,
  email: sql`u.email`,
  orgKind: sql`u.org_kind`,
  language: sql`u.language`,
  disabled: sql`u.disabled_at`,
  createdAt: sql`u.created_at`,
};

/** A page of users; programs (no identity) are not people and stay out. */
export const listUserRows = defineSql(
  'access.list-users',
  { reach: sql<boolean>`true`, search: null, roleId: null, disabled: null, sort: undefined, limit: 50, offset: 0 } as ListFilter,
  (p: ListFilter) => sql<ListedUser>`
    select u.id, u.name, u.email, u.org_id, u.org_kind, u.language, u.disabled_at is not null as disabled, u.created_at,
           coalesce((select array_agg(distinct a.role_id order by a.role_id) from assignments a where a.user_id = u.id and a.revoked_at is null), '{}') as roles,
           count(*) over () as total
      from users u
     where u.identity_id is not null and ${p.reach}
       and (${p.search}::text is null or u.name ilike '%' || ${p.search} || '%' or u.email ilike '%' || ${p.search} || '%')
       and (${p.roleId}::text is null or exists (select from assignments a where a.user_id = u.id and a.revoked_at is null and a.role_id = ${p.roleId}))
       and (${p.disabled}::boolean is null or (u.disabled_at is not null) = ${p.disabled})
     ${orderBy(p.sort, sortable, sql`u.name`, sql`u.id`)} limit ${p.limit} offset ${p.offset}`,
);

export interface AssignmentRow {
  readonly id: string;
  readonly role_id: string;
  readonly names: Record<string, string>;
  readonly scope_kind: string;
  readonly scope_id: string | null;
  readonly valid_from: Date;
  readonly valid_to: Date | null;
  readonly revoked_at: Date | null;
}

export const listAssignments = defineSql(
  'access.list-assignments',
  { userId: SAMPLE },
  (p: { userId: string }) => sql<AssignmentRow>`
  select a.id, a.role_id, r.names, a.scope_kind, a.scope_id, a.valid_from, a.valid_to, a.revoked_at
    from assignments a join roles r on r.id = a.role_id where a.user_id = ${p.userId} order by a.revoked_at nulls first, a.valid_from desc`,
);

export interface NewAssignment {
  readonly id: string;
  readonly userId: string;
  readonly roleId: string;
  readonly scopeKind: string;
  readonly scopeId: string | null;
  readonly from: string;
  readonly until: string | null;
  readonly by: string | null;
}

/** Gives the role and raises the version of the user's rights in one statement; no row: no such user or role. */
export const insertAssignment = defineSql(
  'access.insert-assignment',
  {
    id: SAMPLE,
    userId: SAMPLE,
    roleId: 'administrator',
    scopeKind: 'mission',
    scopeId: null,
    from: '2023-03-01T00:00:00Z',
    until: null,
    by: null,
  } as NewAssignment,
  (p: NewAssignment) => sql<{ id: string }>`
    with raised as (update users set grants_version = grants_version + 1 where id = ${p.userId} returning id, org_kind)
    insert into assignments (id, user_id, user_org_kind, role_id, role_protected, scope_kind, scope_id, valid_from, valid_to, given_by)
    select ${p.id}, u.id, u.org_kind, r.id, r.protected, ${p.scopeKind}, ${p.scopeId}, ${p.from}, ${p.until}, ${p.by}
      from raised u, roles r where r.id = ${p.roleId} returning id`,
);

/** Ends an assignment and raises the version of the user's rights in one statement. */
export const endAssignmentRow = defineSql(
  'access.end-assignment',
  { id: SAMPLE, at: '2023-03-01T00:00:00Z' },
  (p: { id: string; at: string }) => sql<{ user_id: string; role_id: string }>`
  with ended as (update assignments set revoked_at = ${p.at} where id = ${p.id} and revoked_at is null returning user_id, role_id)
  , raised as (update users set grants_version = grants_version + 1 where id in (select user_id from ended))
  select user_id, role_id from ended`,
);

/** How many people hold the administrator's role in the whole mission at this moment. */
export const countAdministrators = defineSql(
  'access.count-administrators',
  { at: '2023-03-01T00:00:00Z' },
  (p: { at: string }) => sql<{ count: number }>`
  select count(distinct u.id) as count from assignments a join users u on u.id = a.user_id
   where a.role_id = 'administrator' and a.scope_kind = 'mission' and a.revoked_at is null and (a.valid_to is null or a.valid_to > ${p.at}::timestamptz)
     and u.disabled_at is null and u.identity_id is not null`,
);

/** The organisation of a user who is none of the mission's own; no row for the mission's own people. */
export const findOutsider = defineSql(
  'access.find-outsider',
  { userId: SAMPLE },
  (p: { userId: string }) => sql<{ org_id: string }>`select org_id from users where id = ${p.userId} and org_kind <> 'own'`,
);

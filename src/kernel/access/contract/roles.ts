import * as z from 'zod';
import { defineCommand } from '#foundation/command.ts';
import { Id } from '#foundation/ids.ts';
import { defineQuery } from '#foundation/query.ts';
import { lifetimes } from '../domain/lifetimes.ts';

const RoleId = z.string().regex(/^[a-z][a-z0-9-]{1,60}$/);
export const RoleNames = z.strictObject({ en: z.string().min(1).max(100), tr: z.string().min(1).max(100), ar: z.string().min(1).max(100) });

/** Makes a role: a named set of permissions. */
export const createRole = defineCommand({
  name: 'access.create-role',
  version: 1,
  kind: 'decision',
  input: z.strictObject({ roleId: RoleId, names: RoleNames, permissions: z.array(z.string().max(100)).max(1000) }),
  scope: () => 'mission',
  fresh: lifetimes.proof,
});

/** Changes a role's names and permissions; who holds it gains or loses at once. */
export const changeRole = defineCommand({
  name: 'access.change-role',
  version: 1,
  kind: 'decision',
  input: z.strictObject({ roleId: RoleId, names: RoleNames, permissions: z.array(z.string().max(100)).max(1000) }),
  scope: () => 'mission',
  fresh: lifetimes.proof,
});

export const RoleRow = z.strictObject({
  id: z.string(),
  names: z.record(z.string(), z.string()),
  protected: z.boolean(),
  builtIn: z.boolean(),
  permissions: z.array(z.string()),
  holders: z.int(),
});

/** All roles with what they may do and how many hold them. */
export const listRoles = defineQuery({
  name: 'access.list-roles',
  input: z.strictObject({}),
  output: z.strictObject({ rows: z.array(RoleRow) }),
  scope: () => 'any',
});

/** Every permission the program knows, with the protected class it opens. */
export const listPermissions = defineQuery({
  name: 'access.list-permissions',
  permission: 'access.list-roles',
  input: z.strictObject({}),
  output: z.strictObject({ rows: z.array(z.strictObject({ name: z.string(), opens: z.string().nullable() })) }),
  scope: () => 'any',
});

/** Who may do this, and by which assignment: or, for one user, what they may do and why. */
export const explain = defineQuery({
  name: 'access.explain',
  input: z.strictObject({ permission: z.string().max(100).optional(), userId: z.string().max(60).optional() }),
  output: z.strictObject({
    rows: z.array(
      z.strictObject({
        userId: z.string(),
        userName: z.string(),
        permission: z.string(),
        roleId: z.string(),
        scopeKind: z.string(),
        scopeId: z.string().nullable(),
        from: z.string(),
        until: z.string().nullable(),
        assignmentId: Id,
        /** Whether it counts at this moment. */
        state: z.enum(['in-force', 'later', 'over']),
        givenBy: z.string().nullable(),
        /** The protected class that it opens. */
        opens: z.string().nullable(),
      }),
    ),
  }),
  scope: () => 'mission',
});

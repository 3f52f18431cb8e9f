import * as z from 'zod';
import { defineCommand, personal, secret } from '#foundation/command.ts';
import { Id } from '#foundation/ids.ts';
import { defineQuery, pageInput, pageOf } from '#foundation/query.ts';
import { Instant } from '#foundation/time.ts';
import { Language } from './me.ts';
import { lifetimes } from '../domain/lifetimes.ts';

export const OrgKind = z.enum(['own', 'partner', 'donor', 'supplier', 'transporter', 'authority', 'un-agency']);
export const Email = z.email().max(254).toLowerCase();
export const Scope = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('mission') }),
  z.strictObject({ kind: z.enum(['area', 'site', 'org', 'response']), id: z.string().min(1).max(60) }),
]);

/** Enters a person who will work in the mission; sign-in follows by invitation, or by a first password given on paper. */
export const createUser = defineCommand({
  name: 'access.create-user',
  version: 1,
  kind: 'decision',
  input: z.strictObject({
    userId: Id,
    name: personal(z.string().trim().min(1).max(200)),
    email: personal(Email),
    language: Language,
    orgId: Id.optional(),
    orgKind: OrgKind.default('own'),
    /** A first password; absent: the person sets one by invitation. */
    password: secret(z.string().min(12).max(200)).optional(),
  }),
  scope: (input) => (input.orgId ? { kind: 'org', id: input.orgId } : 'mission'),
  fresh: lifetimes.proof,
});

/** Stops a person's work in the mission; the record and its history stay. */
export const disableUser = defineCommand({
  name: 'access.disable-user',
  version: 1,
  kind: 'decision',
  input: z.strictObject({ userId: Id }),
  scope: (input) => ({ kind: 'user', id: input.userId }),
  fresh: lifetimes.proof,
});
export const enableUser = defineCommand({
  name: 'access.enable-user',
  version: 1,
  kind: 'decision',
  input: z.strictObject({ userId: Id }),
  scope: (input) => ({ kind: 'user', id: input.userId }),
  fresh: lifetimes.proof,
});

/** Gives a role within a scope and for a time. */
export const assignRole = defineCommand({
  name: 'access.assign-role',
  version: 1,
  kind: 'decision',
  input: z.strictObject({
    assignmentId: Id,
    userId: Id,
    roleId: z.string().min(1).max(61),
    scope: Scope,
    from: Instant.optional(),
    until: Instant.optional(),
  }),
  scope: () => 'mission',
  fresh: lifetimes.proof,
});

/** Takes a role away at once. */
export const endAssignment = defineCommand({
  name: 'access.end-assignment',
  version: 1,
  kind: 'decision',
  input: z.strictObject({ assignmentId: Id }),
  scope: () => 'mission',
  fresh: lifetimes.proof,
});

export const UserRow = z.strictObject({
  id: Id,
  name: z.string(),
  email: z.string().nullable(),
  orgKind: OrgKind,
  orgId: Id.nullable(),
  language: Language,
  roles: z.array(z.string()),
  disabled: z.boolean(),
  createdAt: z.string(),
});

/** The people who work in the mission. */
export const listUsers = defineQuery({
  name: 'access.list-users',
  input: z.strictObject({
    ...pageInput,
    search: z.string().max(100).optional(),
    roleId: z.string().max(61).optional(),
    state: z.enum(['active', 'disabled']).optional(),
  }),
  output: pageOf(UserRow),
  scope: () => 'any',
  columns: [
    { key: 'name', type: 'text' },
    { key: 'email', type: 'text' },
    { key: 'orgKind', type: 'code' },
    { key: 'roles', type: 'list' },
    { key: 'language', type: 'code' },
    { key: 'disabled', type: 'boolean' },
    { key: 'createdAt', type: 'instant' },
  ],
});

export const AssignmentRow = z.strictObject({
  id: Id,
  roleId: z.string(),
  roleNames: z.record(z.string(), z.string()),
  scopeKind: z.string(),
  scopeId: z.string().nullable(),
  from: z.string(),
  until: z.string().nullable(),
  ended: z.boolean(),
});

/** One person with all roles they hold or held. */
export const getUser = defineQuery({
  name: 'access.get-user',
  input: z.strictObject({ userId: Id }),
  output: UserRow.extend({ assignments: z.array(AssignmentRow), abilities: z.array(z.string()) }),
  scope: (input) => ({ kind: 'user', id: input.userId }),
});

import type { Tx } from '#foundation/db/tx.ts';
import { newId } from '#foundation/ids.ts';
import { answer, handle } from '#foundation/pipeline/context.ts';
import type { CommandContext } from '#foundation/pipeline/context.ts';
import { problems } from '../contract/problems.ts';
import { assignRole, createUser, disableUser, enableUser, endAssignment, getUser, listUsers } from '../contract/users.ts';
import { insertIdentity } from './identities.repo.ts';
import { refuseInPractice, refuseWeak } from './identity.ts';
import { hashPassword } from './password.ts';
import {
  countAdministrators,
  endAssignmentRow,
  findUser,
  insertAssignment,
  insertUser,
  listAssignments,
  listUserRows,
  setDisabled,
} from './users.repo.ts';

export const handleCreateUser = handle(createUser, async (ctx, input) => {
  if (input.password) refuseInPractice(ctx);
  const passwordHash = input.password ? await hashPassword(input.password) : null;
  // The password that a demonstration prints is known to everyone anyway.
  if (input.password && !ctx.mission.demo) refuseWeak(input.password, [input.name, input.email]);
  // A first password that somebody else knows is changed at once; the printed ones of a demonstration stay.
  const mustChange = passwordHash !== null && !ctx.mission.demo;
  const identity = await insertIdentity.one(ctx.tx, { id: newId(ctx.now.getTime()), email: input.email, passwordHash, mustChange });
  await insertUser.run(ctx.tx, {
    id: input.userId,
    identityId: identity.id,
    name: input.name,
    email: input.email,
    language: input.language,
    orgId: input.orgId ?? null,
    orgKind: input.orgKind,
    at: ctx.now.toISOString(),
  });
  ctx.touch('user', input.userId);
  return {};
});

export const handleDisableUser = handle(disableUser, async (ctx, input) => {
  if ((await setDisabled.run(ctx.tx, { id: input.userId, at: ctx.now.toISOString() })) === 0) throw problems.problem('user-not-found');
  await keepAnAdministrator(ctx);
  ctx.touch('user', input.userId);
  return {};
});

export const handleEnableUser = handle(enableUser, async (ctx, input) => {
  if ((await setDisabled.run(ctx.tx, { id: input.userId, at: null })) === 0) throw problems.problem('user-not-found');
  ctx.touch('user', input.userId);
  return {};
});

export const handleAssignRole = handle(assignRole, async (ctx, input) => {
  if (!(await findUser.maybe(ctx.tx, { id: input.userId }))) throw problems.problem('user-not-found');
  const given = await insertAssignment.maybe(ctx.tx, {
    id: input.assignmentId,
    userId: input.userId,
    roleId: input.roleId,
    scopeKind: input.scope.kind,
    scopeId: input.scope.kind === 'mission' ? null : input.scope.id,
    from: input.from ?? ctx.now.toISOString(),
    until: input.until ?? null,
    by: ctx.actor.userId,
  });
  if (!given) throw problems.problem('role-not-found', { role: input.roleId });
  ctx.touch('user', input.userId);
  ctx.touch('role', input.roleId);
  return {};
});

export const handleEndAssignment = handle(endAssignment, async (ctx, input) => {
  const ended = await endAssignmentRow.maybe(ctx.tx, { id: input.assignmentId, at: ctx.now.toISOString() });
  if (!ended) throw problems.problem('assignment-not-found');
  if (ended.role_id === 'administrator') await keepAnAdministrator(ctx);
  ctx.touch('user', ended.user_id);
  ctx.touch('role', ended.role_id);
  return {};
});

/** A mission without an administrator could never be mended from inside. */
async function keepAnAdministrator(ctx: CommandContext): Promise<void> {
  const { count } = await countAdministrators.one(ctx.tx, { at: ctx.now.toISOString() });
  if (count === 0) throw problems.problem('last-administrator');
}

export const answerListUsers = answer(listUsers, async (ctx, input) => {
  const rows = await listUserRows.all(ctx.tx, {
    reach: ctx.reach('access.list-users', { org: 'u.org_id' }),
    search: input.search ?? null,
    roleId: input.roleId ?? null,
    disabled: input.state === undefined ? null : input.state === 'disabled',
    sort: input.sort,
    limit: input.limit,
    offset: input.offset,
  });
  return {
    total: rows[0]?.total ?? 0,
    rows: rows.map((row) => ({
      id: row.id,
      name: row.name,
      email: row.email,
      orgKind: row.org_kind as 'own',
      orgId: row.org_id,
      language: row.language as 'en',
      roles: row.roles,
      disabled: row.disabled,
      createdAt: row.created_at.toISOString(),
    })),
  };
});

export const answerGetUser = answer(getUser, async (ctx, input) => {
  const user = await findUser.maybe(ctx.tx, { id: input.userId });
  if (!user) throw problems.problem('user-not-found');
  const assignments = await listAssignments.all(ctx.tx, { userId: user.id });
  const at = { users: [user.id], ...(user.org_id ? { orgs: [user.org_id] } : {}) };
  return {
    id: user.id,
    name: user.name,
    email: user.email,
    orgKind: user.org_kind as 'own',
    orgId: user.org_id,
    language: user.language as 'en',
    roles: assignments.filter((row) => !row.revoked_at).map((row) => row.role_id),
    disabled: user.disabled_at !== null,
    createdAt: user.created_at.toISOString(),
    assignments: assignments.map((row) => ({
      id: row.id,
      roleId: row.role_id,
      roleNames: row.names,
      scopeKind: row.scope_kind,
      scopeId: row.scope_id,
      from: row.valid_from.toISOString(),
      until: row.valid_to?.toISOString() ?? null,
      ended: row.revoked_at !== null,
    })),
    abilities: [...ctx.abilities([disableUser.name, enableUser.name], at), ...ctx.abilities([assignRole.name, endAssignment.name], {})],
  };
});

/** Where and in which language a person is written to; undefined for programs and for who has left. */
export async function addressOf(tx: Tx, userId: string): Promise<{ email: string; language: 'en' | 'tr' | 'ar' } | undefined> {
  const user = await findUser.maybe(tx, { id: userId });
  return user?.email && !user.disabled_at ? { email: user.email, language: user.language as 'en' } : undefined;
}

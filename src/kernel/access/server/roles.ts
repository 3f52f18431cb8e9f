import { answer, handle } from '#foundation/pipeline/context.ts';
import type { CommandContext } from '#foundation/pipeline/context.ts';
import { problems } from '../contract/problems.ts';
import { changeRole, createRole, explain, listPermissions, listRoles } from '../contract/roles.ts';
import {
  deletePermissions,
  explainRights,
  insertPermissions,
  insertRole,
  listPermissionRows,
  listRoleRows,
  raiseHolders,
  unknownPermissions,
  updateRole,
} from './roles.repo.ts';

export const handleCreateRole = handle(createRole, async (ctx, input) => {
  await refuseUnknown(ctx, input.permissions);
  const role = { id: input.roleId, names: JSON.stringify(input.names), permissions: input.permissions };
  await insertRole.run(ctx.tx, role);
  await insertPermissions.run(ctx.tx, role);
  ctx.touch('role', input.roleId);
  return {};
});

export const handleChangeRole = handle(changeRole, async (ctx, input) => {
  await refuseUnknown(ctx, input.permissions);
  const role = { id: input.roleId, names: JSON.stringify(input.names), permissions: input.permissions };
  // What is taken goes first: a role stops being protected only when it holds nothing protected any more.
  await deletePermissions.run(ctx.tx, role);
  if ((await updateRole.run(ctx.tx, role)) === 0) throw problems.problem('role-not-found', { role: input.roleId });
  await insertPermissions.run(ctx.tx, role);
  for (const holder of await raiseHolders.all(ctx.tx, { id: input.roleId })) ctx.touch('user', holder.id);
  ctx.touch('role', input.roleId);
  return {};
});

async function refuseUnknown(ctx: CommandContext, permissions: readonly string[]): Promise<void> {
  const unknown = await unknownPermissions.all(ctx.tx, { permissions });
  if (unknown.length > 0) throw problems.problem('permission-unknown', { names: unknown.map((row) => row.name).join(', ') });
}

export const answerListRoles = answer(listRoles, async (ctx) => ({
  rows: (await listRoleRows.all(ctx.tx, {})).map((row) => ({
    id: row.id,
    names: row.names,
    protected: row.protected,
    builtIn: row.built_in,
    permissions: row.permissions,
    holders: row.holders,
  })),
}));

export const answerListPermissions = answer(listPermissions, async (ctx) => ({ rows: await listPermissionRows.all(ctx.tx, {}) }));

export const answerExplain = answer(explain, async (ctx, input) => ({
  rows: (
    await explainRights.all(ctx.tx, { permission: input.permission ?? null, userId: input.userId ?? null, at: ctx.now.toISOString() })
  ).map((row) => ({
    userId: row.user_id,
    userName: row.user_name,
    permission: row.permission,
    roleId: row.role_id,
    scopeKind: row.scope_kind,
    scopeId: row.scope_id,
    from: row.valid_from.toISOString(),
    until: row.valid_to?.toISOString() ?? null,
    assignmentId: row.assignment_id,
    state: row.state,
    givenBy: row.given_by,
    opens: row.opens,
  })),
}));

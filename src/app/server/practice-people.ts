import type * as z from 'zod';
import { newId } from '#foundation/ids.ts';
import { askQuery } from '#foundation/pipeline/ask.ts';
import type { Mission } from '#foundation/pipeline/context.ts';
import type { QueryDef } from '#foundation/query.ts';
import { changeRole, createRole, listRoles } from '#kernel/access/contract/roles.ts';
import { assignRole, createUser, disableUser, enableUser, getUser, listUsers } from '#kernel/access/contract/users.ts';
import { listOrganisations } from '#kernel/orgs/contract/organisations.ts';
import { apply, systemUser } from './cli/commands.ts';
import type { Kervan } from './compose.ts';

type User = z.output<typeof listUsers.output>['rows'][number];
type Assignment = z.output<typeof getUser.output>['assignments'][number];

/**
 * Lets everybody who works in a mission into its practice mission, with the same roles, and shuts out who no longer
 * works there. Only names, addresses, languages and roles cross, and only in this direction. Run again it changes only
 * what differs. Answers how many were let in.
 */
export async function invitePractice(kervan: Kervan, parent: Mission, practice: Mission): Promise<number> {
  const ask = async <I extends z.ZodObject, O extends z.ZodType>(mission: Mission, def: QueryDef<I, O>, input: z.input<I>) =>
    (await askQuery(kervan.deps, { mission, credential: { kind: 'internal', userId: systemUser } }, def.name, input)).data as z.output<O>;
  const people = (await ask(parent, listUsers, { limit: 1000 })).rows.filter((user) => user.email !== null);
  const there = new Map((await ask(practice, listUsers, { limit: 1000 })).rows.map((user) => [user.email, user]));
  await bringRoles(kervan, practice, (await ask(parent, listRoles, {})).rows, (await ask(practice, listRoles, {})).rows);
  let invited = 0;
  for (const user of people) {
    const known = there.get(user.email);
    if (known && known.disabled !== user.disabled) {
      await apply(kervan, practice, user.disabled ? disableUser : enableUser, { userId: known.id });
    }
    if (user.disabled) continue;
    const held = (await ask(parent, getUser, { userId: user.id })).assignments.filter((row) => !row.ended);
    const orgId = known ? known.orgId : await inventedOrg(user, (role) => ask(practice, listOrganisations, { role, limit: 1 }));
    const userId = known?.id ?? (await enter(kervan, practice, user, orgId));
    if (!known) invited += 1;
    await giveRoles(kervan, practice, { userId, orgId }, held, new Set(known?.roles ?? []));
  }
  return invited;
}

type Role = z.output<typeof listRoles.output>['rows'][number];

/** The real mission's roles, so that every button is where it will be. */
async function bringRoles(kervan: Kervan, practice: Mission, roles: readonly Role[], there: readonly Role[]): Promise<void> {
  for (const { id, permissions, builtIn, ...role } of roles) {
    if (builtIn) continue;
    const named = (language: string) => role.names[language] ?? role.names['en'] ?? id;
    const names = { en: named('en'), tr: named('tr'), ar: named('ar') };
    const known = there.find((role) => role.id === id);
    const same = known && [...known.permissions].sort().join() === [...permissions].sort().join();
    if (!same) await apply(kervan, practice, known ? changeRole : createRole, { roleId: id, names, permissions });
  }
}

async function enter(kervan: Kervan, practice: Mission, user: User, orgId: string | null): Promise<string> {
  const userId = newId();
  const { name, language, orgKind } = user;
  await apply(kervan, practice, createUser, { userId, name, email: user.email!, language, orgKind, ...(orgId ? { orgId } : {}) });
  return userId;
}

/** People of partners, donors and authorities belong to an invented organisation of the same kind. */
async function inventedOrg(
  { orgKind }: User,
  find: (kind: User['orgKind']) => Promise<z.output<typeof listOrganisations.output>>,
): Promise<string | null> {
  return orgKind === 'own' ? null : ((await find(orgKind)).rows[0]?.id ?? null);
}

/** A role within an area keeps its area; sites, responses and organisations are others here. */
async function giveRoles(
  kervan: Kervan,
  practice: Mission,
  { userId, orgId }: { userId: string; orgId: string | null },
  held: readonly Assignment[],
  has: Set<string>,
): Promise<void> {
  for (const { roleId, scopeKind, scopeId } of held) {
    if (has.has(roleId)) continue;
    has.add(roleId);
    const scope =
      scopeKind === 'area' && scopeId
        ? { kind: 'area' as const, id: scopeId }
        : scopeKind === 'org' && orgId
          ? { kind: 'org' as const, id: orgId }
          : { kind: 'mission' as const };
    await apply(kervan, practice, assignRole, { assignmentId: newId(), userId, roleId, scope });
  }
}

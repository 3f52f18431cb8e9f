import type { CommandContext } from '#foundation/pipeline/context.ts';
import { nextHead } from '../domain/household.ts';
import type { CollectorRole, Relation } from '../domain/household.ts';
import { derivedId } from './derive.ts';
import { endMember, insertMember, listMembers, updateMember } from './households.repo.ts';
import type { MemberFound } from './households.repo.ts';

export interface Role {
  readonly relation: Relation;
  readonly collector: CollectorRole;
}

/** Ends the roles that are given up before the new ones begin, so that no day has two heads: roles are dated like membership. */
export async function changeRoles(
  ctx: CommandContext,
  householdId: string,
  changes: readonly { readonly member: MemberFound; readonly role: Role }[],
  day: string,
): Promise<void> {
  const begun = changes.filter(({ member }) => member.from_day < day);
  for (const { member } of begun) await endMember.maybe(ctx.tx, { personId: member.id, householdId, on: day, reason: 'role' });
  // Who came that very day just came as something else; first those who give up a role.
  const sameDay = changes.filter(({ member }) => member.from_day >= day);
  const givers = [...sameDay].sort((a, b) => Number(takes(a.role)) - Number(takes(b.role)));
  for (const { member, role } of givers) await updateMember.run(ctx.tx, { id: member.membership_id, ...role });
  for (const { member, role } of begun) {
    const id = derivedId(ctx.now, 'role', member.membership_id, ctx.command.id);
    await insertMember.run(ctx.tx, { id, householdId, personId: member.id, ...role, from: day });
  }
}
const takes = (role: Role) => role.relation === 'head' || role.collector === 'primary';

/** Who headed or collected is gone: the next one does, from that day. */
export async function passOn(ctx: CommandContext, householdId: string, gone: Role, day: string): Promise<void> {
  if (!takes(gone)) return;
  const left = (await listMembers.all(ctx.tx, { householdId })).filter((one) => one.to_day === null);
  const next = nextHead(
    left.map((one) => ({ ...one, birthDate: one.birth_date })),
    day,
  );
  const member = left.find((one) => one.id === next);
  if (!member) return;
  const relation = gone.relation === 'head' ? 'head' : member.relation;
  const collector = gone.collector === 'primary' ? 'primary' : member.collector;
  await changeRoles(ctx, householdId, [{ member, role: { relation, collector } }], day);
}

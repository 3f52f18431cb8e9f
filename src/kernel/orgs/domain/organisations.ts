import type { Problem } from '#foundation/problem.ts';
import { problems } from '../contract/problems.ts';
import type { OrgRole } from '../contract/organisations.ts';

/** From the strictest to the freest: what an organisation's users may hold goes by the strictest of its roles. */
const strictness: readonly OrgRole[] = ['authority', 'donor', 'un-agency', 'partner', 'supplier', 'transporter', 'own'];

/** The kind that an organisation's users carry. */
export function kindOf(roles: readonly OrgRole[]): OrgRole {
  const kind = strictness.find((role) => roles.includes(role));
  if (!kind) throw problems.problem('roles-wrong');
  return kind;
}

/** Each role once, in one order, so that the same roles are the same value. */
export function orderedRoles(roles: readonly OrgRole[]): OrgRole[] {
  return strictness.filter((role) => roles.includes(role));
}

export interface OrgView {
  readonly id: string;
  readonly status: 'active' | 'suspended' | 'closed' | 'merged';
  readonly roles: readonly OrgRole[];
  readonly version: number;
}

/** Nobody overwrites what they have not seen, and an alias is changed at its successor. */
export function decideChange(org: OrgView, input: { version: number }): Problem | undefined {
  if (org.status === 'merged') return problems.problem('merged-already');
  if (org.version !== input.version) return problems.problem('changed-meanwhile', { seen: input.version, now: org.version });
  return undefined;
}

/** Both stand for themselves until now; the successor takes the roles that it did not have. */
export function decideMerge(from: OrgView, into: OrgView): Problem | { readonly addedRoles: OrgRole[]; readonly roles: OrgRole[] } {
  if (from.id === into.id) return problems.problem('merge-self');
  if (from.status === 'merged' || into.status === 'merged') return problems.problem('merged-already');
  return {
    addedRoles: from.roles.filter((role) => !into.roles.includes(role)),
    roles: orderedRoles([...into.roles, ...from.roles]),
  };
}

/**
 * Roles of the successor when a merge is taken back: what the merge brought goes, unless another organisation that is
 * still merged into it has that role too.
 */
export function rolesAfterUndo(
  into: { readonly roles: readonly OrgRole[] },
  addedRoles: readonly OrgRole[],
  stillMerged: readonly (readonly OrgRole[])[],
): OrgRole[] {
  const kept = new Set(stillMerged.flat());
  return orderedRoles(into.roles.filter((role) => !addedRoles.includes(role) || kept.has(role)));
}

/** Letters and digits alone: two spellings of one registration number meet. */
export function numberKey(number: string): string {
  return number
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}

import type { Position } from '#foundation/scope.ts';

export type ScopeKind = 'mission' | 'area' | 'site' | 'org' | 'response';

/** One permission within one scope and time; what an assignment of a role expands to. */
export interface Grant {
  readonly permission: string;
  /** `self` is no assignment's: what belongs to one user, as a guest's errand does. */
  readonly scope: { readonly kind: ScopeKind | 'self'; readonly id: string | null };
  /** ISO instants. */
  readonly from: string;
  readonly until: string | null;
}

/** The grants in force at a moment, by permission: the one function that server and browser both ask. */
export function grantsInForce(grants: readonly Grant[], permission: string, now: Date): Grant[] {
  return grants.filter(
    (grant) => grant.permission === permission && new Date(grant.from) <= now && (grant.until === null || new Date(grant.until) > now),
  );
}

/**
 * Whether any grant of the permission reaches the position.
 * @param at absent: in any scope; an empty position: only a mission-wide grant reaches it.
 */
export function mayReach(grants: readonly Grant[], permission: string, now: Date, at?: Position): boolean {
  const held = grantsInForce(grants, permission, now);
  return at === undefined ? held.length > 0 : held.some((grant) => reaches(grant, at));
}

function reaches(grant: Grant, at: Position): boolean {
  const { kind, id } = grant.scope;
  if (kind === 'mission') return true;
  if (id === null) return false;
  const within: Record<Exclude<ScopeKind, 'mission'> | 'self', readonly string[] | undefined> = {
    self: at.users,
    area: at.areas,
    site: at.sites,
    org: at.orgs,
    response: at.responses,
  };
  return within[kind]?.includes(id) ?? false;
}

/**
 * Where something lies, for the question "is it within this person's reach?".
 * A grant reaches it when any of its parts is within the grant's scope.
 */
export interface Position {
  /** P-codes from the root to the area itself. */
  readonly areas?: readonly string[];
  readonly sites?: readonly string[];
  readonly orgs?: readonly string[];
  readonly responses?: readonly string[];
  /** The users it belongs to or is about; reached by permissions of kind `self`. */
  readonly users?: readonly string[];
}

/**
 * What a command or query is about. `'mission'` needs a mission-wide grant; `'any'` needs the permission in any
 * scope (lists, which then filter their rows by reach); `'self'` is open to each signed-in user;
 * otherwise one named thing, whose position the room that owns the noun resolves.
 */
export type ScopeTarget = 'mission' | 'any' | 'self' | { readonly kind: string; readonly id: string } | { readonly position: Position };

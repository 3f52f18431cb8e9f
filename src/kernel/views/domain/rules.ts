import type { Problem } from '#foundation/problem.ts';
import { viewProblems } from '../contract/views.ts';

/** How many views one person keeps for a page; more is a list nobody reads. */
export const mostViews = 50;

export interface KeptView {
  readonly ownerId: string;
  readonly shared: boolean;
}
export interface Keeper {
  readonly userId: string;
  readonly mayShare: boolean;
}

/** Whether a view may be kept so; a shared one stands on everyone's screen, and is kept only by those who may share. */
export function decideSave(
  keeper: Keeper,
  wanted: { readonly shared: boolean },
  before: KeptView | undefined,
  count: number,
): Problem | undefined {
  if (before && before.ownerId !== keeper.userId) return viewProblems.problem('not-yours');
  if (wanted.shared && !keeper.mayShare) return viewProblems.problem('may-not-share');
  if (!before && count >= mostViews) return viewProblems.problem('too-many', { most: mostViews });
  return undefined;
}

/** Whether this person may forget the view: their own, or a shared one when they may share. */
export function mayRemove(keeper: Keeper, view: KeptView): boolean {
  return view.ownerId === keeper.userId || (view.shared && keeper.mayShare);
}

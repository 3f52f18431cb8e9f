import type { Id } from '#foundation/ids.ts';

/** Who may take back or settle a note: those it belongs to, and whoever moderates. */
export function maySettle(actor: { userId: Id; moderates: boolean }, owners: readonly Id[]): boolean {
  return actor.moderates || owners.includes(actor.userId);
}

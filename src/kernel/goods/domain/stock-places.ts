import type { Problem } from '#foundation/problem.ts';
import { problems } from '../contract/problems.ts';
import type { PlaceKind } from '../contract/shared.ts';

/** Kinds that stand by themselves. */
export const rootKinds: readonly PlaceKind[] = ['warehouse', 'hub', 'partner-store', 'delivery-point', 'truck'];

export interface PlaceView {
  readonly kind: PlaceKind;
  readonly status: 'open' | 'closed';
  readonly openedOn: string;
  readonly version: number;
}

/** Which kinds a place may hold: anything with a roof has zones and bins, a zone has bins; nothing lies under a bin or a truck. */
export function mayHold(parent: PlaceKind, child: PlaceKind): boolean {
  if (rootKinds.includes(child)) return false;
  if (parent === 'truck' || parent === 'bin') return false;
  if (rootKinds.includes(parent)) return true;
  return child === 'bin' || (parent === 'zone' && child === 'zone');
}

/** A place within another, or one that stands by itself at a site. */
export function decideOpen(kind: PlaceKind, parent: PlaceView | undefined, site: { status: string } | undefined): Problem | undefined {
  if (rootKinds.includes(kind)) {
    if (parent || !site) return problems.problem('place-kind-unfit', { kind });
    return site.status === 'closed' ? problems.problem('site-closed') : undefined;
  }
  if (!parent || !mayHold(parent.kind, kind)) return problems.problem('place-kind-unfit', { kind });
  return parent.status === 'closed' ? problems.problem('parent-closed') : undefined;
}

export function decideClose(place: PlaceView, closedOn: string, left: { items: number; open: number }): Problem | undefined {
  if (place.status === 'closed') return problems.problem('place-closed');
  if (closedOn < place.openedOn) return problems.problem('place-dates-reversed');
  return left.items > 0 ? problems.problem('place-not-empty', { items: left.items }) : undefined;
}

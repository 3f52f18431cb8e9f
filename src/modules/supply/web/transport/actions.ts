import type { LegShownRow } from '../../contract/transport/shipments.ts';

/** What may be done with a truck, in the words of its page. */
export const legActions = [
  'load',
  'record-loading',
  'depart',
  'at-crossing',
  'crossed',
  'arrived',
  'cross-load',
  'receive',
  'turned-back',
  'seals',
  'loss',
  'customs',
  'reroute',
  'change',
  'cancel',
] as const;
export type LegAction = (typeof legActions)[number];

const permissionOf: Readonly<Record<LegAction, string>> = {
  load: 'supply.load-truck',
  'record-loading': 'supply.record-loading',
  depart: 'supply.record-departure',
  'at-crossing': 'supply.record-passage',
  crossed: 'supply.record-passage',
  arrived: 'supply.record-passage',
  'cross-load': 'supply.record-cross-load',
  receive: 'supply.record-delivery',
  'turned-back': 'supply.record-passage',
  seals: 'supply.record-seals',
  loss: 'supply.record-loss',
  customs: 'supply.add-customs-paper',
  reroute: 'supply.reroute-leg',
  change: 'supply.change-leg',
  cancel: 'supply.cancel-leg',
};

const fitting: Readonly<Record<string, readonly LegAction[]>> = {
  planned: ['load', 'record-loading', 'depart', 'customs', 'reroute', 'change', 'cancel'],
  loaded: ['depart', 'seals', 'loss', 'customs', 'reroute'],
  departed: ['at-crossing', 'arrived', 'turned-back', 'seals', 'loss', 'customs', 'reroute', 'receive'],
  'at-crossing': ['crossed', 'turned-back', 'seals', 'loss', 'customs', 'reroute'],
  crossed: ['arrived', 'cross-load', 'receive', 'turned-back', 'seals', 'loss', 'reroute'],
  arrived: ['cross-load', 'receive', 'seals', 'loss', 'turned-back', 'reroute'],
  'turned-back': ['receive', 'depart', 'seals', 'loss', 'reroute'],
};

const toHub = (leg: LegShownRow) => leg.to.kind === 'hub';
const fromHub = (leg: LegShownRow) => leg.from.kind === 'hub';

/** What fits the truck's state and this person's rights. */
export function actionsOf(leg: LegShownRow, abilities: readonly string[]): LegAction[] {
  return (fitting[leg.state] ?? []).filter((action) => {
    if (!abilities.includes(permissionOf[action])) return false;
    if ((action === 'at-crossing' || action === 'crossed') && !leg.crossingId) return false;
    if (action === 'arrived' && leg.crossingId && leg.state === 'departed') return false;
    if (action === 'cross-load') return toHub(leg);
    if (action === 'receive') return !toHub(leg) || leg.state === 'turned-back';
    // At the hub trucks are loaded by cross-loading, not out of a bin.
    if (action === 'load' && leg.notToLoad) return false;
    if (action === 'load' || action === 'record-loading') return !fromHub(leg) || leg.lines.some((line) => line.planned > 0);
    return true;
  });
}

/** The gate that a truck is yet to pass is closed on its day. */
export const gateShut = (leg: Pick<LegShownRow, 'crossingStatus' | 'state'>): boolean =>
  leg.crossingStatus === 'closed' && ['planned', 'loaded', 'departed', 'at-crossing'].includes(leg.state);

/** It is loaded, and its gate has not accepted the load: given another way after loading, or loaded before the answer. */
export const notAccepted = (leg: Pick<LegShownRow, 'state' | 'crossingId' | 'lines'>): boolean =>
  leg.state === 'loaded' && leg.crossingId !== null && leg.lines.some((line) => line.loaded !== null && line.answer !== 'accepted');

/** The one next thing to do. */
export function nextOf(leg: LegShownRow, abilities: readonly string[]): LegAction | undefined {
  if (gateShut(leg)) return abilities.includes(permissionOf.reroute) ? 'reroute' : undefined;
  if (leg.notToLoad || notAccepted(leg)) return undefined;
  return actionsOf(leg, abilities).find(
    (action) => !['seals', 'loss', 'customs', 'reroute', 'change', 'cancel', 'record-loading'].includes(action),
  );
}

export const legStates = [
  'planned',
  'loaded',
  'departed',
  'at-crossing',
  'crossed',
  'arrived',
  'turned-back',
  'emptied',
  'received',
  'returned',
  'part-delivered',
  'cancelled',
] as const;
export type LegState = (typeof legStates)[number];

export const factKinds = [
  'loaded',
  'departed',
  'at-crossing',
  'crossed',
  'arrived',
  'turned-back',
  'rerouted',
  'seals',
  'loss',
  'cross-loaded',
  'taken-over',
  'put-down',
  'received',
  'returned',
  'ticked',
  'refused',
] as const;
export type FactKind = (typeof factKinds)[number];

/** What was told of a truck. */
export interface LegFact {
  readonly id: string;
  readonly kind: FactKind;
  /** ISO instant; when it happened, not when it was told. */
  readonly at: string;
  /** Whether nothing is left aboard after it. */
  readonly done?: boolean | undefined;
  /** Of what was received: false where all of it was refused. */
  readonly took?: boolean | undefined;
  readonly broken?: readonly string[] | undefined;
  readonly put?: readonly string[] | undefined;
}

export interface LegNow {
  readonly state: LegState;
  readonly at: string | null;
  readonly departedAt: string | null;
  readonly receivedAt: string | null;
  readonly seals: readonly string[];
}

const stateOf: Partial<Record<FactKind, LegState>> = {
  loaded: 'loaded',
  'taken-over': 'loaded',
  departed: 'departed',
  'at-crossing': 'at-crossing',
  crossed: 'crossed',
  arrived: 'arrived',
  'turned-back': 'turned-back',
};
/** What ends a journey: after it nothing is aboard. */
const endOf: Partial<Record<FactKind, LegState>> = {
  'cross-loaded': 'emptied',
  'put-down': 'emptied',
  received: 'received',
  returned: 'returned',
};
/** What puts goods aboard. It never takes a truck off the road: clocks of two phones differ, and its departure came after it. */
const boarding: ReadonlySet<FactKind> = new Set(['loaded', 'taken-over']);
/** Of facts told for one instant, the order in which they can have happened. */
const rank = (fact: LegFact) => (boarding.has(fact.kind) ? -1 : factKinds.indexOf(fact.kind));

/** Nothing is aboard any more, so nothing more is asked of the truck. */
export const isOver = (state: LegState) => ['emptied', 'received', 'returned', 'part-delivered', 'cancelled'].includes(state);
/** The truck has goods and is on its way. */
export const isUnderway = (state: LegState) => ['departed', 'at-crossing', 'crossed', 'arrived', 'turned-back'].includes(state);

/**
 * What a truck's facts come to, in whatever order they were told. An end stays an end: a departure that is keyed from
 * paper three weeks later, with a wrong hour, does not put a received truck back on the road.
 */
export function foldLeg(facts: readonly LegFact[]): LegNow {
  const inOrder = [...facts].sort((a, b) => a.at.localeCompare(b.at) || rank(a) - rank(b) || a.id.localeCompare(b.id));
  let state: LegState = 'planned';
  let at: string | null = null;
  let over = false;
  let departedAt: string | null = null;
  let receivedAt: string | null = null;
  const seals = new Set<string>();
  for (const fact of inOrder) {
    for (const seal of fact.broken ?? []) seals.delete(seal);
    for (const seal of fact.put ?? []) seals.add(seal);
    if (fact.kind === 'departed') departedAt ??= fact.at;
    const end = endOf[fact.kind];
    const next: LegState | undefined = end ? (fact.done ? end : 'arrived') : stateOf[fact.kind];
    if (!next || (over && !isOver(next)) || (boarding.has(fact.kind) && isUnderway(state))) continue;
    state = next;
    at = fact.at;
    over = isOver(next);
    if (over) receivedAt ??= fact.at;
  }
  if (endsInPart(state, facts)) state = 'part-delivered';
  return { state, at, departedAt, receivedAt, seals: [...seals] };
}

/** Something was taken in and something came back, in whatever order: the word for it is neither of the two. */
const endsInPart = (state: LegState, facts: readonly LegFact[]): boolean =>
  (state === 'received' || state === 'returned') &&
  facts.some((fact) => fact.kind === 'returned') &&
  facts.some((fact) => fact.kind === 'received' && fact.took !== false);

/** What a shipment comes to by its trucks; one of which everything came back has reached nobody. */
export function foldShipment(states: readonly LegState[]): 'planned' | 'loading' | 'moving' | 'received' | 'returned' {
  const live = states.filter((state) => state !== 'cancelled');
  if (live.every((state) => state === 'planned')) return 'planned';
  if (live.every(isOver))
    return live.includes('returned') && !live.includes('received') && !live.includes('part-delivered') ? 'returned' : 'received';
  return live.some((state) => isUnderway(state) || isOver(state)) ? 'moving' : 'loading';
}

/** Why nobody can be given a link for this truck; undefined: a link can be given. */
export function whyNoLink(
  leg: { readonly state: string; readonly toConsignee: boolean },
  kind: 'receiver' | 'monitor',
): 'leg-cancelled' | 'leg-not-for-receiver' | undefined {
  if (leg.state === 'cancelled') return 'leg-cancelled';
  // What ends at a hub is not received there: it passes to other trucks.
  return kind === 'receiver' && !leg.toConsignee ? 'leg-not-for-receiver' : undefined;
}

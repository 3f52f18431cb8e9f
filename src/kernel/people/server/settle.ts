import type { CommandContext } from '#foundation/pipeline/context.ts';
import { cardChanged } from '../contract/events.ts';
import { householdFlags } from '../domain/household.ts';
import { numberOf } from '../domain/numbers.ts';
import { listCardsOf, revokeCards } from './cards.repo.ts';
import { listMembers, listMemberships, lockHouseholds, setHouseholdState } from './households.repo.ts';
import { deletePin } from './pins.repo.ts';

/** Those of them that have not ended. */
export const here = <T extends { readonly to_day: string | null }>(members: readonly T[]) => members.filter((one) => one.to_day === null);

/**
 * Holds every household in which these persons live or lived, before the persons themselves: whoever moves them holds them in
 * that order. Nobody is moved but out of one of these, so it is read again after each wait, for who came first may have moved
 * them, and stands still as soon as nothing new is found.
 */
export async function lockHouseholdsOf(ctx: CommandContext, personIds: readonly string[]): Promise<void> {
  const held = new Set<string>();
  for (;;) {
    const found = new Set<string>();
    for (const personId of personIds) for (const one of await listMemberships.all(ctx.tx, { personId })) found.add(one.household_id);
    const ids = [...found.difference(held)];
    if (ids.length === 0) return;
    await lockHouseholds.all(ctx.tx, { ids });
    for (const id of ids) held.add(id);
  }
}

/** What is odd about the household now, and whether anybody is left in it. */
export async function settleHousehold(ctx: CommandContext, id: string, day: string): Promise<boolean> {
  const left = here(await listMembers.all(ctx.tx, { householdId: id }));
  const flags = householdFlags(
    left.map((one) => ({ ...one, birthDate: one.birth_date })),
    day,
  );
  const closed = left.length === 0;
  const before = await setHouseholdState.maybe(ctx.tx, { id, status: closed ? 'closed' : 'active', flags: closed ? [] : flags });
  if (closed) await endProofs(ctx, id);
  else if (before?.was === 'closed') await tellReopened(ctx, id);
  ctx.touch('household', id);
  return closed;
}

/** Where nobody is left, nobody collects: the card is dead, the PIN gone, and no list to come waits for the household. */
async function endProofs(ctx: CommandContext, id: string): Promise<void> {
  await revokeCards.run(ctx.tx, { householdId: id, cardId: null, why: 'closed', by: ctx.actor.userId, at: ctx.now.toISOString() });
  await deletePin.run(ctx.tx, { householdId: id });
  ctx.emit(cardChanged, { householdId: id, householdNumber: numberOf('H', id), card: null, closed: true });
}

/** Somebody is in it again: the lists to come that were told of its end hear of it, else the family stands before a lane in vain. */
async function tellReopened(ctx: CommandContext, id: string): Promise<void> {
  const living = (await listCardsOf.all(ctx.tx, { householdId: id })).find((one) => one.revoked_at === null);
  ctx.emit(cardChanged, { householdId: id, householdNumber: numberOf('H', id), card: living?.number ?? null, reopened: true });
}

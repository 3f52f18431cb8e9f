import { signer } from '#foundation/keys/signer.ts';
import { answer, handle } from '#foundation/pipeline/context.ts';
import type { RequestContext } from '#foundation/pipeline/context.ts';
import { issueCard, listCards, readCard, revokeCard } from '../contract/cards.ts';
import { cardChanged } from '../contract/events.ts';
import { problems } from '../contract/problems.ts';
import { numberOf, readNumber } from '../domain/numbers.ts';
import { getPerson } from '../contract/queries.ts';
import { findCard, insertCard, listCardRows, listCardsOf, revokeCards } from './cards.repo.ts';
import { lockHouseholds } from './households.repo.ts';
import { getHouseholdRow } from './find.ts';

/** The kind of the mission's signed code on a card. */
export const cardKind = 'card';

export const handleIssueCard = handle(issueCard, async (ctx, input) => {
  await lockHouseholds.all(ctx.tx, { ids: [input.householdId] });
  const household = await getHouseholdRow(ctx, input.householdId);
  if (household.status === 'closed') throw problems.problem('household-closed');
  const by = { by: ctx.actor.userId, at: ctx.now.toISOString() };
  const why = input.because === 'first' ? 'replaced' : input.because;
  await revokeCards.run(ctx.tx, { householdId: household.id, cardId: null, why, ...by });
  const number = numberOf('K', input.cardId);
  await insertCard.run(ctx.tx, { id: input.cardId, householdId: household.id, number, ...by });
  // The key that signs is there from now on: reading a card never has to make one.
  await signer().sign(ctx.tx, cardKind, { n: number }, ctx.now);
  ctx.touch('household', household.id);
  ctx.emit(cardChanged, { householdId: household.id, householdNumber: household.number, card: number });
  return { number };
});

export const handleRevokeCard = handle(revokeCard, async (ctx, input) => {
  const by = { by: ctx.actor.userId, at: ctx.now.toISOString() };
  const dead = await revokeCards.run(ctx.tx, { householdId: input.householdId, cardId: input.cardId, why: input.why, ...by });
  if (dead === 0) throw problems.problem('card-not-found');
  ctx.touch('household', input.householdId);
  const { number: householdNumber } = await getHouseholdRow(ctx, input.householdId);
  ctx.emit(cardChanged, { householdId: input.householdId, householdNumber, card: null });
  return {};
});

/** The living card with its signed code, and the dead ones. The code says a number and nothing else. */
export async function shownCards(ctx: RequestContext, householdId: string) {
  const rows = await listCardsOf.all(ctx.tx, { householdId });
  const living = rows.find((row) => row.revoked_at === null);
  return {
    card: living
      ? {
          id: living.id,
          number: living.number,
          code: await signer().sign(ctx.tx, cardKind, { n: living.number }, ctx.now),
          issuedAt: living.issued_at.toISOString(),
        }
      : null,
    formerCards: rows
      .filter((row) => row.revoked_at !== null)
      .map((row) => ({ number: row.number, revokedAt: row.revoked_at!.toISOString(), why: row.revoked_why! })),
  };
}

export const answerReadCard = answer(readCard, async (ctx, input) => {
  const text = input.code.trim();
  const number = text.startsWith('KV1.') ? ((await signer().open(ctx.tx, cardKind, text)) as { n: string }).n : readNumber(text);
  if (number === undefined) return { state: 'unknown' as const, number: text.slice(0, 40), householdId: null };
  const card = await findCard.maybe(ctx.tx, { number });
  if (card) return { state: card.revoked_at ? ('revoked' as const) : ('living' as const), number, householdId: card.household_id };
  // A number that the mission signed and that this reader does not see belongs to somebody beyond.
  return { state: text.startsWith('KV1.') ? ('beyond' as const) : ('unknown' as const), number, householdId: null };
});

export const answerListCards = answer(listCards, async (ctx, input) => {
  const rows = await listCardRows.all(ctx.tx, {
    reach: ctx.reach(getPerson.name, { areas: 'h.areas', site: 'h.site_id' }),
    state: input.state ?? null,
    number: input.number ? (readNumber(input.number) ?? input.number) : null,
    sort: input.sort,
    limit: input.limit,
    offset: input.offset,
  });
  return {
    total: rows[0]?.total ?? 0,
    rows: rows.map((row) => ({
      id: row.id,
      number: row.number,
      householdId: row.household_id,
      householdNumber: row.household_number,
      size: row.size,
      state: row.revoked_at ? ('revoked' as const) : ('living' as const),
      issuedAt: row.issued_at.toISOString(),
      issuedBy: row.issued_by,
      revokedAt: row.revoked_at?.toISOString() ?? null,
      revokedBy: row.revoked_by,
      why: row.revoked_why,
    })),
  };
});

import type { CommandContext } from '#foundation/pipeline/context.ts';
import type { Oddity } from '../contract/shared.ts';
import { countClaims, countOdd, reviewTimesOf } from './handovers.repo.ts';
import { positionOf } from './shared.ts';
import type { EventFound } from './shared.repo.ts';
import { listStock } from './stock.repo.ts';

/** Oddities of many hand-overs are one case of their distribution. */
const ofEvent = ['before-open', 'after-stop', 'after-close', 'stock-short'] as const;
type OfEvent = (typeof ofEvent)[number];
export const isOfEvent = (oddity: Oddity): oddity is OfEvent => (ofEvent as readonly Oddity[]).includes(oddity);

/** Opens the distribution's case with how many hand-overs stand under it, or closes it when none does any more. */
export async function reviewOddity(ctx: CommandContext, event: EventFound, oddity: OfEvent): Promise<void> {
  const kind = `assistance.${oddity}`;
  const subject = { kind: 'assistance-event', id: event.id };
  const { odd } = await countOdd.one(ctx.tx, { eventId: event.id, oddity });
  if (odd === 0) return ctx.settle(kind, subject);
  await ctx.raise({ kind, subject, figures: { number: event.number, handovers: odd }, position: positionOf(event) });
}

/** After an opening or a stop was told: which hand-overs came too early or too late is judged anew by their own time. */
export async function reviewTimes(ctx: CommandContext, event: EventFound): Promise<void> {
  const before = await Promise.all([
    countOdd.one(ctx.tx, { eventId: event.id, oddity: 'before-open' }),
    countOdd.one(ctx.tx, { eventId: event.id, oddity: 'after-stop' }),
  ]);
  const changed = await reviewTimesOf.run(ctx.tx, { eventId: event.id });
  if (changed === 0 && before.every(({ odd }) => odd === 0)) return;
  for (const oddity of ['before-open', 'after-stop'] as const) await reviewOddity(ctx, event, oddity);
}

/**
 * More has come: the case ends when what was given beyond the books is covered by what lies here. It may be of another lot, which
 * the count at the end of the day then puts right.
 */
export async function settleShort(ctx: CommandContext, event: EventFound): Promise<void> {
  const stock = await listStock.all(ctx.tx, { eventId: event.id });
  if (stock.every((row) => row.short <= row.left)) await ctx.settle('assistance.stock-short', { kind: 'assistance-event', id: event.id });
}

/** What a count had found less was told later: nothing of it is open any more. */
export async function settleCount(ctx: CommandContext, event: EventFound): Promise<void> {
  const stock = await listStock.all(ctx.tx, { eventId: event.id });
  if (stock.every((row) => row.counted === 0)) await ctx.settle('assistance.count-differs', { kind: 'assistance-event', id: event.id });
}

export interface Claimed {
  readonly tokenId: string | null;
  readonly hash: string | null;
  readonly number: number | null;
}
/** One case for each token that stands under two hand-overs or more; closed when all but one were taken back. */
export async function reviewClaims(ctx: CommandContext, event: EventFound, { tokenId, hash, number }: Claimed): Promise<void> {
  const { claims } = await countClaims.one(ctx.tx, { eventId: event.id, tokenId, hash });
  const subject = { kind: 'assistance-token', id: tokenId ?? `${event.id}:${hash}` };
  if (claims < 2) return ctx.settle('assistance.second-claim', subject);
  await ctx.raise({
    kind: 'assistance.second-claim',
    subject,
    figures: { number: event.number, token: number, claims },
    position: positionOf(event),
  });
}

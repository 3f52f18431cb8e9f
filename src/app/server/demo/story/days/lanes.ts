import type { Id } from '#foundation/ids.ts';
import { lanePack } from '#modules/assistance/contract/field/lane.ts';
import { recordHandover } from '#modules/assistance/contract/handovers.ts';
import { foldLane, judgeToken } from '#modules/assistance/domain/field/lane.ts';
import type { Verdict } from '#modules/assistance/domain/field/lane.ts';
import { StoryStops } from '../../player.ts';
import type { Dice } from '../dice.ts';
import { dueAt, noteGiven, phoneOf } from './told.ts';
import type { Told, Token } from './told.ts';

/** Each phone takes its lane while there is a network. A pack that knows of more than was told is of a telling before this one. */
export async function takeLanes(told: Told): Promise<void> {
  told.packs = [];
  for (const [lane, laneId] of told.lanes.entries()) {
    const pack = await phoneOf(told, lane).take(lanePack, { lane: laneId });
    const known = pack && [...pack.tokens, ...pack.others].every((token) => !token.served || told.served.has(token.hash));
    told.packs.push(known ? pack : undefined);
  }
}

/** What a lane's phone says of a token; nothing when the day is over and has been told before. */
function verdictAt(told: Told, lane: number, token: Pick<Token, 'tokenHash'>): Verdict | undefined {
  const pack = told.packs[lane];
  return pack && judgeToken(pack, foldLane(pack, phoneOf(told, lane).records), { hash: token.tokenHash });
}
const said = (verdict: Verdict) => (verdict.kind === 'green' ? 'green' : verdict.why);

export interface Giving {
  readonly lane: number;
  readonly token: Token;
  readonly at: string;
  /** What the phone is to say; handed over all the same. */
  readonly says?: 'green' | 'other-lane' | 'served' | 'lost' | 'unknown';
  readonly delegate?: boolean;
  readonly refusesProof?: boolean;
  /** So many times what is due. */
  readonly times?: number;
}

/** One household at the table: the phone looks, somebody gives, the phone keeps it. Answers the hand-over's id. */
export function give(told: Told, giving: Giving): Id {
  const { lane, token, at, says = 'green', delegate, refusesProof, times = 1 } = giving;
  const verdict = verdictAt(told, lane, token);
  if (verdict && said(verdict) !== says) throw new StoryStops(`day ${told.plan.key}, token ${token.number}: ${said(verdict)}, not ${says}`);
  const handoverId = told.scene.player.id();
  const lines = dueAt(told, token.size).map(({ itemId, qty }) => ({ itemId, qty: qty * times }));
  phoneOf(told, lane).record(at, recordHandover, {
    eventId: told.eventId,
    handoverId,
    laneId: told.lanes[lane]!,
    way: 'token',
    tokenHash: token.tokenHash,
    size: token.size,
    lines,
    collector: delegate ? 'delegate' : 'self',
    proof: refusesProof ? 'none' : 'token',
  });
  told.served.add(token.tokenHash);
  noteGiven(told, lines);
  return handoverId;
}

/** So many households of a lane one after the other, two or three minutes each. */
export function giveAll(told: Told, lane: number, tokens: readonly Token[], from: string): void {
  for (const [index, token] of tokens.entries())
    give(told, { lane, token, at: minutesAfter(from, index * 2.5), delegate: index % 9 === 4, refusesProof: index % 11 === 6 });
}

/** A household that stands on no list: by its tent, counted by sex and age. */
export function giveByTent(told: Told, lane: number, of: { tent: string; at: string; dice: Dice }): void {
  const { tent, at, dice } = of;
  const people = { f18: 1, m18: dice.whole(0, 1), f60: dice.whole(0, 1), f5: dice.whole(0, 2), m5: dice.whole(0, 2), m0: dice.whole(0, 1) };
  const size = Object.values(people).reduce((sum, count) => sum + count, 0);
  phoneOf(told, lane).record(at, recordHandover, {
    eventId: told.eventId,
    handoverId: told.scene.player.id(),
    laneId: told.lanes[lane]!,
    way: 'tent',
    tent,
    size,
    people,
    lines: dueAt(told, size),
    proof: 'sheet',
  });
}

export const minutesAfter = (at: string, minutes: number): string => new Date(Date.parse(at) + minutes * 60_000).toISOString();

import type { Id } from '#foundation/ids.ts';
import type { StockAt } from '#kernel/goods/contract/moves.ts';
import { getDocument } from '#kernel/goods/contract/stock.ts';
import type { LanePack } from '#modules/assistance/contract/field/lane.ts';
import type { Band } from '#modules/assistance/domain/entitlement.ts';
import { dueOf } from '#modules/assistance/domain/entitlement.ts';
import type { Player } from '../../player.ts';
import type { StoryPhone } from '../phones.ts';
import type { Scene } from '../schedule.ts';
import type { Stage } from '../stage.ts';
import { packs } from './plans.ts';
import type { DayPlan, PackKind } from './plans.ts';

export interface Token {
  readonly tokenId: Id;
  readonly tokenHash: string;
  readonly number: number;
  readonly size: number;
  readonly lane: number;
}
/** A phone in somebody's hand. */
export interface Hand {
  readonly who: string;
  phone?: StoryPhone;
}
/** A distribution day while it is told. */
export interface Told {
  readonly scene: Scene;
  readonly plan: DayPlan;
  readonly eventId: Id;
  readonly lanes: readonly Id[];
  tokens: Token[];
  /** One for each lane. */
  hands: readonly Hand[];
  /** Tokens that were given to, and what was given in all. */
  readonly served: Set<string>;
  readonly given: Map<Id, number>;
  /** What each phone has taken; nothing when the day has been told before. */
  packs: (LanePack | undefined)[];
}

export const bandsOf = (stage: Stage, kind: PackKind): Band[] =>
  packs[kind].lines.map((line: { code: string; qty: number; fromSize?: number; toSize?: number }) => ({
    itemId: stage.item(line.code).id,
    fromSize: line.fromSize ?? 1,
    toSize: line.toSize ?? null,
    qty: line.qty,
  }));

/** What so many households of a size get, in an order that is always the same. */
export function dueAt({ scene, plan }: Told, size: number, households = 1): { itemId: Id; qty: number }[] {
  const due = [...dueOf(bandsOf(scene.stage, plan.pack), size, households)];
  return due.flatMap(([itemId, qty]) => (qty ? [{ itemId, qty }] : [])).toSorted((a, b) => (a.itemId < b.itemId ? -1 : 1));
}

export const phoneOf = (told: Told, lane: number): StoryPhone => told.hands[lane]!.phone!;

/** What a document took out of the store or brought back, as the story's people were told: read from the document, which stays as it is. */
export async function noteDocument({ scene, plan }: Told, player: Player, documentId: Id): Promise<void> {
  const { stage } = scene;
  const store = stage.place(plan.store);
  player.as(null);
  const { lines } = await player.ask(getDocument, { documentId });
  for (const { itemId, lotId, from, to, qty } of lines) {
    const side = from.placeId === store ? from : to;
    if (side.placeId !== store) continue;
    const at = {
      item: itemId,
      place: store,
      condition: side.condition,
      owner: 'own',
      ...(lotId ? { lot: lotId } : {}),
      ...(side.grantCode ? { grant: stage.grantOfCode(side.grantCode) } : {}),
    } as StockAt;
    if (side === from) stage.books.take(at, qty);
    else stage.books.add(at, qty);
  }
}

/** Adds to what was given. */
export function noteGiven(told: Told, lines: readonly { itemId: Id; qty: number }[]): void {
  for (const { itemId, qty } of lines) told.given.set(itemId, (told.given.get(itemId) ?? 0) + qty);
}

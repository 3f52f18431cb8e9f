import type { StockAt } from '#kernel/goods/contract/moves.ts';
import { moveStock } from '#modules/supply/contract/stores/documents.ts';
import { recordReceipt, settleDifference } from '#modules/supply/contract/stores/receipts.ts';
import type { Player } from '../player.ts';
import { diceOf } from './dice.ts';
import type { Dice } from './dice.ts';
import { binOf } from './loads.ts';
import { dayAfter, hourOf } from './schedule.ts';
import type { Scene } from './schedule.ts';

/** A truck or several that come to Burç with papers. */
export interface Arrival {
  readonly key: string;
  readonly day: string;
  readonly source: 'order' | 'gift';
  readonly sender: string;
  readonly reference: string;
  readonly grant?: string;
  readonly goods: readonly { readonly code: string; readonly qty: number }[];
  /** Arrives ready to be eaten or used soon: lots end on this day. */
  readonly expiresOn?: string;
}
interface Line {
  readonly at: StockAt;
  readonly code: string;
  readonly lot?: { readonly id: string; readonly code: string; readonly expiresOn?: string };
  readonly expected: number;
  readonly good: number;
  readonly damaged: number;
}

/** Counted at the gate in the morning and put into bins before dispatch looks for goods; what differs is settled some days later. Answers its lots, as they come. */
export function receive(scene: Scene, arrival: Arrival): ReadonlySet<string> {
  const dice = diceOf(arrival.key);
  const { stage } = scene;
  const receiptId = scene.player.id();
  const lots = new Set<string>();
  let lines: Line[] = [];
  scene.step(hourOf(arrival.day, '06:30'), 'store', async (player) => {
    lines = arrival.goods.flatMap((goods) => linesOf(scene, arrival, goods, dice));
    await player.do(recordReceipt, {
      receiptId,
      placeId: stage.place('BRC-IN'),
      source: arrival.source,
      reference: arrival.reference,
      senderId: stage.org(arrival.sender),
      waybill: `W-${arrival.reference}`,
      plate: dice.one(['34 KRV 210', '16 KRV 211', '42 KRV 212', '07 KRV 213']),
      lines: lines.map(({ at, lot, expected, good, damaged }) => ({
        itemId: at.item,
        ...(lot ? { lot } : {}),
        ...(at.grant ? { grantId: at.grant } : {}),
        expected,
        good,
        damaged,
      })),
    });
    for (const { at, good, damaged } of lines) {
      if (at.lot) lots.add(at.lot);
      stage.books.add(at, good);
      stage.books.add({ ...at, condition: 'damaged' }, damaged);
    }
  });
  scene.step(hourOf(arrival.day, '06:50'), 'store', (player) => putAway(scene, player, lines));
  scene.step(hourOf(dayAfter(arrival.day, 4), '09:00'), 'store', (player) => settle(player, receiptId, lines));
  return lots;
}

/** An item comes in two or three lots; of some lines a few pieces are missing or damaged. */
function linesOf(scene: Scene, arrival: Arrival, { code, qty }: { code: string; qty: number }, dice: Dice): Line[] {
  const { stage, player } = scene;
  const item = stage.item(code);
  const lots = item.tracked ? dice.whole(2, 3) : 1;
  return Array.from({ length: lots }, (_, index): Line => {
    const part = Math.floor(qty / lots / 10) * 10;
    const expected = index === 0 ? qty - part * (lots - 1) : part;
    const missing = dice.whole(1, 12) === 1 ? dice.whole(1, Math.max(1, Math.floor(expected / 200))) : 0;
    const damaged = dice.whole(1, 10) === 1 ? dice.whole(1, Math.max(1, Math.floor(expected / 300))) : 0;
    const life = item.shelfLifeDays;
    const expiresOn = arrival.expiresOn ?? (life ? dayAfter(arrival.day, life - 20 * dice.whole(1, 3)) : undefined);
    const lot = { id: player.id(), code: `${code}-${arrival.reference}-${index + 1}`, ...(expiresOn ? { expiresOn } : {}) };
    if (item.tracked) stage.lots.set(`${item.id} ${lot.code}`, lot.id);
    if (item.tracked && expiresOn) stage.ends.set(lot.id, expiresOn);
    const at: StockAt = {
      item: item.id,
      place: stage.place('BRC-IN'),
      condition: 'good',
      owner: 'own',
      ...(item.tracked ? { lot: lot.id } : {}),
      ...(arrival.grant ? { grant: stage.grant(arrival.grant) } : {}),
    };
    return { at, code, ...(item.tracked ? { lot } : {}), expected, good: expected - missing - damaged, damaged };
  });
}

async function putAway({ stage }: Scene, player: Player, lines: readonly Line[]): Promise<void> {
  const moved = lines
    .map(({ at, code }) => ({ at, code, qty: stage.books.qty(at), to: stage.place(binOf(code)) }))
    .filter((line) => line.qty > 0);
  await player.do(moveStock, {
    documentId: player.id(),
    placeId: stage.place('BRC'),
    lines: moved.map(({ at, qty, to }) => ({ at, qty, to })),
  });
  for (const { at, qty, to } of moved) {
    stage.books.take(at, qty);
    stage.books.add({ ...at, place: to }, qty);
  }
}

/** The sender credits what did not come, line by line; of every third receipt it is still awaited. */
async function settle(player: Player, receiptId: string, lines: readonly Line[]): Promise<void> {
  const short = lines.map((line, index) => ({ line: index + 1, qty: line.expected - line.good - line.damaged }));
  for (const { line, qty } of short) {
    if (qty <= 0 || qty % 3 === 0) continue;
    const reason = 'Credited with the next invoice (demo)';
    await player.do(settleDifference, {
      receiptId,
      line,
      documentId: player.id(),
      outcome: 'credited',
      qty,
      reason,
      reference: `CN-${line}`,
    });
  }
}

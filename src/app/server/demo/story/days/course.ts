import type { Id } from '#foundation/ids.ts';
import { closeEvent, countStock, getStatement, returnStock, signStatement } from '#modules/assistance/contract/day.ts';
import { drawSample } from '#modules/assistance/contract/samples.ts';
import { dayAfter, hourOf } from '../schedule.ts';
import { giveAll } from './lanes.ts';
import { bandsOf, noteDocument, phoneOf } from './told.ts';
import type { Told, Token } from './told.ts';

/** Who of a lane comes: all but the last few. */
export const coming = (told: Told, lane: number): Token[] =>
  told.tokens.filter((token) => token.lane === lane).slice(0, lane === 0 ? -4 : -2);

/** Both lanes serve whoever comes; three never do. What was kept goes out when the road has a network. */
export function morning(told: Told): void {
  const { scene, plan, hands } = told;
  const start = hourOf(plan.day, '05:10');
  for (const [lane, hand] of hands.entries()) {
    scene.step(hourOf(plan.day, `08:0${lane}`), hand.who, async () => {
      giveAll(told, lane, coming(told, lane), start);
    });
    scene.step(hourOf(plan.day, `10:0${lane}`), hand.who, () => sendAll(told, lane));
  }
}

/** Everything that waits on a lane's phone; all of it is to fit in. */
export async function sendAll(told: Told, lane: number): Promise<void> {
  const parked = (await phoneOf(told, lane).send()).filter((answer) => answer.state === 'parked');
  if (parked.length > 0) throw new Error(`day ${told.plan.key}: ${parked.length} records were parked, the first for ${parked[0]!.reason}`);
}

/** What is left goes back, is counted and signed by both; the day is closed and a sample drawn. */
export function evening(told: Told): void {
  eveningOf(told, told.plan.day);
}

/** The same on the day that it was put off to. */
export function eveningOf(told: Told, day: string, left?: () => { itemId: Id; qty: number }[]): void {
  backAndCount(told, day, left);
  sign(told, day);
  told.scene.step(hourOf(dayAfter(day, 1), '07:00'), 'lead', async (at) => {
    await at.do(closeEvent, { eventId: told.eventId });
    await at.do(drawSample, { eventId: told.eventId, sampleId: at.id(), seed: `Day ${told.plan.key}, ${day}`, size: 10 });
  });
}

/** Goods back to the store and a count of the rest, told by the monitor's phone; without `left` all that the books say is there. */
export function backAndCount(told: Told, day: string, left?: () => { itemId: Id; qty: number }[]): void {
  const { scene, eventId } = told;
  scene.step(hourOf(day, '12:00'), told.hands[0]!.who, async (at) => {
    const documentId = at.id();
    const lines = left?.().filter((line) => line.qty > 0);
    const phone = phoneOf(told, 0);
    phone.record(hourOf(day, '11:40'), returnStock, { eventId, documentId, ...(lines ? { lines } : {}) });
    const items = [...new Set(bandsOf(scene.stage, told.plan.pack).map((band) => band.itemId))];
    const countId = at.id();
    phone.record(hourOf(day, '11:55'), countStock, { eventId, documentId: countId, lines: items.map((itemId) => ({ itemId, qty: 0 })) });
    await sendAll(told, 0);
    await noteDocument(told, at, documentId);
  });
}

/** The partner on the screen where it has a login for it, else on the printed statement; then the monitor. */
export function sign(told: Told, day: string): void {
  const partner = told.hands[1]!.who === 'partner-monitor';
  const put = (side: 'partner' | 'monitor', who: string, hour: string, means: 'screen' | 'paper') =>
    told.scene.step(hourOf(day, hour), who, async (at) => {
      const { figuresHash } = await at.ask(getStatement, { eventId: told.eventId });
      await at.do(signStatement, { eventId: told.eventId, side, means, figuresHash });
    });
  put('partner', partner ? 'partner-monitor' : 'lead', '12:30', partner ? 'screen' : 'paper');
  put('monitor', 'monitor', '12:50', 'screen');
}

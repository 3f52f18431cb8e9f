import type { FastifyInstance } from 'fastify';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { newId } from '#foundation/ids.ts';
import { buildApp } from '#app/server/serve.ts';
import {
  closeEvent,
  countStock,
  getStatement,
  openEvent,
  returnStock,
  reserveStock,
  signStatement,
} from '#modules/assistance/contract/day.ts';
import { getEvent } from '#modules/assistance/contract/events.ts';
import { listHandovers } from '#modules/assistance/contract/handovers.ts';
import { casesOf, openedAt, planned, setSquare, stockUp } from '#tests/support/assistance.ts';
import type { Planned, Square } from '#tests/support/assistance.ts';
import { openBrowser } from '#tests/support/browser.ts';
import { yard } from '#tests/support/goods-yard.ts';
import { LanePhone } from '#tests/support/lane-phone.ts';
import { openTestMission } from '#tests/support/mission.ts';
import type { TestMission } from '#tests/support/mission.ts';

let mission: TestMission;
let square: Square;
let event: Planned;
let open: Planned;
let app: FastifyInstance;
let browser: Browser;
let url: string;
beforeAll(async () => {
  mission = await openTestMission([yard]);
  square = await setSquare(mission);
  ({ event } = await openedAt(square, 6));
  // A day without any register, beside it.
  await stockUp(square, 20, 40);
  open = await planned(square, { admits: 'rule', lanes: 1 });
  await mission.apply(reserveStock, { eventId: open.eventId, lines: [square.kit, square.blanket].map((itemId) => ({ itemId, qty: 5 })) });
  await mission.apply(openEvent, { eventId: open.eventId, documentId: newId() });
  app = await buildApp(mission.kervan, { trustedProxies: [], log: false, secureCookie: false });
  url = await app.listen({ host: '127.0.0.1', port: 0 });
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await app?.close();
  await mission?.close();
});
const handovers = async ({ eventId }: Planned) => (await mission.ask(listHandovers, { eventId })).total;

it('a phone that leaves the network before all of the app has come says so, in its own language', async () => {
  const keepsNothing = { newContext: (options) => browser.newContext({ ...options, serviceWorkers: 'block' }) } as Browser;
  const phone = await LanePhone.enrol(keepsNothing, mission, url);
  await phone.says('sync.field-not-whole');
  const lane = phone.page.getByRole('button', { name: `${event.number} · 1` }).first();
  await lane.click();
  await phone.says('sync.field-on-phone');
  await phone.context.setOffline(true);
  await lane.click();
  await phone.says('sync.field-broken');
  expect(await phone.button('sync.field-broken-again').count()).toBe(1);
  expect(await phone.overflow()).toBe(0);
  await phone.context.close();
});

it('two lanes are served with the network cut, one phone’s queue goes in through the other, and the desk closes the day', async () => {
  const first = await LanePhone.enrol(browser, mission, url);
  const second = await LanePhone.enrol(browser, mission, url);
  const [lane1, lane2, laneOpen] = [`${event.number} · 1`, `${event.number} · 2`, `${open.number} · 1`];
  await first.take(lane1);
  await second.take(lane2, laneOpen);
  for (const { context } of [first, second]) await context.setOffline(true);

  await first.openLane(lane1);
  expect(await first.overflow()).toBe(0);
  await first.give(1);
  await first.give(3);
  await first.look(1);
  await first.says('assistance.field-red-served');
  await first.press('assistance.field-next');
  // The crowd broke the lanes: what was given to a household of the other lane is told all the same.
  await first.giveAllTheSame(2);
  // The household comes again at its own lane, whose phone cannot know.
  await second.openLane(lane2);
  await second.give(2);
  await second.give(4);
  await second.unlock();
  await second.openLane(laneOpen);
  await second.tally(5, 'assistance.field-count-household');
  expect(await second.overflow()).toBe(0);
  expect(await handovers(event)).toBe(0);

  const file = await first.saveQueue();
  await second.context.setOffline(false);
  await second.takeIn(file);
  await expect.poll(() => handovers(event), { timeout: 30_000, interval: 250 }).toBe(5);
  await expect.poll(() => handovers(open), { timeout: 30_000, interval: 250 }).toBe(1);
  // Later its own line comes back: all of it has happened once.
  await first.context.setOffline(false);
  await first.unlock('/queue');
  await first.page.getByRole('heading', { name: /3|٣/ }).first().waitFor();
  expect(await handovers(event)).toBe(5);
  expect(await mission.ask(getEvent, { eventId: event.eventId })).toMatchObject({ served: 4 });
  // Whichever of the two came first, the desk has a case for the wrong lane and one for the second claim.
  for (const kind of ['assistance.wrong-lane', 'assistance.second-claim']) expect(await casesOf(mission, kind), kind).toHaveLength(1);
  for (const day of [event, open]) await closeDay(day);
});

/** The desk at the end of the day: what is left goes back, is counted, both sides sign, and the day is closed. */
async function closeDay({ eventId }: Planned): Promise<void> {
  await mission.apply(returnStock, { eventId, documentId: newId() });
  const lines = [square.kit, square.blanket].map((itemId) => ({ itemId, qty: 0 }));
  await mission.apply(countStock, { eventId, documentId: newId(), lines });
  const { figuresHash } = await mission.ask(getStatement, { eventId });
  const signer = await mission.user({ permissions: ['assistance.sign-statement', 'assistance.list-events'] });
  await mission.apply(signStatement, { eventId, side: 'monitor', means: 'screen', figuresHash }, { as: signer });
  await mission.apply(signStatement, { eventId, side: 'partner', means: 'paper', figuresHash });
  await mission.apply(closeEvent, { eventId });
  expect((await mission.ask(getEvent, { eventId })).state).toBe('closed');
}

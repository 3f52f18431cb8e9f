import type { FastifyInstance } from 'fastify';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildApp } from '#app/server/serve.ts';
import { getEvent } from '#modules/assistance/contract/events.ts';
import { listHandovers } from '#modules/assistance/contract/handovers.ts';
import { openedAt, setSquare, stockUp } from '#tests/support/assistance.ts';
import type { Planned } from '#tests/support/assistance.ts';
import { openBrowser } from '#tests/support/browser.ts';
import { yard } from '#tests/support/goods-yard.ts';
import { LanePhone } from '#tests/support/lane-phone.ts';
import { openTestMission } from '#tests/support/mission.ts';
import type { TestMission } from '#tests/support/mission.ts';

const households = 300;
let mission: TestMission;
let event: Planned;
let app: FastifyInstance;
let browser: Browser;
let url: string;
beforeAll(async () => {
  mission = await openTestMission([yard]);
  const square = await setSquare(mission);
  await stockUp(square, households, 2 * households);
  ({ event } = await openedAt(square, households));
  app = await buildApp(mission.kervan, { trustedProxies: [], log: false, secureCookie: false });
  url = await app.listen({ host: '127.0.0.1', port: 0 });
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await app?.close();
  await mission?.close();
});

it('300 households are served on two phones with the network cut, and one phone’s queue goes in through the other', async () => {
  const phones = [await LanePhone.enrol(browser, mission, url), await LanePhone.enrol(browser, mission, url)] as const;
  for (const [at, phone] of phones.entries()) {
    await phone.take(`${event.number} · ${at + 1}`);
    await phone.context.setOffline(true);
    await phone.openLane(`${event.number} · ${at + 1}`);
    for (let number = at + 1; number <= households; number += 2) await phone.give(number);
  }
  const file = await phones[0].saveQueue();
  await phones[1].context.setOffline(false);
  await phones[1].takeIn(file);
  const given = async () => (await mission.ask(listHandovers, { eventId: event.eventId })).total;
  await expect.poll(given, { timeout: 120_000, interval: 1_000 }).toBe(households);
  expect(await mission.ask(getEvent, { eventId: event.eventId })).toMatchObject({ served: households, odd: 0 });
});

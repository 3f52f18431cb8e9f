import { revokeDevice } from '#kernel/sync/contract/devices.ts';
import { dismissParked } from '#kernel/sync/contract/parking.ts';
import type { Id } from '#foundation/ids.ts';
import { keySheet } from '#modules/assistance/contract/handovers.ts';
import { enrolPhone } from '../phones.ts';
import { dayAfter, hourOf } from '../schedule.ts';
import { backAndCount, coming, sendAll, sign } from './course.ts';
import { giveAll } from './lanes.ts';
import { dueAt, noteGiven, phoneOf } from './told.ts';
import type { Told, Token } from './told.ts';
import type { Turning } from './turns.ts';

/** What so many households get together. */
function dueOfAll(told: Told, tokens: readonly Token[]): { itemId: Id; qty: number }[] {
  const sums = new Map<Id, number>();
  for (const token of tokens) for (const { itemId, qty } of dueAt(told, token.size)) sums.set(itemId, (sums.get(itemId) ?? 0) + qty);
  return [...sums].map(([itemId, qty]) => ({ itemId, qty })).toSorted((a, b) => (a.itemId < b.itemId ? -1 : 1));
}

/** What truly lies there in the evening: what was brought for all, less what was given, whoever has told of it. */
export const leftOf = (told: Told) =>
  dueOfAll(told, told.tokens).map(({ itemId, qty }) => ({ itemId, qty: qty - (told.given.get(itemId) ?? 0) }));

/**
 * A phone is lost at noon with five hand-overs that nobody has: the lane goes on by paper, the count does not balance, and what
 * the phone still tells when it is found waits for a person.
 */
export const losePhone: Turning = {
  before: (told) => {
    const { scene, plan } = told;
    told.hands = [told.hands[0]!, { who: 'lead' }];
    scene.step(hourOf(dayAfter(plan.day, -1), '14:00'), 'admin', async (player) => {
      const who = { userId: scene.stage.user('lead'), inviter: scene.stage.user('admin') };
      (told.hands[1] as { phone?: unknown }).phone = await enrolPhone(player, 'Phone 29 (demo)', who);
    });
  },
  morning: (told) => {
    const { scene, plan, eventId, lanes } = told;
    const hour = (text: string) => hourOf(plan.day, text);
    scene.step(hour('06:30'), 'lead', async () => {
      giveAll(told, 1, coming(told, 1).slice(0, 8), hour('05:10'));
      await sendAll(told, 1);
    });
    scene.step(hour('07:30'), 'lead', async () => giveAll(told, 1, coming(told, 1).slice(8, 13), hour('06:35')));
    scene.step(hour('07:45'), 'lead', async (player) => {
      await player.do(revokeDevice, { deviceId: phoneOf(told, 1).deviceId, reason: 'lost' });
    });
    scene.step(hour('08:00'), told.hands[0]!.who, async () => giveAll(told, 0, coming(told, 0), hour('05:10')));
    scene.step(hour('10:00'), told.hands[0]!.who, () => sendAll(told, 0));
    // One reads six rows where five are; a third agrees with the second.
    for (const [who, at, households] of [
      ['lead', '11:00', 6],
      ['monitor', '11:10', 5],
      ['head', '11:20', 5],
    ] as const)
      scene.step(hour(at), who, async (player) => {
        const lines = dueOfAll(told, coming(told, 1).slice(13, 18));
        if (who === 'head') noteGiven(told, lines);
        await player.do(keySheet, { eventId, keyingId: player.id(), laneId: lanes[1]!, sheet: 1, households, lines });
      });
  },
  evening: (told) => {
    backAndCount(told, told.plan.day, () => leftOf(told));
    sign(told, told.plan.day);
  },
  afterwards: (told) => {
    const { scene, plan } = told;
    scene.step(hourOf(dayAfter(plan.day, 2), '10:00'), 'lead', async () => {
      const parked = (await phoneOf(told, 1).send()).filter((answer) => answer.state === 'parked');
      if (parked.length !== 5) throw new Error(`day ${plan.key}: ${parked.length} records of the lost phone were parked`);
    });
    scene.step(hourOf(dayAfter(plan.day, 3), '09:00'), 'admin', async (player) => {
      const reason = 'The count of the evening has booked what these households got (demo)';
      for (const { id } of phoneOf(told, 1).records.slice(-5, -2)) await player.do(dismissParked, { id, reason });
    });
  },
};

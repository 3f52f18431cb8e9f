import { openEvent, reserveStock } from '#modules/assistance/contract/day.ts';
import { planEvent } from '#modules/assistance/contract/events.ts';
import { listPackages } from '#modules/assistance/contract/packages.ts';
import { drawList } from '#modules/assistance/contract/register-list.ts';
import { issueCard } from '#kernel/people/contract/cards.ts';
import { setPin } from '#kernel/people/contract/pins.ts';
import { registerHousehold } from '#kernel/people/contract/register.ts';
import { hourOf } from '../story/schedule.ts';
import type { Schedule } from '../story/schedule.ts';
import { householdOf } from './household.ts';
import { demoPinProof } from './pin.ts';

const district = 'SY0204';
const point = 'DP-1A';
const givesOn = '2023-08-21';
/** Families of the district's own people, none of the host community across the border. */
const families = [911, 912, 913, 915, 916, 917, 918, 919];
/** PINs by the number on the list; the guides name them, so that proof by PIN can be tried. */
export const shownPins: Readonly<Record<number, string>> = { 1: '4071', 2: '906318' };

/** A day whose list comes from the register: families with cards, two of them with a PIN, served on the demonstration's day. */
export function tellRegisterDay(schedule: Schedule): void {
  const { stage, player, step } = schedule.scene('core day of the register');
  const at = { area: district, siteId: stage.site(point) };
  // On the list they stand in the order of their ids.
  const told = families
    .map((index) => householdOf(index, at, () => player.id(), '2023-08-16'))
    .toSorted((a, b) => (a.householdId < b.householdId ? -1 : 1));
  const eventId = player.id();
  step('2023-08-16T06:00:00Z', 'registration-lead', async (now) => {
    for (const [place, household] of told.entries()) {
      await now.do(registerHousehold, household);
      await now.do(issueCard, { cardId: now.id(), householdId: household.householdId });
      const pin = shownPins[place + 1];
      if (pin) await now.do(setPin, { householdId: household.householdId, pin: await demoPinProof(pin, now.doors.mission.slug) });
    }
  });
  step('2023-08-17T06:00:00Z', 'lead', async (now) => {
    const { rows } = await now.ask(listPackages, { search: 'BED-2023', limit: 1 });
    await now.do(planEvent, {
      eventId,
      placeId: now.id(),
      title: 'Bedding, families of the register (demo)',
      packageId: rows[0]!.id,
      admits: 'list',
      orgId: stage.org('yasmin'),
      siteId: at.siteId,
      storeId: stage.place('PS-01'),
      givesOn,
      lanes: (['general', 'priority'] as const).map((kind, index) => ({ laneId: now.id(), no: index + 1, kind })),
      team: ['lead', 'partner-monitor'].map((key) => stage.user(key)),
    });
    await now.do(drawList, { eventId, drawId: now.id(), rule: { area: district } });
    await now.do(reserveStock, { eventId });
  });
  step(hourOf(givesOn, '04:40'), 'lead', async (now) => void (await now.do(openEvent, { eventId, documentId: now.id() })));
}

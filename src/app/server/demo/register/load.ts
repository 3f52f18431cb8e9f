import { issueCard } from '#kernel/people/contract/cards.ts';
import { decidePair, listPairs } from '#kernel/people/contract/matching.ts';
import { registerHousehold, setRestricted } from '#kernel/people/contract/register.ts';
import { dayAfter, hourOf, newSchedule } from '../story/schedule.ts';
import type { Scene, Schedule } from '../story/schedule.ts';
import type { Stage } from '../story/stage.ts';
import { tellRegisterDay } from './day.ts';
import { householdOf } from './household.ts';
import type { Registration, Told } from './household.ts';

/** Where households are registered; the clerk sits in Gaziantep, the rest is entered by the registration lead. */
const desks = [
  { area: 'TUR027007', who: 'clerk' },
  { area: 'TUR027008', who: 'clerk' },
  { area: 'TUR063005', who: 'registration-lead' },
  { area: 'TUR027007', who: 'clerk' },
  { area: 'TUR031002', who: 'registration-lead' },
] as const;
const deskOf = (index: number) => desks[index % desks.length]!;
/** Households that a first start shows; as many more are told behind the open doors as make three hundred. */
const inCore = 40;
const inAll = 300;

/** The households of some days: registered one after the other, most of them with a card. */
function registerThem(schedule: Schedule, from: number, to: number): void {
  for (let index = from; index < to; index += 1) {
    const scene = schedule.scene(`household ${index}`);
    const { area, who } = deskOf(index);
    const today = index >= inCore - 4 && index < inCore;
    const day = today ? '2023-08-21' : dayAfter('2023-06-19', Math.floor((index % inCore) * 1.5));
    const told = householdOf(index, { area }, () => scene.player.id(), day);
    const hour = today
      ? `05:${10 + (index % 4) * 12}`
      : `${String(6 + (index % 7)).padStart(2, '0')}:${String((index * 7) % 60).padStart(2, '0')}`;
    scene.step(hourOf(day, hour), who, async (at) => {
      await at.do(registerHousehold, { ...told, ...attested(index, day, at.id) });
      if (index % 5 !== 4) await at.do(issueCard, { cardId: at.id(), householdId: told.householdId });
    });
  }
}

/** Every seventeenth household has no papers: two people of the neighbourhood know it. */
function attested(index: number, day: string, id: Scene['player']['id']): Partial<Registration> {
  if (index % 17 !== 3) return {};
  return {
    attestation: {
      attestationId: id(),
      first: { name: `Attester ${index} (demo)`, role: 'Muhtar' },
      second: { name: `Neighbour ${index} (demo)`, role: 'Imam' },
      nonePaid: true,
      attestedOn: day,
    },
  };
}

/** The same people once more, as they come back to another desk: another spelling, another day, another paper. */
function comeAgain(schedule: Schedule): void {
  const noPaper = (one: Told): Told => ({ ...one, identifiers: [] });
  const again = [
    // The very same paper: the number is in dispute.
    { of: 0, area: 'TUR027007', change: (one: Told) => one },
    { of: 6, area: 'TUR027008', change: (one: Told) => swapped(noPaper(one)) },
    { of: 13, area: 'TUR027007', change: (one: Told) => yearOnly(noPaper(one)) },
    // Known in another province: the clerk hears only that somebody is known.
    { of: 2, area: 'TUR027007', change: noPaper },
    { of: 15, area: 'TUR027008', change: (one: Told) => ({ ...noPaper(one), names: one.names.filter(({ part }) => part !== 'father') }) },
  ];
  for (const { of, area, change } of again) {
    const scene = schedule.scene(`household ${of} again`);
    const day = '2023-08-20';
    const first = householdOf(of, { area }, () => scene.player.id(), day);
    const members = first.members.slice(0, 2).map(change);
    const kept = new Set(members.map(({ personId }) => personId));
    const consents = first.consents?.filter(({ personId }) => kept.has(personId)) ?? [];
    scene.step(hourOf(day, `09:${String(of + 10)}`), 'clerk', async (at) => {
      await at.do(registerHousehold, { ...first, source: 'offline', members, consents });
    });
  }
}
function yearOnly(one: Told): Told {
  return { ...one, birth: { date: `${one.birth!.date.slice(0, 4)}-01-01`, precision: 'year' } };
}
function swapped(one: Told): Told {
  const [year, month, day] = one.birth!.date.split('-') as [string, string, string];
  return Number(day) <= 12 ? { ...one, birth: { ...one.birth!, date: `${year}-${day}-${month}` } } : one;
}

/** One pair is of cousins, and a family is shut away from all but focal points. */
function decide(schedule: Schedule): void {
  const scene = schedule.scene('register desk');
  scene.step('2023-08-20T12:00:00Z', 'registration-lead', async (at) => {
    const last = (await at.ask(listPairs, { limit: 50 })).rows.at(-1);
    if (last) await at.do(decidePair, { pairId: last.id, decision: 'different', note: 'Two cousins of one name (demo)' });
  });
  const shut = schedule.scene('household 900');
  const told = householdOf(900, { area: 'TUR063005' }, () => shut.player.id(), '2023-08-16');
  shut.step('2023-08-16T07:00:00Z', 'registration-lead', async (at) => void (await at.do(registerHousehold, told)));
  shut.step('2023-08-16T08:00:00Z', 'caseworker', async (at) => {
    await at.do(setRestricted, { householdId: told.householdId, restricted: true });
  });
}

/** What a first start shows of the register. */
export async function loadRegister(
  deps: Parameters<typeof newSchedule>[0],
  mission: Parameters<typeof newSchedule>[1],
  stage: Stage,
): Promise<void> {
  const schedule = newSchedule(deps, mission, stage);
  registerThem(schedule, 0, inCore);
  comeAgain(schedule);
  decide(schedule);
  tellRegisterDay(schedule);
  const { cut } = await schedule.play(async () => undefined);
  if (cut.length > 0) throw new Error(`the core pack stops: ${JSON.stringify(cut)}`);
}

/** The rest of the three hundred households, told behind the open doors. */
export function writeRegister(schedule: Schedule): void {
  registerThem(schedule, inCore, inAll);
}

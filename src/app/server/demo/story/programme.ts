import { syrianTrucks, turkishTrucks } from '../fleet.ts';
import { notify, newCrossings } from './border.ts';
import { goodsOf, planOf, playConvoy } from './convoy.ts';
import { playDays } from './days/index.ts';
import { playEmergencies } from './emergency.ts';
import { issue } from './issue.ts';
import { playKeeping } from './keeping.ts';
import { binOf, kindOf, storyItems } from './loads.ts';
import { receive } from './receipts.ts';
import { writeRegister } from '../register/load.ts';
import { dayAfter } from './schedule.ts';
import type { Schedule } from './schedule.ts';
import { partnerStores } from './stores.ts';
import type { ConvoyPlan } from './trucks.ts';

/** How many convoys of five trucks cross in each month, and on which days at the earliest and latest. */
const months = [
  { month: '2023-02', first: 14, last: 28, convoys: 12 },
  { month: '2023-03', first: 1, last: 31, convoys: 27 },
  { month: '2023-04', first: 1, last: 30, convoys: 24 },
  { month: '2023-05', first: 2, last: 31, convoys: 22 },
  { month: '2023-06', first: 1, last: 30, convoys: 20 },
  { month: '2023-07', first: 1, last: 31, convoys: 18 },
  { month: '2023-08', first: 1, last: 17, convoys: 13 },
] as const;
const trucksEach = 5;
const twists: Readonly<Record<number, ConvoyPlan['twist']>> = {
  9: 'refused',
  23: 'unauthorised',
  41: 'turned-back',
  58: 'refused',
  71: 'accident',
  88: 'turned-back',
  97: 'refused',
  121: 'accident',
};

const isOpen = (gate: string, day: string) => gate !== 'bab-al-hawa' || day < '2023-07-11' || day > '2023-08-09';

/** The convoys of the story, the same at every telling. */
export function convoyPlans(): ConvoyPlan[] {
  const plans: ConvoyPlan[] = [];
  for (const { month, first, last, convoys } of months)
    for (let number = 0; number < convoys; number += 1) {
      const index = plans.length;
      const day = dayAfter(`${month}-01`, first - 1 + Math.floor((number * (last - first + 1)) / convoys));
      const store = partnerStores[index % 3]!;
      const lapses = store.gate === 'bab-al-hawa' && day >= '2023-07-11' && day <= '2023-07-14';
      const gate = isOpen(store.gate, day) || lapses ? store.gate : 'bab-al-salama';
      const twist = lapses ? 'rerouted' : twists[index];
      const of = { day, gate, store: store.code, kind: kindOf(month, index), trucks: trucksEach };
      plans.push(planOf(`convoy ${index}`, index, { ...of, ...(twist ? { twist } : {}) }));
    }
  return plans;
}

/** Writes the whole story into a schedule. */
export function writeStory(schedule: Schedule): void {
  const plans = convoyPlans();
  const crossings = newCrossings();
  playEmergencies(schedule);
  writeRegister(schedule);
  supplyFor(schedule, plans);
  playKeeping(schedule);
  playDays(schedule);
  for (const plan of plans) playConvoy(schedule.scene(plan.key), plan, crossings);
  const lists = new Set<string>();
  for (const { gate, day, twist } of plans) {
    lists.add(`${gate} ${day}`);
    if (twist === 'refused') lists.add(`${gate} ${dayAfter(day, 1)}`);
    if (twist === 'rerouted') lists.add(`bab-al-salama ${dayAfter(day, 1)}`);
  }
  for (const list of lists) {
    const [gate, day] = list.split(' ') as [string, string];
    notify(schedule, crossings, gate, day);
  }
  furtherIssues(schedule);
  inTurkiye(schedule);
}

/** Orders and gifts arrive twice a month, a little more than the convoys of the next half month will carry. */
function supplyFor(schedule: Schedule, plans: readonly ConvoyPlan[]): void {
  const halves = Map.groupBy(plans, (plan) => `${plan.day.slice(0, 7)} ${plan.day.slice(8) <= '15' ? 'a' : 'b'}`);
  for (const [half, of] of halves) {
    const [month, part] = half.split(' ') as [string, 'a' | 'b'];
    const early = part === 'a' ? dayAfter(`${month}-01`, -10) : `${month}-07`;
    const day = early < '2023-02-08' ? '2023-02-08' : month === '2023-02' ? '2023-02-08' : early;
    const wanted = new Map<string, number>();
    for (const plan of of) for (const [code, qty] of goodsOf(plan)) wanted.set(code, (wanted.get(code) ?? 0) + qty);
    for (const [index, of_] of sources.entries()) {
      const goods = [...wanted]
        .filter(([code]) => of_.items(code))
        .map(([code, qty]) => ({ code, qty: Math.ceil((qty * 1.05) / 100) * 100 + 100 }));
      if (goods.length === 0) continue;
      const key = `arrival ${half} ${index}`;
      const grant = of_.grant(day);
      const reference = `${of_.source === 'order' ? 'PO' : 'GIFT'}-${day.slice(5).replace('-', '')}${part.toUpperCase()}${index}`;
      const { source, sender } = of_;
      receive(schedule.scene(key), { key, day: dayAfter(day, index % 2), source, sender, reference, goods, ...(grant ? { grant } : {}) });
    }
  }
}
const isFood = (code: string) => code === 'FOOD-FAM' || code === 'RTE-7';
const textiles: readonly string[] = ['BLK-MT', 'BLK-HT', 'QUILT-S', 'MATT-SP', 'MAT-SLP', 'SCARF-HAT'];
const borderFrom = (day: string) => (day >= '2023-03-01' ? 'border' : undefined);
const sources: readonly {
  readonly source: 'order' | 'gift';
  readonly sender: string;
  items(code: string): boolean;
  grant(day: string): string | undefined;
}[] = [
  { source: 'order', sender: 'supplier-textile', items: (code) => textiles.includes(code), grant: () => 'winter' },
  {
    source: 'order',
    sender: 'supplier-tent',
    items: (code) => !isFood(code) && !textiles.includes(code),
    grant: (day) => borderFrom(day) ?? 'winter',
  },
  { source: 'gift', sender: 'un-logistics', items: (code) => code === 'RTE-7', grant: () => undefined },
  { source: 'order', sender: 'un-logistics', items: (code) => code === 'FOOD-FAM', grant: borderFrom },
];

/** Partners give out what they have from the middle of February, every two weeks, by trucks of the north. */
function furtherIssues(schedule: Schedule): void {
  for (const [index, store] of partnerStores.entries())
    for (let round = 0; round < 12; round += 1) {
      const day = dayAfter('2023-02-27', round * 14 + index);
      const to = store.points[round % store.points.length]!;
      const trucks = [0, 1, 2, 3, 4, 5].map((number) => syrianTrucks[(number + index) % 6]!);
      issue(schedule.scene(`issue ${store.code} ${day}`), {
        day,
        from: store.code,
        to,
        places: [store.code],
        trucks: [...trucks, ...syrianTrucks.slice(6, 8)],
        part: 85,
        keeper: store.user,
        receiver: store.user,
        reason: 'Given out by the partner’s own lists (demo)',
      });
    }
}

/** Household goods of another agreement for the container cities of the earthquake. */
function inTurkiye(schedule: Schedule): void {
  const goods = [
    ['MATT-SP', 2_400],
    ['BLK-MT', 9_000],
    ['KIT-HYG', 3_600],
    ['KS-A', 1_600],
    ['QUILT-S', 2_500],
  ] as const;
  const bins = [...new Set(storyItems.map(binOf))];
  for (const [index, month] of ['2023-03', '2023-04', '2023-05', '2023-06', '2023-07'].entries()) {
    const key = `arrival ${month} shelter`;
    receive(schedule.scene(key), {
      key,
      day: `${month}-03`,
      source: 'order',
      sender: 'supplier-textile',
      reference: `PO-SH${month.slice(5)}`,
      grant: 'shelter',
      goods: goods.map(([code, qty]) => ({ code, qty })),
    });
    for (const [number, to] of ['DP-H1', 'DP-H2', 'DP-A1', 'DP-M1'].entries())
      issue(schedule.scene(`city ${month} ${to}`), {
        day: `${month}-${String(8 + number * 3).padStart(2, '0')}`,
        from: 'BRC',
        to,
        places: bins,
        grant: 'shelter',
        trucks: [0, 1].map((truck) => turkishTrucks[(index + number * 2 + truck) % turkishTrucks.length]!),
        part: number === 3 ? 90 : 60,
        keeper: 'store',
        receiver: 'dispatch',
        reason: 'Agreed with the governorate’s list (demo)',
      });
  }
}

/** How many trucks the story sends across the border. */
export const trucksAcross = () => convoyPlans().reduce((sum, plan) => sum + plan.trucks.length, 0);

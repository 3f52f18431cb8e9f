import {
  closeEvent,
  countStock,
  getStatement,
  openEvent,
  reserveStock,
  returnStock,
  signStatement,
  stopEvent,
} from '#modules/assistance/contract/day.ts';
import { planEvent } from '#modules/assistance/contract/events.ts';
import { recordHandover, undoHandover } from '#modules/assistance/contract/handovers.ts';
import { answerFeedback, recordFeedback } from '#modules/assistance/contract/feedback/feedback.ts';
import { nameFocalPoint } from '#modules/assistance/contract/feedback/sealed.ts';
import { createPackage } from '#modules/assistance/contract/packages.ts';
import { drawSample } from '#modules/assistance/contract/samples.ts';
import { importTokens, loseToken } from '#modules/assistance/contract/tokens.ts';
import { hashToken } from '#modules/assistance/domain/token.ts';
import { enterOpeningStock } from '#modules/supply/contract/stores/opening.ts';
import type { Player } from './player.ts';
import { diceOf } from './story/dice.ts';
import { hourOf, newSchedule } from './story/schedule.ts';
import type { Scene, Schedule } from './story/schedule.ts';
import type { Stage } from './story/stage.ts';

/** Goods of their own, so that the months that are told afterwards never touch them. */
const goods = [
  ['SHEET-SET', 900],
  ['CARPET-23', 320],
] as const;

interface DistributionDay {
  readonly key: string;
  readonly title: string;
  readonly point: string;
  readonly day: string;
  readonly households: number;
  /** How far it has come on the demonstration's day. */
  readonly reached: 'closed' | 'stopped' | 'counting' | 'open' | 'stock_reserved' | 'planned';
  /** Nobody stands on a list. */
  readonly counted?: boolean;
}
const days: readonly DistributionDay[] = [
  { key: 'first', title: 'Bedding, camp sector A', point: 'DP-1A', day: '2023-08-10', households: 30, reached: 'closed' },
  { key: 'crowd', title: 'Bedding, sector C', point: 'DP-1C', day: '2023-08-18', households: 24, reached: 'stopped' },
  {
    key: 'tally',
    title: 'Bedding, scattered tents',
    point: 'DP-1B',
    day: '2023-08-19',
    households: 18,
    reached: 'counting',
    counted: true,
  },
  { key: 'today', title: 'Bedding, camp sector B', point: 'DP-1B', day: '2023-08-21', households: 36, reached: 'open' },
  { key: 'next', title: 'Bedding, new arrivals', point: 'DP-1A', day: '2023-08-23', households: 20, reached: 'stock_reserved' },
  { key: 'later', title: 'Bedding, sector D', point: 'DP-1C', day: '2023-08-24', households: 20, reached: 'planned' },
];
const order = ['planned', 'stock_reserved', 'open', 'stopped', 'counting', 'closed'] as const;
const came = (day: DistributionDay, to: (typeof order)[number]) => order.indexOf(day.reached) >= order.indexOf(to);

/** What a first start shows of distributions: a partner's days in each state, two of them with trouble. */
export async function loadCoreDistributions(
  deps: Parameters<typeof newSchedule>[0],
  mission: Parameters<typeof newSchedule>[1],
  stage: Stage,
): Promise<void> {
  const schedule = newSchedule(deps, mission, stage);
  const packageId = prepare(schedule.scene('core distributions'));
  for (const day of days) await tell(schedule, day, packageId);
  hear(schedule.scene('core feedback'));
  const { cut } = await schedule.play(async () => undefined);
  if (cut.length > 0) throw new Error(`the core pack stops: ${JSON.stringify(cut)}`);
}

/** The package, and goods in the partner's store. */
function prepare({ stage, player, step }: Scene): string {
  const packageId = player.id();
  step('2023-08-07T07:00:00Z', 'system', async (at) => {
    await at.do(enterOpeningStock, {
      source: 'Gift of a sister agency to the partner (demo)',
      lines: goods.map(([code, qty]) => {
        return { placeId: stage.place('PS-01'), itemId: stage.item(code).id, condition: 'good' as const, owner: 'own', qty };
      }),
    });
    await at.do(createPackage, {
      packageId,
      code: 'BED-2023',
      nameEn: 'Bedding package',
      nameTr: 'Yatak takımı paketi',
      nameAr: 'حزمة الفراش',
      sector: 'nfi',
      lines: [
        { itemId: stage.item('CARPET-23').id, qty: 1 },
        { itemId: stage.item('SHEET-SET').id, qty: 2, toSize: 4 },
        { itemId: stage.item('SHEET-SET').id, qty: 4, fromSize: 5 },
      ],
    });
  });
  return packageId;
}

interface Told {
  readonly scene: Scene;
  readonly day: DistributionDay;
  readonly eventId: string;
  readonly lanes: readonly string[];
  readonly tokens: readonly { tokenId: string; tokenHash: string; number: number; size: number; laneId: string; eventId: string }[];
}

async function tell(schedule: Schedule, day: DistributionDay, packageId: string): Promise<void> {
  const scene = schedule.scene(`core day ${day.key}`);
  const { stage, player } = scene;
  const dice = diceOf(day.key);
  const eventId = player.id();
  const lanes = [player.id(), player.id()];
  const tokens: Told['tokens'][number][] = [];
  for (let number = 1; number <= day.households; number += 1) {
    const tokenHash = await hashToken(eventId, `${day.key}-${String(number).padStart(4, '0')}`);
    tokens.push({ tokenId: player.id(), tokenHash, number, size: dice.whole(2, 9), laneId: lanes[number % 4 === 0 ? 1 : 0]!, eventId });
  }
  const told: Told = { scene, day, eventId, lanes, tokens };
  scene.step('2023-08-08T08:00:00Z', 'lead', async (at) => {
    await at.do(planEvent, {
      eventId,
      placeId: at.id(),
      title: `${day.title} (demo)`,
      packageId,
      admits: day.counted ? 'rule' : 'list',
      orgId: stage.org('yasmin'),
      siteId: stage.site(day.point),
      storeId: stage.place('PS-01'),
      givesOn: day.day,
      expected: day.households,
      lanes: lanes.map((laneId, index) => ({ laneId, no: index + 1, kind: index === 0 ? ('general' as const) : ('priority' as const) })),
      team: ['lead', 'partner-monitor'].map((key) => stage.user(key)),
    });
    if (!day.counted) await at.do(importTokens, { rows: tokens });
  });
  if (came(day, 'stock_reserved')) scene.step('2023-08-09T08:00:00Z', 'lead', (at) => reserve(told, at));
  if (came(day, 'open'))
    scene.step(hourOf(day.day, '04:30'), 'lead', async (at) => void (await at.do(openEvent, { eventId, documentId: at.id() })));
  if (came(day, 'open')) give(told);
  if (day.reached === 'stopped') stopIt(told);
  if (came(day, 'counting')) end(told);
}

async function reserve({ scene, day, eventId }: Told, at: Player): Promise<void> {
  // Where nobody's size is known, four sets and a carpet are taken for each.
  const lines = goods.map(([code]) => ({ itemId: scene.stage.item(code).id, qty: day.households * (code === 'SHEET-SET' ? 4 : 1) }));
  await at.do(reserveStock, { eventId, ...(day.counted ? { lines } : {}) });
}

const dueAt = (stage: Stage, size: number) => [
  { itemId: stage.item('CARPET-23').id, qty: 1 },
  { itemId: stage.item('SHEET-SET').id, qty: size < 5 ? 2 : 4 },
];

/** People come through the morning; some never come, one lane takes another's token, one token comes twice. */
function give(told: Told): void {
  const { scene, day, eventId, lanes, tokens } = told;
  const { stage } = scene;
  const dice = diceOf(`${day.key} hands`);
  const coming = day.reached === 'open' ? 14 : day.reached === 'stopped' ? 11 : day.households - 3;
  const minute = (index: number) =>
    hourOf(day.day, `${String(5 + Math.floor(index / 24)).padStart(2, '0')}:${String(((index * 2.5) % 60) | 0).padStart(2, '0')}`);
  const first = day.reached === 'open' ? hourOf(day.day, '05:00') : undefined;
  for (let index = 0; index < coming; index += 1)
    scene.step(
      first ? hourOf(day.day, `05:${String(index * 3).padStart(2, '0')}`) : minute(index),
      index % 2 === 0 ? 'partner-monitor' : 'monitor',
      async (at) => {
        const token = tokens[index]!;
        const grown = { f18: 1, m18: 1, f5: dice.whole(0, 2), m5: dice.whole(0, 2), f0: dice.whole(0, 1), m60: dice.whole(0, 1) };
        const size = Object.values(grown).reduce((sum, count) => sum + count, 0);
        await at.do(recordHandover, {
          eventId,
          handoverId: at.id(),
          laneId: index === 5 ? lanes.find((lane) => lane !== token.laneId)! : token.laneId,
          ...(day.counted ? { way: 'tent', tent: `T-${index + 3}`, size, people: grown } : { way: 'token', tokenHash: token.tokenHash }),
          lines: dueAt(stage, day.counted ? size : token.size),
          collector: index % 9 === 4 ? 'delegate' : 'self',
          proof: index % 7 === 3 ? 'none' : day.counted ? 'sheet' : 'token',
        });
      },
    );
  if (day.counted) return;
  const twice = tokens[2]!;
  scene.step(hourOf(day.day, '05:50'), 'monitor', async (at) => {
    const handoverId = at.id();
    await at.do(recordHandover, {
      eventId,
      handoverId,
      laneId: twice.laneId,
      way: 'token',
      tokenHash: twice.tokenHash,
      lines: dueAt(stage, twice.size),
      proof: 'token',
    });
    if (day.reached === 'closed')
      await at.do(undoHandover, { eventId, handoverId, undoId: at.id(), reason: 'Two phones scanned one household' });
  });
  const torn = tokens.at(-1)!;
  scene.step(hourOf(day.day, '05:55'), 'lead', async (at) => {
    if (day.reached === 'open')
      await at.do(loseToken, {
        eventId,
        tokenId: torn.tokenId,
        reason: 'Torn in the rain',
        replacement: { tokenId: at.id(), tokenHash: await hashToken(eventId, 'today-new-01') },
      });
  });
}

/** A crowd broke the lanes: the stock was secured, and one hand-over came after the word. */
function stopIt({ scene, day, eventId, tokens }: Told): void {
  scene.step(hourOf(day.day, '06:10'), 'monitor', async (at) => {
    await at.do(stopEvent, { eventId, documentId: at.id(), why: 'crowd', stock: 'secured', note: 'The lanes broke at the gate' });
    const token = tokens[14]!;
    await at.do(recordHandover, {
      eventId,
      handoverId: at.id(),
      laneId: token.laneId,
      way: 'token',
      tokenHash: token.tokenHash,
      lines: dueAt(scene.stage, token.size),
      proof: 'token',
    });
  });
}

/** Goods back, counted, signed by both, and a sample for the visits afterwards. */
function end({ scene, day, eventId }: Told): void {
  scene.step(hourOf(day.day, '11:00'), 'lead', async (at) => {
    await at.do(returnStock, { eventId, documentId: at.id() });
    await at.do(countStock, {
      eventId,
      documentId: at.id(),
      lines: goods.map(([code]) => ({ itemId: scene.stage.item(code).id, qty: 0 })),
    });
  });
  if (day.reached !== 'closed') return;
  const sign = (side: 'partner' | 'monitor', who: string, hour: string) =>
    scene.step(hourOf(day.day, hour), who, async (at) => {
      const { figuresHash } = await at.ask(getStatement, { eventId });
      await at.do(signStatement, { eventId, side, means: 'screen', figuresHash });
    });
  sign('partner', 'partner-monitor', '11:20');
  sign('monitor', 'monitor', '11:30');
  scene.step(hourOf(day.day, '12:00'), 'lead', async (at) => {
    await at.do(closeEvent, { eventId });
    await at.do(drawSample, { eventId, sampleId: at.id(), seed: 'August 2023', size: 8 });
  });
}

/** What people said: a question that was answered, complaints that wait, and one that goes sealed to the focal point. */
function hear({ stage, player, step }: Scene): void {
  const said = (at: string, who: string, category: Category, words: string, feedbackId = player.id()) =>
    step(at, who, async (now) => {
      await now.do(recordFeedback, {
        feedbackId,
        siteId: stage.site('DP-1B'),
        category,
        channel: category === 'question' ? 'call' : 'event',
        language: 'ar',
        words,
      });
    });
  step('2023-08-08T07:00:00Z', 'head', async (now) => {
    await now.do(nameFocalPoint, { focalPointId: now.id(), userId: stage.user('caseworker') });
  });
  const asked = player.id();
  said('2023-08-10T13:00:00Z', 'monitor', 'question', 'متى يكون التوزيع القادم في القطاع ب؟', asked);
  said('2023-08-10T13:20:00Z', 'monitor', 'waiting', 'وقفنا ثلاث ساعات في الشمس.');
  said('2023-08-19T10:00:00Z', 'monitor', 'left-out', 'وصلنا قبل أسبوع ولسنا في القائمة.');
  said('2023-08-20T10:00:00Z', 'monitor', 'fraud', 'يُطلب مال مقابل القسيمة (تجريبي).');
  step('2023-08-11T08:00:00Z', 'lead', async (now) => {
    await now.do(answerFeedback, { feedbackId: asked, version: 1, answer: 'في 21 آب صباحاً.' });
  });
}
type Category = 'question' | 'waiting' | 'left-out' | 'fraud';

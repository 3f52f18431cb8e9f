import { recordPassage } from '#modules/supply/contract/transport/road.ts';
import { loadTruck, planLeg, recordDeparture } from '#modules/supply/contract/transport/legs.ts';
import { answerNotification, openNotification, sendNotification } from '#modules/supply/contract/transport/border.ts';
import { recordDelivery } from '#modules/supply/contract/transport/deliveries.ts';
import { planShipment } from '#modules/supply/contract/transport/shipments.ts';
import { turkishTrucks } from './fleet.ts';
import type { Player } from './player.ts';
import { binOf } from './story/loads.ts';
import { receive } from './story/receipts.ts';
import type { Arrival } from './story/receipts.ts';
import { dayAfter, hourOf, newSchedule } from './story/schedule.ts';
import type { Schedule } from './story/schedule.ts';
import type { Stage } from './story/stage.ts';

/** Goods of their own, so that the months that are told afterwards never touch them. */
const goods = [
  ['TNT-FAM-16', 900],
  ['KS-B', 3_000],
  ['HEAT-KER', 1_200],
  ['POT-7', 2_400],
  ['PILLOW', 4_000],
] as const;
const arrivals: readonly Arrival[] = [
  { key: 'core 1', day: '2023-08-14', source: 'order', sender: 'supplier-tent', reference: 'PO-0814', grant: 'winter', goods: pick(0, 2) },
  { key: 'core 2', day: '2023-08-15', source: 'gift', sender: 'un-logistics', reference: 'GIFT-0815', goods: pick(2, 4) },
  {
    key: 'core 3',
    day: '2023-08-16',
    source: 'order',
    sender: 'supplier-textile',
    reference: 'PO-0816',
    grant: 'winter',
    goods: pick(4, 5),
  },
];
function pick(from: number, to: number) {
  return goods.slice(from, to).map(([code, qty]) => ({ code, qty }));
}

/** One truck for each state that a truck can be in on the demonstration's day. */
const stages = [
  'planned',
  'notified',
  'accepted',
  'loaded',
  'departed',
  'at-crossing',
  'crossed',
  'arrived',
  'received',
  'turned-back',
] as const;
type Reached = (typeof stages)[number];
const reaches = (reached: Reached, stage: Reached) => stages.indexOf(reached) >= stages.indexOf(stage);

/** What a first start shows of goods before the story has been told: some receipts, and a truck in each state. */
export async function loadCoreGoods(
  deps: Parameters<typeof newSchedule>[0],
  mission: Parameters<typeof newSchedule>[1],
  stage: Stage,
): Promise<void> {
  const schedule = newSchedule(deps, mission, stage);
  for (const arrival of arrivals) receive(schedule.scene(arrival.key), arrival);
  for (const [index, reached] of stages.entries()) sendOne(schedule, reached, index);
  const { cut } = await schedule.play(async () => undefined);
  if (cut.length > 0) throw new Error(`the core pack stops: ${JSON.stringify(cut)}`);
}

function sendOne(schedule: Schedule, reached: Reached, index: number): void {
  const scene = schedule.scene(`core truck ${reached}`);
  const { stage, player: ids } = scene;
  const under = ['departed', 'at-crossing', 'crossed', 'arrived', 'turned-back'].includes(reached);
  const day = reached === 'received' ? '2023-08-19' : under ? '2023-08-20' : '2023-08-23';
  const of = { shipmentId: ids.id(), legId: ids.id(), lineId: ids.id(), notificationId: ids.id() };
  const at = (on: string, hour: string, who: string, from: Reached, run: (player: Player) => Promise<unknown>) => {
    if (reaches(reached, from)) scene.step(hourOf(on, hour), who, async (player) => void (await run(player)));
  };
  const leg = { legId: of.legId };
  at('2023-08-17', `08:${10 + index}`, 'dispatch', 'planned', (player) => planOne(stage, player, { ...of, day, index }));
  at('2023-08-18', `08:${10 + index}`, 'dispatch', 'notified', (player) => notifyOne(player, { ...of, day }));
  at('2023-08-18', `14:${10 + index}`, 'dispatch', 'accepted', (player) =>
    player.do(answerNotification, { notificationId: of.notificationId, answer: 'accepted', answerRef: `GATE-${index}` }),
  );
  at('2023-08-18', `15:${10 + index}`, 'store', 'loaded', (player) => player.do(loadTruck, { ...leg, documentId: player.id() }));
  at(day, '03:40', 'store', 'departed', (player) =>
    player.do(recordDeparture, { ...leg, documentId: player.id(), seals: [`C${index}017`] }),
  );
  at(day, '06:10', 'dispatch', 'at-crossing', (player) => player.do(recordPassage, { ...leg, passage: 'at-crossing' }));
  if (reached === 'turned-back') {
    at(day, '08:00', 'dispatch', 'turned-back', (player) => player.do(recordPassage, { ...leg, passage: 'turned-back' }));
    return;
  }
  at(day, '08:30', 'dispatch', 'crossed', (player) => player.do(recordPassage, { ...leg, passage: 'crossed' }));
  at(day, '10:30', 'dispatch', 'arrived', (player) => player.do(recordPassage, { ...leg, passage: 'arrived' }));
  at(dayAfter(day, 1), '07:30', 'partner', 'received', (player) => {
    const lines = [{ lineId: of.lineId, good: qtyOf(index) - 6, damaged: 2 }];
    return player.do(recordDelivery, { ...leg, deliveryId: player.id(), documentId: player.id(), placeId: stage.place('PS-01'), lines });
  });
}

/** One of them goes to a partner whose papers bear no names. */
const storeOf = (index: number) => (stages[index] === 'loaded' ? 'PS-02' : 'PS-01');
const codeOf = (index: number) => goods[index % goods.length]![0];
const qtyOf = (index: number) => 100 + 10 * index;

interface One {
  readonly shipmentId: string;
  readonly legId: string;
  readonly lineId: string;
  readonly notificationId: string;
  readonly day: string;
}
async function planOne(stage: Stage, player: Player, { shipmentId, legId, lineId, day, index }: One & { index: number }): Promise<void> {
  const lying = stage.books.at([stage.place(binOf(codeOf(index)))], stage.item(codeOf(index)).id);
  const [store, qty] = [stage.place(storeOf(index)), qtyOf(index)];
  await player.do(planShipment, {
    shipmentId,
    office: 'GZT',
    originPlaceId: stage.place('BRC'),
    consigneePlaceId: store,
    plannedOn: dayAfter(day, -1),
    lines: [{ lineId, at: lying[0]!.at, qty, ownHoldId: player.id(), reason: 'Agreed with the partner by telephone (demo)' }],
  });
  stage.books.take(lying[0]!.at, qty);
  const { vehicleId, driverId } = turkishTrucks[index % turkishTrucks.length]!;
  await player.do(planLeg, {
    legId,
    shipmentId,
    truckPlaceId: player.id(),
    vehicleId,
    driverId,
    fromPlaceId: stage.place('BRC'),
    toPlaceId: store,
    crossingId: 'bab-al-salama',
    crossingDay: day,
    plannedAt: hourOf(day, '03:30'),
    lines: [{ lineId, qty }],
  });
}

async function notifyOne(player: Player, { notificationId, legId, day }: One): Promise<void> {
  const cutOffAt = hourOf(dayAfter(day, -1), '12:00');
  await player.do(openNotification, {
    notificationId,
    office: 'GZT',
    crossingId: 'bab-al-salama',
    crossingDay: day,
    cutOffAt,
    legIds: [legId],
  });
  await player.do(sendNotification, { notificationId });
}

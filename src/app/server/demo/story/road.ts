import { cancelLeg, loadTruck, planLeg, recordDeparture, rerouteLeg } from '#modules/supply/contract/transport/legs.ts';
import { recordDelivery } from '#modules/supply/contract/transport/deliveries.ts';
import { recordCrossLoad, recordLoss, recordPassage } from '#modules/supply/contract/transport/road.ts';
import { approveDocument, askRelease, moveStock } from '#modules/supply/contract/stores/documents.ts';
import { syrianTrucks } from '../fleet.ts';
import type { Player } from '../player.ts';
import { endDifference } from './cases.ts';
import type { Crossings } from './border.ts';
import { diceOf } from './dice.ts';
import { binOf } from './loads.ts';
import { dayAfter, hourOf } from './schedule.ts';
import { storeOf } from './stores.ts';
import { sendTruck } from './trucks.ts';
import type { Convoy, Line, Truck } from './trucks.ts';

/** A Syrian truck with the part of a load that it took over. */
interface Onward {
  readonly legId: string;
  readonly lines: readonly Line[];
}

/** Everything after the list has been answered: loading, gate, hub, the partner's store. */
export function roadOf(convoy: Convoy, crossings: Crossings): void {
  const { plan, scene } = convoy;
  const of = (late: boolean) => () => convoy.trucks.filter((truck) => (truck.day !== plan.day) === late);
  scene.step(hourOf(dayAfter(plan.day, -2), '07:00'), 'dispatch', (player) => goRound(convoy, player, crossings));
  travel(convoy, plan.day, of(false), 'first');
  if (plan.twist === 'refused' || plan.twist === 'rerouted') travel(convoy, dayAfter(plan.day, 1), of(true), 'late');
}

/** A truck that was refused goes a day later under another waybill; a closed gate sends all round by another one. */
async function goRound(convoy: Convoy, player: Player, crossings: Crossings): Promise<void> {
  const { plan, scene } = convoy;
  const day = dayAfter(plan.day, 1);
  if (plan.twist === 'refused') {
    const truck = convoy.trucks[0]!;
    await player.do(cancelLeg, { legId: truck.legId, reason: 'Refused at the gate for that day (demo)' });
    truck.legId = player.id();
    truck.day = day;
    await sendTruck(convoy, player, truck);
    crossings.list(truck.gate, day, truck.legId);
  }
  if (plan.twist !== 'rerouted') return;
  for (const truck of convoy.trucks) {
    truck.day = day;
    truck.gate = 'bab-al-salama';
    await player.do(rerouteLeg, {
      legId: truck.legId,
      toPlaceId: scene.stage.place('HUB-2'),
      crossingId: truck.gate,
      crossingDay: day,
      reason: 'The authorisation of Bab al-Hawa ends on 10 July (demo)',
    });
    crossings.list(truck.gate, day, truck.legId);
  }
}

function travel(convoy: Convoy, day: string, trucks: () => readonly Truck[], name: string): void {
  const { plan, scene } = convoy;
  const onward: Onward[] = [];
  const gone = new Set<string>();
  const at = (hour: string, who: string, run: (player: Player, truck: Truck) => Promise<void>, on = day) =>
    scene.step(hourOf(on, hour), who, async (player) => {
      for (const truck of trucks()) if (!gone.has(truck.legId)) await run(player, truck);
    });
  at('09:00', 'store', (player, truck) => load(convoy, player, truck), dayAfter(day, -1));
  at('04:45', 'store', async (player, truck) => {
    await player.do(recordDeparture, { legId: truck.legId, documentId: player.id(), seals: [sealOf(truck.legId)] });
    if (unlisted(convoy, truck)) takeOff(convoy, truck);
  });
  at('06:30', 'dispatch', async (player, truck) => {
    if (plan.index % 4 === 0) await player.do(recordPassage, { legId: truck.legId, passage: 'at-crossing' });
  });
  if (name === 'first' && plan.twist === 'accident') scene.step(hourOf(day, '07:00'), 'dispatch', (player) => crash(convoy, player));
  if (name === 'first' && plan.twist === 'turned-back') turnBack(convoy, day, gone);
  at('10:00', 'dispatch', (player, truck) => player.do(recordPassage, { legId: truck.legId, passage: 'crossed' }).then(() => undefined));
  at('13:00', 'dispatch', async (player, truck) => void onward.push(...(await passOn(convoy, player, truck))));
  const hub = (hour: string, who: string, run: (player: Player, leg: Onward) => Promise<void>, on = day) =>
    scene.step(hourOf(on, hour), who, async (player) => {
      for (const leg of onward) await run(player, leg);
    });
  hub('14:30', 'dispatch', async (player, leg) => {
    await player.do(recordDeparture, { legId: leg.legId, documentId: player.id() });
  });
  hub('07:30', storeOf(plan.store).user, (player, leg) => deliver(convoy, player, leg), dayAfter(day, 1));
}

const sealOf = (legId: string) => `K${legId.slice(-6)}`.toUpperCase();
const unlisted = ({ plan, trucks }: Convoy, truck: Truck) => plan.twist === 'unauthorised' && truck === trucks.at(-1);

async function load(convoy: Convoy, player: Player, truck: Truck): Promise<void> {
  if (unlisted(convoy, truck)) return;
  await player.do(loadTruck, { legId: truck.legId, documentId: player.id() });
  takeOff(convoy, truck);
}
function takeOff({ scene }: Convoy, truck: Truck): void {
  for (const { at, qty } of truck.lines) scene.stage.books.take(at, qty);
}

/** A truck overturns on the way to the gate: a part is gone, a part is damaged, the rest goes on. */
async function crash(convoy: Convoy, player: Player): Promise<void> {
  const truck = convoy.trucks[0]!;
  const line = truck.lines[0]!;
  const lost = Math.floor(line.qty / 10);
  const { discrepancyId } = await player.do(recordLoss, {
    legId: truck.legId,
    documentId: player.id(),
    cause: 'accident',
    note: 'The trailer overturned on a wet bend; nobody was hurt (demo)',
    lines: [{ lineId: line.lineId, lost, damaged: 0 }],
  });
  Object.assign(truck, { lines: truck.lines.map((one) => (one === line ? { ...one, qty: one.qty - lost } : one)) });
  endDifference(convoy, { discrepancyId, at: line.at, missing: lost, damaged: 0, end: 'transporter-pays' });
}

/** Sent home at the gate: received again at Burç, looked at, and put back. */
function turnBack(convoy: Convoy, day: string, gone: Set<string>): void {
  const { scene } = convoy;
  const { stage } = scene;
  const releaseId = scene.player.id();
  const backAt = (line: Line) => ({ ...line.at, place: stage.place('BRC-IN'), condition: 'returned' as const });
  const back = () => convoy.trucks[0]!;
  scene.step(hourOf(day, '09:30'), 'dispatch', async (player) => {
    gone.add(back().legId);
    await player.do(recordPassage, { legId: back().legId, passage: 'turned-back', note: 'The gate closed early (demo)' });
  });
  scene.step(hourOf(day, '15:30'), 'store', async (player) => {
    const lines = back().lines.map(({ lineId, qty }) => ({ lineId, good: qty }));
    const input = { deliveryId: player.id(), documentId: player.id(), legId: back().legId, placeId: stage.place('BRC-IN') };
    await player.do(recordDelivery, { ...input, returned: true, lines });
    await player.do(askRelease, {
      documentId: releaseId,
      placeId: stage.place('BRC'),
      lines: back().lines.map((line) => ({ at: backAt(line), qty: line.qty })),
      reason: 'Seals were whole, nothing was opened (demo)',
    });
  });
  scene.step(hourOf(dayAfter(day, 1), '08:30'), 'head', async (player) => {
    await player.do(approveDocument, { documentId: releaseId });
  });
  scene.step(hourOf(dayAfter(day, 1), '13:00'), 'store', async (player) => {
    const moved = back().lines.map((line) => ({
      at: { ...backAt(line), condition: 'good' as const },
      qty: line.qty,
      to: stage.place(binOf(stage.itemOfId(line.at.item).code)),
    }));
    await player.do(moveStock, { documentId: player.id(), placeId: stage.place('BRC'), lines: moved });
    for (const { at, qty, to } of moved) stage.books.add({ ...at, place: to }, qty);
  });
}

/** At the hub: one articulated truck takes it all, or two smaller ones a part each. Now and then a few pieces are missing. */
async function passOn(convoy: Convoy, player: Player, truck: Truck): Promise<Onward[]> {
  const { plan, scene, shipmentId } = convoy;
  const { stage } = scene;
  const dice = diceOf(`hub ${truck.legId}`);
  const hubId = stage.place(plan.twist === 'rerouted' ? 'HUB-2' : storeOf(plan.store).hub);
  const missing = Math.min(truck.lines[0]!.qty - 1, dice.whole(1, 30) === 1 ? dice.whole(2, 12) : 0);
  const carried = truck.lines.map((line, index) => (index === 0 ? { ...line, qty: line.qty - missing } : line));
  const parts = dice.whole(1, 5) === 1 ? halves(carried) : [carried];
  const legs = parts.map((lines): Onward => ({ legId: player.id(), lines }));
  for (const [index, leg] of legs.entries()) {
    const first = parts.length === 1 ? 0 : 6;
    const { vehicleId, driverId } = syrianTrucks[first + ((plan.index + truck.number * 2 + index) % 6)]!;
    await player.do(planLeg, {
      legId: leg.legId,
      shipmentId,
      truckPlaceId: player.id(),
      vehicleId,
      driverId,
      fromPlaceId: hubId,
      toPlaceId: stage.place(plan.store),
      plannedAt: hourOf(truck.day, '14:30'),
      lines: [],
    });
  }
  const { discrepancyId } = await player.do(recordCrossLoad, {
    legId: truck.legId,
    documentId: player.id(),
    parts: legs.map((leg) => ({ toLegId: leg.legId, lines: leg.lines.map(({ lineId, qty }) => ({ lineId, good: qty })) })),
    empty: true,
    ticks: truck.lines.map(({ lineId }) => ({ lineId, ticked: true })),
    sheet: `MS-${truck.day.slice(5).replace('-', '')}-${plan.index}-${truck.number + 1}`,
    sealsBroken: [sealOf(truck.legId)],
  });
  if (missing > 0) endDifference(convoy, { discrepancyId, at: truck.lines[0]!.at, missing, damaged: 0 });
  return legs;
}

function halves(lines: readonly Line[]): Line[][] {
  const first = lines.map((line) => ({ ...line, qty: Math.ceil(line.qty / 2) }));
  const second = lines.map((line, index) => ({ ...line, qty: line.qty - first[index]!.qty }));
  return [first, second].map((part) => part.filter((line) => line.qty > 0));
}

/** Counted at the partner's store by its own people. */
async function deliver(convoy: Convoy, player: Player, leg: Onward): Promise<void> {
  const { plan, scene } = convoy;
  const { stage } = scene;
  const dice = diceOf(`delivery ${leg.legId}`);
  const half = Math.floor(leg.lines[0]!.qty / 2);
  const missing = Math.min(half, dice.whole(1, 20) === 1 ? dice.whole(1, 15) : 0);
  const damaged = Math.min(half, dice.whole(1, 25) === 1 ? dice.whole(1, 10) : 0);
  const counted = leg.lines.map(({ lineId, at, qty }, index) => {
    const off = index === 0 ? { missing, damaged } : { missing: 0, damaged: 0 };
    return { lineId, at, good: qty - off.missing - off.damaged, damaged: off.damaged };
  });
  const { discrepancyId } = await player.do(recordDelivery, {
    deliveryId: player.id(),
    documentId: player.id(),
    legId: leg.legId,
    placeId: stage.place(plan.store),
    lines: counted.map(({ lineId, good, damaged: broken }) => ({ lineId, good, damaged: broken })),
    signatures: [{ role: 'receiver', name: 'Store keeper (demo)' }],
  });
  for (const { at, good, damaged: broken } of counted) {
    stage.books.add({ ...at, place: stage.place(plan.store) }, good);
    stage.books.add({ ...at, place: stage.place(plan.store), condition: 'damaged' }, broken);
  }
  if (missing + damaged > 0) endDifference(convoy, { discrepancyId, at: leg.lines[0]!.at, missing, damaged });
}

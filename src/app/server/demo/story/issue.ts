import type { StockAt } from '#kernel/goods/contract/moves.ts';
import { recordDelivery } from '#modules/supply/contract/transport/deliveries.ts';
import { loadTruck, planLeg, recordDeparture } from '#modules/supply/contract/transport/legs.ts';
import { planShipment } from '#modules/supply/contract/transport/shipments.ts';
import type { DemoTruck } from '../fleet.ts';
import type { Player } from '../player.ts';
import { dayAfter, hourOf } from './schedule.ts';
import type { Scene } from './schedule.ts';
import type { Stage } from './stage.ts';

/** Goods that go on from a store without a border: from a partner's store to its points, from Burç to a container city. */
export interface Issue {
  readonly day: string;
  readonly from: string;
  readonly to: string;
  /** Where its stock lies, in places of the origin. */
  readonly places: readonly string[];
  /** Of one agreement only. */
  readonly grant?: string;
  readonly trucks: readonly DemoTruck[];
  /** Of each lot's stock, so many in a hundred go. */
  readonly part: number;
  readonly keeper: string;
  readonly receiver: string;
  readonly reason: string;
}
interface Load {
  readonly legId: string;
  readonly lines: { readonly lineId: string; readonly at: StockAt; readonly qty: number }[];
}

/** Planned and loaded on one day, received on the next. */
export function issue(scene: Scene, plan: Issue): void {
  const { stage } = scene;
  let loads: Load[] = [];
  scene.step(hourOf(plan.day, '08:10'), 'dispatch', async (player) => {
    loads = fill(stage, player, plan);
    if (loads.length > 0) await arrange(stage, player, plan, loads);
  });
  scene.step(hourOf(plan.day, '11:30'), plan.keeper, async (player) => {
    for (const load of loads) {
      await player.do(loadTruck, { legId: load.legId, documentId: player.id() });
      for (const { at, qty } of load.lines) stage.books.take(at, qty);
      if (load === loads[0]) await player.do(recordDeparture, { legId: load.legId, documentId: player.id() });
    }
  });
  scene.step(hourOf(dayAfter(plan.day, 1), '07:40'), plan.receiver, async (player) => {
    for (const load of loads) {
      const placeId = stage.place(plan.to);
      const lines = load.lines.map(({ lineId, qty }) => ({ lineId, good: qty }));
      await player.do(recordDelivery, { deliveryId: player.id(), documentId: player.id(), legId: load.legId, placeId, lines });
      for (const { at, qty } of load.lines) stage.books.add({ ...at, place: placeId }, qty);
    }
  });
}

/** Fills truck after truck with what lies there, by weight and room, until the trucks are full or the part is gone. */
function fill(stage: Stage, player: Player, plan: Issue): Load[] {
  const grant = plan.grant ? stage.grant(plan.grant) : undefined;
  const there = stage.books
    .at(plan.places.map((code) => stage.place(code)))
    .filter(({ at }) => at.condition === 'good' && (grant === undefined || at.grant === grant))
    .map(({ at, qty }) => ({ at, left: Math.floor((qty * plan.part) / 100) }));
  const lineOf = new Map<string, string>();
  const loads = plan.trucks.map((truck): Load => {
    const load: Load = { legId: player.id(), lines: [] };
    let [kg, litres] = [truck.maxKg * 0.98, truck.maxLitres * 0.98];
    for (const row of there) {
      const item = stage.itemOfId(row.at.item);
      const qty = Math.min(row.left, Math.floor(kg / (item.kg || 0.001)), Math.floor(litres / (item.litres || 0.001)));
      if (qty <= 0) continue;
      row.left -= qty;
      kg -= qty * item.kg;
      litres -= qty * item.litres;
      const key = JSON.stringify(row.at);
      if (!lineOf.has(key)) lineOf.set(key, player.id());
      load.lines.push({ lineId: lineOf.get(key)!, at: row.at, qty });
    }
    return load;
  });
  return loads.filter((load) => load.lines.length > 0);
}

async function arrange(stage: Stage, player: Player, plan: Issue, loads: readonly Load[]): Promise<void> {
  const shipmentId = player.id();
  const lines = new Map<string, { lineId: string; at: StockAt; qty: number }>();
  for (const line of loads.flatMap((load) => load.lines))
    lines.set(line.lineId, { ...line, qty: line.qty + (lines.get(line.lineId)?.qty ?? 0) });
  await player.do(planShipment, {
    shipmentId,
    office: 'GZT',
    originPlaceId: stage.place(plan.from),
    consigneePlaceId: stage.place(plan.to),
    plannedOn: plan.day,
    lines: [...lines.values()].map((line) => ({ ...line, ownHoldId: player.id(), reason: plan.reason })),
  });
  for (const [index, load] of loads.entries()) {
    const { vehicleId, driverId } = plan.trucks[index]!;
    await player.do(planLeg, {
      legId: load.legId,
      shipmentId,
      truckPlaceId: player.id(),
      vehicleId,
      driverId,
      fromPlaceId: stage.place(plan.from),
      toPlaceId: stage.place(plan.to),
      plannedAt: hourOf(plan.day, '12:00'),
      lines: load.lines.map(({ lineId, qty }) => ({ lineId, qty })),
    });
  }
}

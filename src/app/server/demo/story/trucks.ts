import type { StockAt } from '#kernel/goods/contract/moves.ts';
import { planLeg } from '#modules/supply/contract/transport/legs.ts';
import { turkishTrucks } from '../fleet.ts';
import type { Player } from '../player.ts';
import type { Case } from './cases.ts';
import type { LoadKind } from './loads.ts';
import { hourOf } from './schedule.ts';
import type { Scene } from './schedule.ts';
import { storeOf } from './stores.ts';

/** A convoy as the story plans it: one partner's request, one load, some trucks, one day at the gate. */
export interface ConvoyPlan {
  readonly key: string;
  readonly index: number;
  /** Of the crossing. */
  readonly day: string;
  readonly gate: string;
  readonly store: 'PS-01' | 'PS-02' | 'PS-03';
  readonly kind: LoadKind;
  readonly trucks: readonly ReadonlyMap<string, number>[];
  readonly twist?: 'accident' | 'turned-back' | 'refused' | 'rerouted' | 'unauthorised';
}
export interface Line {
  readonly lineId: string;
  readonly at: StockAt;
  readonly qty: number;
}
export interface Truck {
  readonly number: number;
  legId: string;
  readonly lines: readonly Line[];
  /** Of its crossing. */
  day: string;
  gate: string;
}
/** What the steps of a convoy leave to one another. */
export interface Convoy {
  readonly plan: ConvoyPlan;
  readonly scene: Scene;
  readonly shipmentId: string;
  trucks: Truck[];
  /** Differences that both ends speak about afterwards. */
  readonly later: Case[];
}

/** A Turkish truck from Burç to the hub behind the gate. */
export async function sendTruck({ plan, scene, shipmentId }: Convoy, player: Player, truck: Truck): Promise<void> {
  const { vehicleId, driverId } = turkishTrucks[(plan.index * 5 + truck.number) % turkishTrucks.length]!;
  await player.do(planLeg, {
    legId: truck.legId,
    shipmentId,
    truckPlaceId: player.id(),
    vehicleId,
    driverId,
    fromPlaceId: scene.stage.place('BRC'),
    toPlaceId: scene.stage.place(storeOf(plan.store).hub),
    crossingId: truck.gate,
    crossingDay: truck.day,
    plannedAt: hourOf(truck.day, '04:30'),
    lines: truck.lines.map(({ lineId, qty }) => ({ lineId, qty })),
  });
}

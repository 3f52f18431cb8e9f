import type { StockAt } from '#kernel/goods/contract/moves.ts';
import { allocate } from '#modules/supply/contract/requests/allocation.ts';
import { createPlan } from '#modules/supply/contract/requests/plans.ts';
import { approveRequest, createRequest, getRequest } from '#modules/supply/contract/requests/requests.ts';
import { planShipment, setUnits } from '#modules/supply/contract/transport/shipments.ts';
import { settleCases } from './cases.ts';
import type { Player } from '../player.ts';
import { diceOf } from './dice.ts';
import { loads, truckLoad } from './loads.ts';
import type { Crossings } from './border.ts';
import { roadOf } from './road.ts';
import { dayAfter, hourOf } from './schedule.ts';
import type { Scene } from './schedule.ts';
import { storeOf } from './stores.ts';
import { sendTruck } from './trucks.ts';
import type { Convoy, ConvoyPlan, Line, Truck } from './trucks.ts';

export function planOf(
  key: string,
  index: number,
  of: Pick<ConvoyPlan, 'day' | 'gate' | 'store' | 'kind' | 'twist'> & { trucks: number },
): ConvoyPlan {
  const dice = diceOf(key);
  return { ...of, key, index, trucks: Array.from({ length: of.trucks }, () => truckLoad(of.kind, dice)) };
}

/** All of a convoy's goods by item. */
export function goodsOf(plan: Pick<ConvoyPlan, 'trucks'>): Map<string, number> {
  const sums = new Map<string, number>();
  for (const load of plan.trucks) for (const [code, qty] of load) sums.set(code, (sums.get(code) ?? 0) + qty);
  return sums;
}

/** From the partner's request to the last delivery at the partner's store. */
export function playConvoy(scene: Scene, plan: ConvoyPlan, crossings: Crossings): void {
  const convoy: Convoy = { plan, scene, shipmentId: scene.player.id(), trucks: [], later: [] };
  const requestId = scene.player.id();
  let lines: Line[] = [];
  ask(convoy, requestId);
  scene.step(hourOf(dayAfter(plan.day, -4), '07:10'), 'dispatch', async (player) => {
    lines = await setAside(convoy, player, requestId);
  });
  scene.step(hourOf(dayAfter(plan.day, -3), '07:20'), 'dispatch', async (player) => {
    await planTrucks(convoy, player, lines);
    const listed = plan.twist === 'unauthorised' ? convoy.trucks.slice(0, -1) : convoy.trucks;
    for (const truck of listed) crossings.list(truck.gate, truck.day, truck.legId);
    if (plan.twist === 'refused') crossings.refuse(convoy.trucks[0]!.legId);
  });
  roadOf(convoy, crossings);
  settleCases(convoy, (days, hour, who, run) => scene.step(hourOf(dayAfter(plan.day, days), hour), who, run));
}

function ask({ plan, scene }: Convoy, requestId: string): void {
  const { stage } = scene;
  const partner = storeOf(plan.store);
  const planId = scene.player.id();
  const day = dayAfter(plan.day, -5);
  const wanted = [...goodsOf(plan)].map(([code, qty]) => ({ item: stage.item(code), qty }));
  const households = Math.max(...wanted.map((line) => line.qty));
  scene.step(hourOf(day, '06:30'), partner.user, async (player) => {
    await player.do(createPlan, {
      planId,
      title: `${plan.kind === 'parcels' || plan.kind === 'rations' ? 'Food' : 'Household items'} for ${plan.store}, ${plan.day.slice(0, 7)} (demo)`,
      orgId: stage.org(partner.org),
      agreement: `PA-2023-${partner.org.slice(0, 3).toUpperCase()}`,
      sector: loads[plan.kind].sector,
      siteId: stage.site(plan.store),
      givesOn: dayAfter(plan.day, 6),
      households: [{ size: 5, households }],
      standards: wanted.map(({ item }) => ({ itemId: item.id, qty: 1 })),
    });
    await player.do(createRequest, {
      requestId,
      planId,
      reference: `${partner.org.slice(0, 3).toUpperCase()}-${plan.index}`,
      lines: wanted.map(({ item, qty }) => ({ lineId: player.id(), itemId: item.id, qty })),
      submit: true,
    });
  });
  scene.step(hourOf(day, '11:00'), 'head', async (player) => {
    await player.do(approveRequest, { requestId, version: 2, overReason: 'Agreed in the cluster (demo)' });
  });
}

/** The rules choose lots; what they chose is read from the request, where it stays as it was chosen. */
async function setAside({ plan, scene }: Convoy, player: Player, requestId: string): Promise<Line[]> {
  const { stage } = scene;
  await player.do(allocate, {
    placeId: stage.place('BRC'),
    requests: [{ allocationId: player.id(), requestId }],
    until: hourOf(dayAfter(plan.day > '2023-08-01' ? plan.day : '2023-08-01', 40), '06:00'),
  });
  const request = await player.ask(getRequest, { requestId });
  const itemOf = new Map(request.items.map((line) => [line.id, line.item.id]));
  return (request.picks ?? []).map((pick): Line => {
    const item = itemOf.get(pick.lineId)!;
    const lot = pick.lotCode === null ? undefined : stage.lots.get(`${item} ${pick.lotCode}`);
    const grant = pick.grantCode === null ? undefined : stage.grantOfCode(pick.grantCode);
    const at: StockAt = {
      item,
      place: pick.placeId,
      condition: 'good',
      owner: 'own',
      ...(lot ? { lot } : {}),
      ...(grant ? { grant } : {}),
    };
    return { lineId: pick.id, at, qty: pick.qty };
  });
}

async function planTrucks(convoy: Convoy, player: Player, picks: readonly Line[]): Promise<void> {
  const { plan, scene, shipmentId } = convoy;
  const { stage } = scene;
  const lines = picks.map((pick) => ({ ...pick, lineId: player.id() }));
  await player.do(planShipment, {
    shipmentId,
    office: 'GZT',
    originPlaceId: stage.place('BRC'),
    consigneePlaceId: stage.place(plan.store),
    plannedOn: dayAfter(plan.day, -1),
    lines: lines.map(({ lineId }, index) => ({ lineId, holdId: picks[index]!.lineId })),
  });
  convoy.trucks = spread(plan, lines, (id) => stage.itemOfId(id).code).map((of, number): Truck => ({
    number,
    legId: player.id(),
    lines: of,
    day: plan.day,
    gate: plan.gate,
  }));
  for (const truck of convoy.trucks) await sendTruck(convoy, player, truck);
  if (plan.index % 6 === 2) await palletise(convoy, player);
}

/** Gives each truck what it was to carry, out of the lots that were set aside; what is short, the last trucks lack. */
function spread(plan: ConvoyPlan, lines: readonly Line[], codeOf: (id: string) => string): Line[][] {
  const left = lines.map((line) => ({ ...line }));
  const trucks = plan.trucks.map((load) =>
    [...load].flatMap(([code, wanted]) => {
      let open = wanted;
      return left.flatMap((line): Line[] => {
        if (open === 0 || line.qty === 0 || codeOf(line.at.item) !== code) return [];
        const qty = Math.min(open, line.qty);
        open -= qty;
        line.qty -= qty;
        return [{ lineId: line.lineId, at: line.at, qty }];
      });
    }),
  );
  return trucks.filter((truck) => truck.length > 0);
}

/** Each line of a truck on pallets of its own. */
async function palletise({ trucks, shipmentId }: Convoy, player: Player): Promise<void> {
  const units = trucks.flatMap((truck) =>
    truck.lines.map(({ lineId, qty }, index) => ({
      unitId: player.id(),
      kind: 'pallet' as const,
      code: `P-${truck.number + 1}-${index + 1}`,
      legId: truck.legId,
      contents: [{ lineId, qty }],
    })),
  );
  await player.do(setUnits, { shipmentId, units });
}

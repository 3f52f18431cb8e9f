import type * as z from 'zod';
import { newId } from '#foundation/ids.ts';
import { openPlace } from '#kernel/goods/contract/stock-places.ts';
import { createOrganisation } from '#kernel/orgs/contract/organisations.ts';
import { addPerson } from '#kernel/orgs/contract/people.ts';
import { importAreas } from '#kernel/places/contract/areas.ts';
import { importCrossings, setCrossingStatus } from '#kernel/places/contract/crossings.ts';
import { createSite } from '#kernel/places/contract/sites.ts';
import { answerNotification, openNotification, sendNotification } from '#modules/supply/contract/transport/border.ts';
import type { recordDelivery } from '#modules/supply/contract/transport/deliveries.ts';
import { loadTruck, planLeg } from '#modules/supply/contract/transport/legs.ts';
import { planShipment } from '#modules/supply/contract/transport/shipments.ts';
import { addVehicle } from '#modules/supply/contract/transport/vehicles.ts';
import { decideMoves, makeItem, promise, setStage } from './goods-yard.ts';
import type { Stage } from './goods-yard.ts';
import type { TestMission } from './mission.ts';

/** A border with a hub behind it, a partner with a store, and transporters on both sides. */
export interface Convoy extends Stage {
  readonly mission: TestMission;
  readonly hub: string;
  readonly store: string;
  readonly partner: string;
  readonly partnerUser: string;
  readonly turkish: { readonly vehicleId: string; readonly driverId: string };
  readonly syrian: { readonly vehicleId: string; readonly driverId: string };
}
export const gate = 'bab-al-hawa';
export const crossingDay = '2023-03-02';

export async function setConvoy(mission: TestMission): Promise<Convoy> {
  const stage = await setStage(mission);
  const syria = { pcode: 'SY', level: 0, country: 'SYR', nameEn: 'Syria', nameTr: 'Suriye', nameAr: 'سوريا', lat: 35, lon: 38 };
  const idlib = { ...syria, pcode: 'SY07', level: 1, parent: 'SY', nameEn: 'Idleb', nameTr: 'İdlib', nameAr: 'إدلب' };
  const harim = { ...idlib, pcode: 'SY0703', level: 2, parent: 'SY07', nameEn: 'Harim', nameTr: 'Harim', nameAr: 'حارم' };
  await mission.apply(importAreas, { source: 'test', validFrom: '2022-01-01', areas: [syria, idlib, harim] });
  await mission.apply(importCrossings, {
    crossings: [{ id: gate, nameEn: 'Bab al-Hawa', nameTr: 'Cilvegözü', nameAr: 'باب الهوى', mode: 'road', lat: 36.2, lon: 36.7 }],
  });
  await mission.apply(setCrossingStatus, { crossingId: gate, status: 'open', fromDay: '2023-01-01', source: 'test' });
  const [hubSite, storeSite, hub, store, partner] = [newId(), newId(), newId(), newId(), newId()];
  await mission.apply(createSite, { siteId: hubSite, code: 'S-HUB', type: 'transshipment-hub', nameEn: 'Hub', area: 'SY0703' });
  await mission.apply(createSite, { siteId: storeSite, code: 'S-STORE', type: 'partner-store', nameEn: 'Store', area: 'SY0703' });
  await mission.apply(createOrganisation, { orgId: partner, nameEn: 'Partner of the test', roles: ['partner'] });
  await mission.apply(openPlace, { placeId: hub, kind: 'hub', code: 'HUB', nameEn: 'Hub', siteId: hubSite });
  await mission.apply(openPlace, {
    placeId: store,
    kind: 'partner-store',
    code: 'STORE',
    nameEn: 'Store',
    siteId: storeSite,
    orgId: partner,
  });
  const partnerUser = await mission.user({
    permissions: [
      'supply.record-delivery',
      'supply.list-incoming',
      'supply.list-discrepancies',
      'supply.agree-discrepancy',
      'supply.propose-outcome',
    ],
    scope: { kind: 'org', id: partner },
    orgKind: 'partner',
    orgId: partner,
  });
  return {
    ...stage,
    mission,
    hub,
    store,
    partner,
    partnerUser,
    turkish: await makeTruck(mission, '27 KR 4410', 'TUR'),
    syrian: await makeTruck(mission, '554 120', 'SYR'),
  };
}

/** A truck with its driver, of a transporter of its own. */
export async function makeTruck(mission: TestMission, plate: string, country: string, limits: { maxKg?: number; maxLitres?: number } = {}) {
  const [orgId, vehicleId, driverId] = [newId(), newId(), newId()];
  await mission.apply(createOrganisation, { orgId, nameEn: `Transporter of ${plate}`, roles: ['transporter'] });
  await mission.apply(addVehicle, { vehicleId, plate, country, kind: 'truck', orgId, maxKg: 24_000, maxLitres: 90_000, ...limits });
  await mission.apply(addPerson, { personId: driverId, orgId, kind: 'driver', name: `Driver of ${plate}` });
  return { vehicleId, driverId };
}

/** Goods that lie in bin A. */
export async function stock(convoy: Convoy, qty: number, over: Parameters<typeof makeItem>[1] = {}): Promise<string> {
  const item = await makeItem(convoy.mission, { weightG: 1000, volumeCm3: 3000, ...over });
  await convoy.mission.apply(decideMoves, {
    documentId: newId(),
    kind: 'receipt',
    moves: [{ from: { virtual: 'supplier', item }, to: { item, place: convoy.binA, condition: 'good', owner: 'own' }, qty }],
  });
  return item;
}

/** An allocation's promise of goods in bin A. */
export async function allocate(convoy: Convoy, item: string, qty: number): Promise<string> {
  const id = newId();
  await convoy.mission.apply(promise, { id, at: { item, place: convoy.binA, condition: 'good', owner: 'own' }, qty });
  return id;
}

type Line = z.input<typeof planShipment.input>['lines'][number];
export async function plan(convoy: Convoy, holds: readonly string[], over: { lines?: Line[]; to?: string } = {}) {
  const lines = over.lines ?? holds.map((holdId) => ({ lineId: newId(), holdId }));
  const shipmentId = newId();
  const input = {
    shipmentId,
    office: 'GZT',
    originPlaceId: convoy.warehouse,
    consigneePlaceId: over.to ?? convoy.store,
    plannedOn: '2023-03-01',
    lines,
  };
  await convoy.mission.apply(planShipment, input);
  return { shipmentId, lines: lines.map((line) => line.lineId) };
}

type Leg = z.input<typeof planLeg.input>;
/** A truck from the warehouse to the hub over the gate, unless told otherwise. */
export async function leg(convoy: Convoy, shipmentId: string, lines: Leg['lines'], over: Partial<Leg> = {}) {
  const legId = newId();
  const truckPlaceId = newId();
  const way = { fromPlaceId: convoy.warehouse, toPlaceId: convoy.hub, crossingId: gate, crossingDay };
  const input: Leg = { legId, shipmentId, truckPlaceId, ...convoy.turkish, ...way, plannedAt: '2023-03-01T06:00:00Z', lines, ...over };
  await convoy.mission.apply(planLeg, input);
  return { legId, truckPlaceId };
}
/** A truck straight to the partner's store, over no gate. */
export const straight = (convoy: Convoy): Partial<Leg> => ({ toPlaceId: convoy.store, crossingId: undefined, crossingDay: undefined });
/** A Syrian truck from the hub to the store. */
export const onward = (convoy: Convoy): Partial<Leg> => ({ ...straight(convoy), ...convoy.syrian, fromPlaceId: convoy.hub });

/** The border's yes to trucks. */
export async function accept(convoy: Convoy, legIds: string[]): Promise<string> {
  const notificationId = newId();
  await convoy.mission.apply(openNotification, {
    notificationId,
    office: 'GZT',
    crossingId: gate,
    crossingDay,
    cutOffAt: '2023-03-01T15:00:00Z',
    legIds,
  });
  await convoy.mission.apply(sendNotification, { notificationId });
  await convoy.mission.apply(answerNotification, { notificationId, answer: 'accepted' });
  return notificationId;
}
export const load = (convoy: Convoy, legId: string) => convoy.mission.apply(loadTruck, { legId, documentId: newId() });

type Delivery = z.input<typeof recordDelivery.input>;
export const receipt = (convoy: Convoy, legId: string, lines: Delivery['lines'], over: Partial<Delivery> = {}): Delivery => ({
  deliveryId: newId(),
  documentId: newId(),
  legId,
  placeId: convoy.store,
  lines,
  ...over,
});

/** What lies at a place of an item, by condition. */
export async function lying(mission: TestMission, item: string, place: string): Promise<Record<string, number>> {
  const rows = await mission.tx(
    async (tx) =>
      (
        await tx.query<{ condition: string; qty: number }>(
          `select k.condition, sum(b.qty)::int as qty from ledger_buckets k join ledger_balances b on b.bucket_id = k.id
          where k.item = $1 and k.place = $2 and b.qty > 0 group by k.condition`,
          [item, place],
        )
      ).rows,
  );
  return Object.fromEntries(rows.map((row) => [row.condition, row.qty]));
}
/** The sum of an item's movements into a virtual bucket, less what came out of it again. */
export async function outsideOf(mission: TestMission, item: string, virtual: string): Promise<number> {
  return mission.tx(async (tx) => {
    const { rows } = await tx.query<{ qty: number }>(
      `select coalesce(sum(case when t.virtual = $2 then e.qty else 0 end) - sum(case when f.virtual = $2 then e.qty else 0 end), 0)::int as qty
         from ledger_entries e join ledger_buckets f on f.id = e.from_bucket join ledger_buckets t on t.id = e.to_bucket where f.item = $1`,
      [item, virtual],
    );
    return rows[0]!.qty;
  });
}
/** How many of an item lie in places altogether. */
export async function inPlaces(mission: TestMission, item: string): Promise<number> {
  return mission.tx(async (tx) => {
    const { rows } = await tx.query<{ qty: number }>(
      `select coalesce(sum(b.qty), 0)::int as qty from ledger_buckets k join ledger_balances b on b.bucket_id = k.id where k.item = $1`,
      [item],
    );
    return rows[0]!.qty;
  });
}

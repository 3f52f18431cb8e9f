import type * as z from 'zod';
import { apply } from '#app/server/cli/commands.ts';
import type { CommandDef } from '#foundation/command.ts';
import { newId } from '#foundation/ids.ts';
import { createFamily, createItem } from '#kernel/goods/contract/items.ts';
import { openPlace } from '#kernel/goods/contract/stock-places.ts';
import { postDocument } from '#kernel/ledger/contract/documents.ts';
import { createOrganisation } from '#kernel/orgs/contract/organisations.ts';
import { addPerson } from '#kernel/orgs/contract/people.ts';
import { importAreas } from '#kernel/places/contract/areas.ts';
import { createSite } from '#kernel/places/contract/sites.ts';
import { planLeg } from '#modules/supply/contract/transport/legs.ts';
import { planShipment } from '#modules/supply/contract/transport/shipments.ts';
import { addVehicle } from '#modules/supply/contract/transport/vehicles.ts';
import type { World } from './world.ts';

const items = 200;
const bins = 4;
const linesEach = 4;

/** A warehouse with goods in its bins, a delivery point, a truck and its driver. */
export interface Yard {
  readonly warehouse: string;
  readonly bins: readonly string[];
  readonly point: string;
  readonly items: readonly string[];
  /** Items whose lots are kept apart. */
  readonly lotted: readonly string[];
  readonly truck: { readonly vehicleId: string; readonly driverId: string };
}

/** Runs a command as the program. */
export const runIn =
  ({ server: { kervan } }: World) =>
  async <I extends z.ZodObject>(def: CommandDef<I>, input: z.input<I>): Promise<void> =>
    void (await apply(kervan, kervan.missions.find('bench')!, def, input));

const ids = (count: number) => Array.from({ length: count }, () => newId());
export const lyingIn = (item: string, place: string) => ({ item, place, condition: 'good' as const, owner: 'own' as const });

export async function setYard(world: World): Promise<Yard> {
  const run = runIn(world);
  const names = { nameEn: 'Türkiye', nameTr: 'Türkiye', nameAr: 'تركيا' };
  await run(importAreas, {
    source: 'bench',
    validFrom: '2022-01-01',
    areas: [{ pcode: 'TUR', level: 0, country: 'TUR', lat: 39, lon: 35, ...names }],
  });
  const yard = { warehouse: newId(), point: newId(), bins: ids(bins), items: ids(items), lotted: ids(20) };
  const [site, pointSite, orgId, vehicleId, driverId] = [newId(), newId(), newId(), newId(), newId()];
  await run(createSite, { siteId: site, code: 'B-W', type: 'warehouse', nameEn: 'Warehouse', area: 'TUR' });
  await run(createSite, { siteId: pointSite, code: 'B-P', type: 'office', nameEn: 'Point', area: 'TUR' });
  await run(openPlace, { placeId: yard.warehouse, kind: 'warehouse', code: 'BW', nameEn: 'Warehouse', siteId: site });
  await run(openPlace, { placeId: yard.point, kind: 'delivery-point', code: 'BP', nameEn: 'Point', siteId: pointSite });
  for (const [at, placeId] of yard.bins.entries())
    await run(openPlace, { placeId, kind: 'bin', code: `BW-${at}`, nameEn: `Bin ${at}`, parentId: yard.warehouse });
  await run(createFamily, { code: 'B', nameEn: 'Bench goods' });
  for (const [at, itemId] of yard.items.entries())
    await run(createItem, { itemId, code: `BENCH-${at}`, unit: 'piece', family: 'B', nameEn: `Thing ${at}`, weightG: 10, volumeCm3: 10 });
  for (const [at, itemId] of yard.lotted.entries())
    await run(createItem, { itemId, code: `LOTTED-${at}`, unit: 'piece', family: 'B', nameEn: `Thing ${at} by lot`, tracking: 'lot' });
  await run(createOrganisation, { orgId, nameEn: 'Transporter of the bench', roles: ['transporter'] });
  const limits = { maxKg: 24_000, maxLitres: 90_000 };
  await run(addVehicle, { vehicleId, plate: '27 BN 01', country: 'TUR', kind: 'truck', orgId, ...limits });
  await run(addPerson, { personId: driverId, orgId, kind: 'driver', name: 'Driver of the bench' });
  const lines = yard.items.flatMap((item) =>
    yard.bins.map((place) => ({ from: { virtual: 'supplier' as const, item }, to: lyingIn(item, place), qty: 10_000_000 })),
  );
  await run(postDocument, { documentId: newId(), kind: 'receipt', lines });
  return { ...yard, truck: { vehicleId, driverId } };
}

export interface Truck {
  readonly legId: string;
  readonly lines: readonly { readonly lineId: string; readonly qty: number }[];
}

const any = <T>(list: readonly T[]): T => list[Math.floor(Math.random() * list.length)]!;

/** So many shipments of four lines, each planned on a truck that goes straight to the delivery point and is not loaded yet. */
export async function readyTrucks(world: World, yard: Yard, count: number): Promise<Truck[]> {
  const ready: Truck[] = [];
  let left = count;
  const work = async () => {
    while ((left -= 1) >= 0) ready.push(await readyTruck(world, yard));
  };
  await Promise.all(Array.from({ length: 8 }, work));
  return ready;
}

async function readyTruck(world: World, yard: Yard): Promise<Truck> {
  const run = runIn(world);
  const chosen = new Set<string>();
  while (chosen.size < linesEach) chosen.add(any(yard.items));
  const lines = [...chosen].map((item) => ({ lineId: newId(), qty: 10, at: lyingIn(item, any(yard.bins)) }));
  const [shipmentId, legId, now] = [newId(), newId(), new Date().toISOString()];
  await run(planShipment, {
    shipmentId,
    office: 'GZT',
    originPlaceId: yard.warehouse,
    consigneePlaceId: yard.point,
    plannedOn: now.slice(0, 10),
    lines: lines.map((line) => ({ ...line, ownHoldId: newId(), reason: 'measured' })),
  });
  const carried = lines.map(({ lineId, qty }) => ({ lineId, qty }));
  const way = { fromPlaceId: yard.warehouse, toPlaceId: yard.point, plannedAt: now };
  await run(planLeg, { legId, shipmentId, truckPlaceId: newId(), ...yard.truck, ...way, lines: carried });
  return { legId, lines: carried };
}

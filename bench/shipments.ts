import { newId } from '#foundation/ids.ts';
import { postDocument } from '#kernel/ledger/contract/documents.ts';
import { recordReceipt } from '#modules/supply/contract/stores/receipts.ts';
import { recordDelivery } from '#modules/supply/contract/transport/deliveries.ts';
import { loadTruck } from '#modules/supply/contract/transport/legs.ts';
import { planShipment } from '#modules/supply/contract/transport/shipments.ts';
import { envelopeOf, mostClients, roundOver, rowsOf, withServer } from './served.ts';
import type { Client, Round, Served } from './served.ts';
import { millisecondsOf, withClients } from './world.ts';
import type { Row, World } from './world.ts';
import { readyTrucks, runIn, setYard } from './yard.ts';
import type { Truck, Yard } from './yard.ts';

const warm = 1_600;
const rounds = 3;
const trucksOf = (clients: number) => (clients === 1 ? 150 : 480);
const races = 100;

/** Shipments over HTTP: loaded and received, big receipts, and the last stock asked for by two at once. */
export async function benchShipments(world: World): Promise<Row[]> {
  const yard = await setYard(world);
  return withServer(world, async (served) => {
    const first = await readyTrucks(world, yard, warm);
    for (const send of [load, receiveAt(yard)]) await roundOver(served, mostClients, first, send);
    await withClients(world.server.adminUrl!, 1, ([owner]) => owner!.query('vacuum analyze'));
    const rows: Row[] = [];
    for (const clients of [1, mostClients]) rows.push(...(await journeys(world, served, yard, clients)));
    return [...rows, ...(await bigReceipts(served, yard)), ...(await lastStock(world, served, yard))];
  });
}

const load = (person: Client, truck: Truck) => person.send(envelopeOf(loadTruck, { legId: truck.legId, documentId: newId() }));
const receiveAt = (yard: Yard) => (person: Client, truck: Truck) =>
  person.send(
    envelopeOf(recordDelivery, {
      deliveryId: newId(),
      documentId: newId(),
      legId: truck.legId,
      placeId: yard.point,
      lines: truck.lines.map(({ lineId, qty }) => ({ lineId, good: qty })),
    }),
  );

async function journeys(world: World, served: Served, yard: Yard, clients: number): Promise<Row[]> {
  const seen: Record<'loaded' | 'received', Round[]> = { loaded: [], received: [] };
  for (let round = 0; round < rounds; round += 1) {
    const trucks = await readyTrucks(world, yard, trucksOf(clients));
    seen.loaded.push(await roundOver(served, clients, trucks, load));
    seen.received.push(await roundOver(served, clients, trucks, receiveAt(yard)));
  }
  const asked = { rate: clients === 1 ? '300' : '700' };
  return (['loaded', 'received'] as const).flatMap((what) =>
    rowsOf(`a shipment of 4 lines ${what}, over HTTP, ${clients} client(s)`, seen[what], asked),
  );
}

/** What came through a store's gate, each line of a lot of its own. */
async function bigReceipts(served: Served, yard: Yard): Promise<Row[]> {
  const rows: Row[] = [];
  for (const [lines, limit] of [
    [1_000, 'under 1 s'],
    [5_000, 'under 2 s'],
  ] as const) {
    const receipt = () =>
      envelopeOf(recordReceipt, {
        receiptId: newId(),
        placeId: yard.bins[0]!,
        source: 'gift',
        lines: Array.from({ length: lines }, (_, at) => ({
          itemId: yard.lotted[at % yard.lotted.length]!,
          lot: { id: newId(), code: `L-${newId().slice(-8)}-${at}`, expiresOn: '2029-01-31' },
          good: 10,
        })),
      });
    const taken = await millisecondsOf(5, () => served.people[0]!.send(receipt()));
    rows.push({ what: `a receipt of ${lines} lines, each of a lot of its own, over HTTP`, value: taken / 1000, unit: 's', asked: limit });
  }
  return rows;
}

/** Two dispatchers ask for the last of something at the same moment, again and again. */
async function lastStock(world: World, served: Served, yard: Yard): Promise<Row[]> {
  const place = yard.bins[1]!;
  const tally = { one: 0, clear: 0 };
  for (let race = 0; race < races; race += 1) {
    const item = yard.items[race % yard.items.length]!;
    const last = { item, place, condition: 'quarantine' as const, owner: 'own' as const };
    await runIn(world)(postDocument, {
      documentId: newId(),
      kind: 'receipt',
      lines: [{ from: { virtual: 'supplier', item }, to: last, qty: 7 }],
    });
    const ask = (person: Client) =>
      person.try(
        envelopeOf(planShipment, {
          shipmentId: newId(),
          office: 'GZT',
          originPlaceId: yard.warehouse,
          consigneePlaceId: yard.point,
          plannedOn: new Date().toISOString().slice(0, 10),
          lines: [{ lineId: newId(), at: last, qty: 7, ownHoldId: newId(), reason: 'measured' }],
        }),
      );
    const said = await Promise.all([ask(served.people[0]!), ask(served.people[1]!)]);
    if (said.filter((text) => text.includes('"applied"')).length === 1) tally.one += 1;
    if (said.filter((text) => text.includes('goods.short')).length === 1) tally.clear += 1;
  }
  return [
    { what: 'the last stock, asked for by two at once: goes to exactly one', value: tally.one, unit: `of ${races}`, asked: `${races}` },
    { what: '  the other is told what is short', value: tally.clear, unit: `of ${races}`, asked: `${races}` },
  ];
}

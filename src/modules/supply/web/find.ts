import { fold } from '#foundation/fold.ts';
import { onward } from '#foundation/web/ui/index.ts';
import type { Find, Found } from '#foundation/web/room.ts';
import { getItem } from '#kernel/goods/contract/items.ts';
import { getLot } from '#kernel/goods/contract/lots.ts';
import { getPlace } from '#kernel/goods/contract/stock-places.ts';
import { readScan } from '../domain/stores/scan.ts';
import type { Scanned } from '../domain/stores/scan.ts';
import { itemByGtin } from './scan/read.ts';
import { listRequests } from '../contract/requests/requests.ts';
import { listReceipts } from '../contract/stores/receipts.ts';
import { listIncoming } from '../contract/transport/deliveries.ts';
import { listShipments, seeMovements } from '../contract/transport/shipments.ts';
import { listVehicles } from '../contract/transport/vehicles.ts';

const most = 4;

/** Whatever a code names; shipments by their number, a waybill or a plate; trucks to receive by their waybill; vehicles, receipts and requests. */
const find: Find = async (asked) => {
  const scan = readScan(asked.text);
  if (scan.kind !== 'text') return scanned(asked, scan).catch(() => []);
  const found = await Promise.all([shipments(asked), incoming(asked), vehicles(asked), receipts(asked), requests(asked)]);
  return found.flat();
};
export default find;

/** What was scanned into the field: a lot, bin or item by our label or its maker's code, a pallet by the shipment that bears it. */
async function scanned(asked: Parameters<Find>[0], scan: Exclude<Scanned, { kind: 'text' }>): Promise<readonly Found[]> {
  const { client, language, signal } = asked;
  if (scan.kind === 'gs1') {
    if (scan.sscc) return shipments({ ...asked, text: scan.sscc });
    const item = scan.gtin ? await itemByGtin(client, scan.gtin) : undefined;
    const label = item && ({ en: item.nameEn, tr: item.nameTr, ar: item.nameAr }[language] ?? item.nameEn);
    return item ? [{ id: `item:${item.id}`, label: label!, detail: item.code, icon: 'box', path: `/goods/items/${item.id}` }] : [];
  }
  const { id } = scan;
  if (scan.of === 'unit') return shipments({ ...asked, text: id });
  if (scan.of === 'place') {
    const place = await client.ask(getPlace, { placeId: id }, signal);
    return [{ id: `stock-place:${id}`, label: place.nameEn, detail: place.code, icon: 'warehouse', path: `/goods/places/${id}` }];
  }
  if (scan.of === 'item') {
    const item = await client.ask(getItem, { itemId: id }, signal);
    return [{ id: `item:${id}`, label: item.nameEn, detail: item.code, icon: 'box', path: `/goods/items/${id}` }];
  }
  const lot = await client.ask(getLot, { lotId: id }, signal);
  return [{ id: `lot:${id}`, label: lot.code, detail: lot.itemCode, icon: 'hash', path: `/goods/lots/${id}` }];
}

const shipments: Find = async ({ text, client, session, language, signal }) => {
  if (!session.can(seeMovements.name)) return [];
  const { rows } = await client.ask(listShipments, { search: text.slice(0, 60), limit: most }, signal);
  return rows.map((row) => ({
    id: `shipment:${row.id}`,
    label: row.number,
    detail: [row.origin[language] ?? row.origin.en, row.consignee[language] ?? row.consignee.en].join(` ${onward()} `),
    icon: 'shipments',
    path: `/supply/shipments/${row.id}`,
  }));
};

/** A store knows its trucks by their waybills, without knowing where they are. */
const incoming: Find = async ({ text, client, session, language, signal }) => {
  if (!session.can(listIncoming.name)) return [];
  const { rows } = await client.ask(listIncoming, { open: true, limit: 100 }, signal);
  const key = fold(text);
  return rows
    .filter((row) => fold(row.waybill).includes(key) || fold(row.shipmentNumber).includes(key))
    .slice(0, most)
    .map((row) => ({
      id: `shipment-leg:${row.legId}`,
      label: row.waybill,
      detail: row.place[language] ?? row.place.en,
      icon: 'receive',
      path: `/supply/incoming/${row.legId}`,
    }));
};

const vehicles: Find = async ({ text, client, session, language, signal }) => {
  if (!session.can(listVehicles.name)) return [];
  const { rows } = await client.ask(listVehicles, { search: text.slice(0, 40), limit: most }, signal);
  return rows.map((row): Found => ({
    id: `vehicle:${row.id}`,
    label: row.plate,
    detail: row.org[language] ?? row.org.en,
    icon: 'truck',
    path: `/supply/vehicles?search=${encodeURIComponent(row.plate)}`,
  }));
};

const receipts: Find = async ({ text, client, session, signal }) => {
  if (!session.can(listReceipts.name)) return [];
  const { rows } = await client.ask(listReceipts, { search: text.slice(0, 100), limit: most }, signal);
  return rows.map((row) => ({
    id: `receipt:${row.id}`,
    label: row.number,
    detail: [row.reference, row.senderName, row.plate].filter(Boolean).join(' · '),
    icon: 'receipts',
    path: `/supply/receipts/${row.id}`,
  }));
};

const requests: Find = async ({ text, client, session, language, signal }) => {
  if (!session.can(listRequests.name)) return [];
  const { rows } = await client.ask(listRequests, { search: text.slice(0, 100), limit: most }, signal);
  return rows.map((row) => ({
    id: `supply-request:${row.id}`,
    label: row.number,
    detail: row.orgNames[language] ?? row.orgNames.en ?? '',
    icon: 'requests',
    path: `/supply/requests/${row.id}`,
  }));
};

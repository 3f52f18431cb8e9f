import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'csv-parse/sync';
import type * as z from 'zod';
import { newId } from '#foundation/ids.ts';
import { createFamily, createItem } from '#kernel/goods/contract/items.ts';
import { defineKit } from '#kernel/goods/contract/kits.ts';
import type { PackKind } from '#kernel/goods/contract/shared.ts';
import { openPlace } from '#kernel/goods/contract/stock-places.ts';
import { sites } from './cast.ts';
import type { Player } from './player.ts';

const folder = fileURLToPath(new URL('../../../../db/seeds/goods/', import.meta.url));
type Row = Record<string, string>;
const read = (name: string): Row[] => parse(readFileSync(resolve(folder, name)), { columns: true });
const words = (text: string | undefined) => text || undefined;
const number = (text: string | undefined) => (text ? Number(text) : undefined);
type ItemInput = z.input<typeof createItem.input>;

/** Enters the relief items that every mission begins with; answers their ids by code. */
export async function loadCatalogue(player: Pick<Player, 'do' | 'id'>): Promise<Map<string, string>> {
  for (const row of read('families.csv')) {
    await player.do(createFamily, {
      code: row['code']!,
      parent: words(row['parent']),
      nameEn: row['name_en']!,
      nameTr: words(row['name_tr']),
      nameAr: words(row['name_ar']),
    });
  }
  const ids = new Map<string, string>();
  for (const row of read('items.csv')) {
    const item = itemOf(row, player.id);
    await player.do(createItem, item);
    ids.set(item.code, item.itemId);
  }
  for (const row of read('kits.csv')) {
    const components = row['components']!.split(' ').map((part) => {
      const [code, qty] = part.split('=') as [string, string];
      return { itemId: ids.get(code)!, qty: Number(qty) };
    });
    await player.do(defineKit, { kitId: player.id(), itemId: ids.get(row['kit']!)!, seen: 0, components });
  }
  return ids;
}

/** An item of the seed: `carton=24 pallet=480` are its packs, a UN number makes it hazardous. */
export function itemOf(row: Row, id: () => string = newId): ItemInput & { itemId: string; code: string } {
  return {
    itemId: id(),
    code: row['code']!,
    family: row['family']!,
    nameEn: row['name_en']!,
    nameTr: words(row['name_tr']),
    nameAr: words(row['name_ar']),
    unit: row['unit'] as ItemInput['unit'],
    weightG: number(row['weight_g']),
    volumeCm3: number(row['volume_cm3']),
    tracking: row['tracking'] as 'none' | 'lot' | 'serial',
    shelfLifeDays: number(row['shelf_life_days']),
    storageClass: row['storage'] as NonNullable<ItemInput['storageClass']>,
    hazardous: row['un_number'] !== '',
    unNumber: words(row['un_number']),
    hsCode: words(row['hs_code']),
    codes: row['ifrc_code'] ? [{ system: 'ifrc', code: row['ifrc_code'] }] : [],
    packs: (row['packs'] ?? '')
      .split(' ')
      .filter((pack) => pack !== '')
      .map((pack) => {
        const [kind, smallest] = pack.split('=') as [PackKind, string];
        return { id: id(), code: kind.toUpperCase(), kind, smallest: Number(smallest) };
      }),
  };
}

/** Opens the places for goods in the warehouse of Burç: receiving, quarantine, dispatch, and four zones of bins. */
export async function openStockPlaces(
  player: Pick<Player, 'do' | 'id'>,
  siteId: string,
  keeper: string | undefined,
): Promise<Map<string, string>> {
  const ids = new Map<string, string>();
  const custodian = keeper ? { custodianUserId: keeper } : {};
  const open = async (code: string, place: Omit<z.input<typeof openPlace.input>, 'placeId' | 'code' | 'openedOn'>) => {
    const placeId = player.id();
    await player.do(openPlace, { placeId, code, openedOn: '2023-02-07', ...place });
    ids.set(code, placeId);
    return placeId;
  };
  const warehouse = await open('BRC', {
    kind: 'warehouse',
    nameEn: 'Burç warehouse',
    nameTr: 'Burç deposu',
    nameAr: 'مستودع بورتش',
    siteId,
    ...custodian,
  });
  const within = { parentId: warehouse };
  await open('BRC-IN', { kind: 'receiving', nameEn: 'Receiving area', nameTr: 'Kabul alanı', nameAr: 'منطقة الاستلام', ...within });
  await open('BRC-QU', { kind: 'quarantine', nameEn: 'Quarantine', nameTr: 'Karantina', nameAr: 'الحجر', ...within });
  await open('BRC-OUT', { kind: 'dispatch', nameEn: 'Dispatch area', nameTr: 'Sevk alanı', nameAr: 'منطقة الشحن', ...within });
  for (const zone of ['A', 'B', 'C', 'D']) {
    const parentId = await open(`BRC-${zone}`, {
      kind: 'zone',
      nameEn: `Zone ${zone}`,
      nameTr: `${zone} bölgesi`,
      nameAr: `المنطقة ${zone}`,
      ...within,
    });
    for (let bin = 1; bin <= 6; bin += 1) {
      const code = `BRC-${zone}-${String(bin).padStart(2, '0')}`;
      await open(code, { kind: 'bin', nameEn: `Bin ${zone}${bin}`, nameTr: `${zone}${bin} gözü`, nameAr: `الرف ${zone}${bin}`, parentId });
    }
  }
  return ids;
}

/** The stores that partners keep, each in the custody of its organisation. */
export async function openPartnerStores(
  player: Pick<Player, 'do' | 'id'>,
  siteIds: ReadonlyMap<string, string>,
  orgIds: ReadonlyMap<string, string>,
): Promise<void> {
  for (const site of sites.filter((one) => one.type === 'partner-store')) {
    const placeId = player.id();
    const orgId = site.custodian ? orgIds.get(site.custodian) : undefined;
    await player.do(openPlace, {
      placeId,
      kind: 'partner-store',
      code: site.code,
      nameEn: site.names.en,
      nameTr: site.names.tr,
      nameAr: site.names.ar,
      siteId: siteIds.get(site.key)!,
      ...(orgId ? { orgId } : {}),
      openedOn: '2023-02-07',
    });
  }
}

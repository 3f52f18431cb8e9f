import { fold } from '#foundation/fold.ts';
import type { CommandContext, RequestContext } from '#foundation/pipeline/context.ts';
import { dayIn } from '#foundation/time.ts';
import type { StockAt } from '../contract/moves.ts';
import { problems } from '../contract/problems.ts';
import type { Condition, PackKind, PlaceKind, StorageClass, Tracking } from '../contract/shared.ts';
import { listItemsBy } from './items.repo.ts';
import { keepLots } from './lots.repo.ts';
import type { LotWrite } from './lots.repo.ts';
import { listCurrentPacks } from './packs.repo.ts';
import { listFreeRows } from './post.repo.ts';
import { countUnder, findPlace, insertPlace, lockPlace, setPlaceStatus } from './stock-places.repo.ts';
import type { PlaceFound } from './stock-places.repo.ts';

export interface PackFacts {
  readonly id: string;
  readonly code: string;
  readonly kind: PackKind;
  readonly smallest: number;
  readonly per: number;
  readonly grossWeightG: number | null;
  readonly volumeCm3: number | null;
}
export interface ItemFacts {
  readonly id: string;
  readonly code: string;
  readonly nameEn: string;
  readonly nameTr: string | null;
  readonly nameAr: string | null;
  readonly family: string | null;
  readonly unit: string;
  /** Of one smallest unit. */
  readonly weightG: number | null;
  readonly volumeCm3: number | null;
  readonly tracking: Tracking;
  readonly shelfLifeDays: number | null;
  readonly hazardous: boolean;
  readonly unNumber: string | null;
  readonly storageClass: StorageClass;
  readonly hsCode: string | null;
  readonly gtipCode: string | null;
  readonly origin: string | null;
  readonly status: 'active' | 'provisional' | 'retired';
  /** In use now, the largest first. */
  readonly packs: readonly PackFacts[];
}

/** What the catalogue says of items, with their packs in use; unknown ids are absent. */
export async function itemsOf(ctx: RequestContext, ids: readonly string[]): Promise<Map<string, ItemFacts>> {
  if (ids.length === 0) return new Map();
  const rows = await listItemsBy.all(ctx.tx, { ids, codes: [] });
  const packs = Map.groupBy(await listCurrentPacks.all(ctx.tx, { items: ids }), (pack) => pack.item_id);
  return new Map(
    rows.map((row) => [
      row.id,
      {
        id: row.id,
        code: row.code,
        nameEn: row.name_en,
        nameTr: row.name_tr,
        nameAr: row.name_ar,
        family: row.family,
        unit: row.unit,
        weightG: row.weight_g,
        volumeCm3: row.volume_cm3,
        tracking: row.tracking,
        shelfLifeDays: row.shelf_life_days,
        hazardous: row.hazardous,
        unNumber: row.un_number,
        storageClass: row.storage_class,
        hsCode: row.hs_code,
        gtipCode: row.gtip_code,
        origin: row.origin,
        status: row.status,
        packs: (packs.get(row.id) ?? []).map((pack) => ({
          id: pack.id,
          code: pack.code,
          kind: pack.kind as PackKind,
          smallest: pack.smallest,
          per: pack.per,
          grossWeightG: pack.gross_weight_g,
          volumeCm3: pack.volume_cm3,
        })),
      },
    ]),
  );
}

export interface LotWanted {
  readonly lotId: string;
  readonly itemId: string;
  readonly code: string;
  readonly expiresOn?: string | undefined;
  readonly madeOn?: string | undefined;
  readonly supplierId?: string | undefined;
  readonly supplierRef?: string | undefined;
  readonly unitCost?: { readonly minor: number; readonly currency: string } | undefined;
}

/** Makes lots where they are new, in one round trip; answers the id that stands for each id that was asked for. */
export async function ensureLots(ctx: CommandContext, wanted: readonly LotWanted[]): Promise<Map<string, string>> {
  if (wanted.length === 0) return new Map();
  const kept = await keepLots.all(ctx.tx, { lots: wanted.map((lot) => lotOf(ctx, lot)), at: ctx.now.toISOString() });
  const byId = new Map(wanted.map((lot) => [lot.lotId, lot]));
  for (const lot of kept) {
    ctx.touch('lot', lot.id);
    const asked = byId.get(lot.asked)!;
    if (asked.expiresOn === undefined || asked.expiresOn === lot.expires_on) continue;
    const figures = { lot: lot.code, known: lot.expires_on ?? '', told: asked.expiresOn };
    if (ctx.command.kind === 'decision') throw problems.problem('lot-differs', figures);
    await ctx.raise({ kind: 'goods.lot-differs', subject: { kind: 'lot', id: lot.id }, figures, position: {} });
  }
  return new Map(kept.map((lot) => [lot.asked, lot.id]));
}

/** The same for one lot: same item, number and supplier are the same lot. */
export async function ensureLot(ctx: CommandContext, wanted: LotWanted): Promise<string> {
  return (await ensureLots(ctx, [wanted])).get(wanted.lotId)!;
}

/** What of a lot's number two hands write alike. */
export const lotKey = (code: string): string => fold(code).replaceAll(' ', '') || code;

function lotOf(ctx: CommandContext, lot: LotWanted): LotWrite {
  return {
    id: lot.lotId,
    item_id: lot.itemId,
    code: lot.code,
    code_key: lotKey(lot.code),
    expires_on: lot.expiresOn ?? null,
    made_on: lot.madeOn ?? null,
    supplier_id: lot.supplierId ?? null,
    supplier_ref: lot.supplierRef ?? null,
    unit_cost: lot.unitCost?.minor ?? null,
    cost_currency: lot.unitCost?.currency ?? null,
    received_on: dayIn(ctx.mission.timeZone, ctx.command.occurredAt),
  };
}

export interface PlaceFacts {
  readonly id: string;
  readonly parentId: string | null;
  readonly kind: PlaceKind;
  readonly code: string;
  readonly nameEn: string;
  readonly nameTr: string | null;
  readonly nameAr: string | null;
  readonly siteId: string | null;
  readonly orgId: string | null;
  readonly custodianUserId: string | null;
  readonly status: 'open' | 'closed';
  readonly lineage: readonly string[];
  /** P-codes from the root to its site's area; empty for a truck. */
  readonly areas: readonly string[];
}

const factsOf = (place: PlaceFound): PlaceFacts => ({
  id: place.id,
  parentId: place.parent_id,
  kind: place.kind,
  code: place.code,
  nameEn: place.name_en,
  nameTr: place.name_tr,
  nameAr: place.name_ar,
  siteId: place.site_id,
  orgId: place.org_id,
  custodianUserId: place.custodian_user_id,
  status: place.status,
  lineage: place.lineage,
  areas: place.areas ?? [],
});

/** A stock place; throws `goods.place-not-found`. */
export async function placeOf(ctx: RequestContext, id: string): Promise<PlaceFacts> {
  const place = await findPlace.maybe(ctx.tx, { id });
  if (!place) throw problems.problem('place-not-found');
  return factsOf(place);
}

export interface TruckPlace {
  readonly id: string;
  /** One per leg: a waybill's number and the leg. */
  readonly code: string;
  readonly nameEn: string;
  readonly nameTr?: string | undefined;
  readonly nameAr?: string | undefined;
  /** The site it leaves from: who reaches that site sees what is on it. */
  readonly siteId?: string | undefined;
  /** The transporter, or whoever has custody on the way. */
  readonly orgId?: string | undefined;
}

/** Opens the place that a truck is for one leg. */
export async function makeTruckPlace(ctx: CommandContext, truck: TruckPlace): Promise<string> {
  await insertPlace.run(ctx.tx, {
    id: truck.id,
    parentId: null,
    kind: 'truck',
    code: truck.code,
    nameEn: truck.nameEn,
    nameTr: truck.nameTr ?? null,
    nameAr: truck.nameAr ?? null,
    siteId: truck.siteId ?? null,
    orgId: truck.orgId ?? null,
    custodianUserId: null,
    storageClass: 'ambient',
    openedOn: dayIn(ctx.mission.timeZone, ctx.command.occurredAt),
    lineage: [truck.id],
    searchKey: placeKey(truck),
    note: null,
    at: ctx.now.toISOString(),
  });
  ctx.touch('stock-place', truck.id);
  return truck.id;
}

export interface PointPlace {
  readonly id: string;
  /** One per distribution: its number. */
  readonly code: string;
  readonly nameEn: string;
  readonly siteId: string;
  readonly orgId: string;
}

/** Opens the place where goods lie for as long as a distribution lasts, in the custody of who gives them out. */
export async function makePointPlace(ctx: CommandContext, point: PointPlace): Promise<void> {
  await insertPlace.run(ctx.tx, {
    id: point.id,
    parentId: null,
    kind: 'delivery-point',
    code: point.code,
    nameEn: point.nameEn,
    nameTr: null,
    nameAr: null,
    siteId: point.siteId,
    orgId: point.orgId,
    custodianUserId: null,
    storageClass: 'ambient',
    openedOn: dayIn(ctx.mission.timeZone, ctx.command.occurredAt),
    lineage: [point.id],
    searchKey: placeKey(point),
    note: null,
    at: ctx.now.toISOString(),
  });
  ctx.touch('stock-place', point.id);
}

/** Code and names as search reads them. */
export const placeKey = (place: {
  code: string;
  nameEn: string;
  nameTr?: string | null | undefined;
  nameAr?: string | null | undefined;
}): string =>
  [place.code, place.nameEn, place.nameTr, place.nameAr]
    .map((name) => fold(name ?? ''))
    .filter((key) => key !== '')
    .join(' · ');

/** Closes a place when nothing lies there any more; answers whether it did. A decision is refused with `goods.place-not-empty`. */
export async function closePlace(ctx: CommandContext, id: string): Promise<boolean> {
  await lockPlace.run(ctx.tx, { id });
  const left = await countUnder.one(ctx.tx, { id });
  if (left.items > 0) {
    if (ctx.command.kind === 'decision') throw problems.problem('place-not-empty', { items: left.items });
    return false;
  }
  await setPlaceStatus.run(ctx.tx, { id, status: 'closed', closedOn: dayIn(ctx.mission.timeZone, ctx.command.occurredAt) });
  ctx.touch('stock-place', id);
  return true;
}

export interface FreeStock {
  readonly bucketId: number;
  readonly at: StockAt;
  readonly qty: number;
  readonly reserved: number;
  readonly free: number;
  readonly lotCode: string | null;
  readonly expiresOn: string | null;
  /** The day the lot was first received; of goods without a lot, the day the first came to this place. */
  readonly receivedOn: string | null;
  readonly placeCode: string;
}

/** Stock of items under a place, first to expire first; only good goods unless told (`null`: in any condition). One statement. */
export async function listFree(
  ctx: RequestContext,
  asked: { items: readonly string[]; under: string; conditions?: readonly Condition[] | null },
): Promise<FreeStock[]> {
  const conditions = asked.conditions === undefined ? (['good'] as const) : asked.conditions;
  const rows = await listFreeRows.all(ctx.tx, { items: asked.items, under: asked.under, conditions });
  return rows.map((row) => ({
    bucketId: row.bucket_id,
    at: {
      item: row.item,
      ...(row.lot ? { lot: row.lot } : {}),
      place: row.place,
      ...(row.grant ? { grant: row.grant } : {}),
      condition: row.condition,
      owner: row.owner as StockAt['owner'],
    },
    qty: row.qty,
    reserved: row.reserved,
    free: row.qty - row.reserved,
    lotCode: row.lot_code,
    expiresOn: row.expires_on,
    receivedOn: row.received_on,
    placeCode: row.place_code,
  }));
}

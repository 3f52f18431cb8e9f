import { fold } from '#foundation/fold.ts';
import { answer, handle } from '#foundation/pipeline/context.ts';
import type { RequestContext } from '#foundation/pipeline/context.ts';
import type { Position } from '#foundation/scope.ts';
import { dayIn } from '#foundation/time.ts';
import { isWaived } from '#kernel/places/server/index.ts';
import { problems } from '../contract/problems.ts';
import {
  changePlace,
  closePlaceCommand,
  getPlace,
  listPlaces,
  openPlace,
  reopenPlace,
  searchCustodians,
  searchPlaces,
} from '../contract/stock-places.ts';
import { listStock, seeTrucks } from '../contract/stock.ts';
import { decideClose, decideOpen } from '../domain/stock-places.ts';
import { namesOf } from './items.ts';
import { placeKey } from './doors.ts';
import { findSiteFor } from './sites.repo.ts';
import {
  countUnder,
  findPlace,
  insertPlace,
  listPath,
  listPlaceRows,
  lockPlace,
  searchCustodianRows,
  searchPlaceRows,
  setPlaceStatus,
  updatePlace,
} from './stock-places.repo.ts';
import type { PlaceFound } from './stock-places.repo.ts';

/** Columns by which a list of places keeps to its reader's reach. */
export const placeReach = { areas: 'a.lineage', site: 'p.site_id', org: 'p.org_id' } as const;

export const handleOpenPlace = handle(openPlace, async (ctx, input) => {
  const parent = input.parentId ? await findPlace.maybe(ctx.tx, { id: input.parentId }) : undefined;
  const site = input.siteId ? await findSiteFor.maybe(ctx.tx, { id: input.siteId }) : undefined;
  const problem = decideOpen(input.kind, parent && viewOf(parent), site);
  if (problem) throw problem;
  await insertPlace.run(ctx.tx, {
    id: input.placeId,
    parentId: parent?.id ?? null,
    kind: input.kind,
    code: input.code,
    nameEn: input.nameEn,
    nameTr: input.nameTr || null,
    nameAr: input.nameAr || null,
    siteId: parent?.site_id ?? input.siteId ?? null,
    orgId: input.orgId ?? parent?.org_id ?? null,
    custodianUserId: input.custodianUserId ?? null,
    storageClass: input.storageClass,
    openedOn: input.openedOn ?? dayIn(ctx.mission.timeZone, ctx.now),
    lineage: [...(parent?.lineage ?? []), input.placeId],
    searchKey: placeKey(input),
    note: input.note || null,
    at: ctx.now.toISOString(),
  });
  ctx.touch('stock-place', input.placeId);
  return {};
});

export const handleChangePlace = handle(changePlace, async (ctx, input) => {
  await lockPlace.run(ctx.tx, { id: input.placeId });
  const now = await getFound(ctx, input.placeId);
  if (now.version !== input.version) throw problems.problem('changed-meanwhile', { seen: input.version, now: now.version });
  await updatePlace.run(ctx.tx, {
    id: now.id,
    parentId: now.parent_id,
    kind: now.kind,
    code: input.code,
    nameEn: input.nameEn,
    nameTr: input.nameTr || null,
    nameAr: input.nameAr || null,
    siteId: now.site_id,
    orgId: input.orgId ?? null,
    custodianUserId: input.custodianUserId ?? null,
    storageClass: input.storageClass,
    openedOn: now.opened_on,
    lineage: now.lineage,
    searchKey: placeKey(input),
    note: input.note || null,
    at: ctx.now.toISOString(),
  });
  ctx.touch('stock-place', now.id);
  return {};
});

export const handleClosePlace = handle(closePlaceCommand, async (ctx, input) => {
  await lockPlace.run(ctx.tx, { id: input.placeId });
  const now = await getFound(ctx, input.placeId);
  const problem = decideClose(viewOf(now), input.closedOn, await countUnder.one(ctx.tx, { id: now.id }));
  if (problem) throw problem;
  await setPlaceStatus.run(ctx.tx, { id: now.id, status: 'closed', closedOn: input.closedOn });
  ctx.touch('stock-place', now.id);
  return {};
});

export const handleReopenPlace = handle(reopenPlace, async (ctx, input) => {
  const now = await getFound(ctx, input.placeId);
  if (now.status === 'open') throw problems.problem('place-not-closed');
  const parent = now.parent_id ? await findPlace.maybe(ctx.tx, { id: now.parent_id }) : undefined;
  if (parent?.status === 'closed') throw problems.problem('parent-closed');
  if (now.site_status === 'closed') throw problems.problem('site-closed');
  await setPlaceStatus.run(ctx.tx, { id: now.id, status: 'open', closedOn: null });
  ctx.touch('stock-place', now.id);
  return {};
});

async function getFound(ctx: RequestContext, id: string): Promise<PlaceFound> {
  const place = await findPlace.maybe(ctx.tx, { id });
  if (!place) throw problems.problem('place-not-found');
  return place;
}

const viewOf = (place: PlaceFound) => ({ kind: place.kind, status: place.status, openedOn: place.opened_on, version: place.version });

/** Where a place lies, for the question whether it is within somebody's reach. */
export function placePosition(place: { site_id: string | null; org_id: string | null; areas: string[] | null }): Position {
  return {
    areas: place.areas ?? [],
    ...(place.site_id ? { sites: [place.site_id] } : {}),
    ...(place.org_id ? { orgs: [place.org_id] } : {}),
  };
}

/** The position of what lies at many places at once; undefined when there is no such thing. */
export function positionOfSpread({
  found,
  areas,
  sites,
  orgs,
}: {
  readonly found: boolean;
  readonly areas: readonly string[];
  readonly sites: readonly string[];
  readonly orgs: readonly string[];
}): Position | undefined {
  return found ? { areas, sites, orgs } : undefined;
}

function shown(place: PlaceFound) {
  return {
    id: place.id,
    parentId: place.parent_id,
    depth: place.lineage.length - 1,
    kind: place.kind,
    code: place.code,
    nameEn: place.name_en,
    nameTr: place.name_tr,
    nameAr: place.name_ar,
    siteId: place.site_id,
    siteCode: place.site_code,
    siteNames: namesOf(place.site_en, place.site_tr, place.site_ar),
    orgId: place.org_id,
    orgNames: namesOf(place.org_en, place.org_tr, place.org_ar),
    custodianUserId: place.custodian_user_id,
    custodianName: place.custodian_name,
    storageClass: place.storage_class,
    status: place.status,
    openedOn: place.opened_on,
    closedOn: place.closed_on,
    children: place.children,
    items: place.items,
  };
}

export const answerListPlaces = answer(listPlaces, async (ctx, input) => {
  const key = input.search ? fold(input.search) : '';
  const rows = await listPlaceRows.all(ctx.tx, {
    reach: ctx.reach(listPlaces.name, placeReach),
    trucks: ctx.can(seeTrucks.name),
    key: key === '' ? null : key,
    kinds: input.kinds ?? null,
    under: input.under ?? null,
    parentId: input.parentId ?? null,
    root: input.root ?? null,
    siteId: input.siteId ?? null,
    orgId: input.orgId ?? null,
    status: input.status ?? null,
    sort: input.sort,
    limit: input.limit,
    offset: input.offset,
  });
  return { total: rows[0]?.total ?? 0, rows: rows.map(shown) };
});

const placeAbilities = [openPlace.name, changePlace.name, closePlaceCommand.name, reopenPlace.name, listStock.name];

export const answerGetPlace = answer(getPlace, async (ctx, input) => {
  const place = await getFound(ctx, input.placeId);
  // A truck is found by those who may see what moves.
  if (place.kind === 'truck' && !ctx.can(seeTrucks.name)) throw problems.problem('place-not-found');
  const path = await listPath.all(ctx.tx, { ids: place.lineage });
  return {
    ...shown(place),
    note: place.note,
    waived: await isWaived(ctx, place.org_id, place.areas ?? []),
    path: path.map((row) => ({
      id: row.id,
      code: row.code,
      kind: row.kind,
      nameEn: row.name_en,
      nameTr: row.name_tr,
      nameAr: row.name_ar,
    })),
    version: place.version,
    abilities: ctx.abilities(placeAbilities, placePosition(place)),
  };
});

export const answerSearchPlaces = answer(searchPlaces, async (ctx, input) => {
  const rows = await searchPlaceRows.all(ctx.tx, {
    reach: ctx.reach(listPlaces.name, placeReach),
    trucks: ctx.can(seeTrucks.name),
    key: fold(input.text),
    kinds: input.kinds ?? null,
    under: input.under ?? null,
    limit: input.limit,
  });
  return {
    rows: rows.map((row) => ({
      id: row.id,
      kind: row.kind,
      code: row.code,
      nameEn: row.name_en,
      nameTr: row.name_tr,
      nameAr: row.name_ar,
      within: row.within,
      status: row.status,
    })),
  };
});

export const answerSearchCustodians = answer(searchCustodians, async (ctx, input) => {
  const text = input.text.replaceAll(/[%_\\]/g, '');
  return {
    rows: await searchCustodianRows.all(ctx.tx, { text, orgId: input.orgId ?? null, userId: input.userId ?? null, limit: input.limit }),
  };
});

import { listPublicKeys } from '#foundation/keys/signing-keys.repo.ts';
import type { RequestContext } from '#foundation/pipeline/context.ts';
import { servePack } from '#foundation/pipeline/packs.ts';
import { toBase64Url } from '#foundation/signed-code.ts';
import { isWaived } from '#kernel/places/server/index.ts';
import { countPack } from '../../contract/field/count.ts';
import { storePack } from '../../contract/field/store.ts';
import { tripPack } from '../../contract/field/trip.ts';
import { storeProblems } from '../../contract/stores/problems.ts';
import { transportProblems } from '../../contract/transport/problems.ts';
import { seeMovements } from '../../contract/transport/shipments.ts';
import { asksFor, toleranceOf } from '../stores/count-asks.ts';
import { listTakes } from '../stores/counts.repo.ts';
import { placeReach } from '../stores/documents.repo.ts';
import { findRules } from '../stores/keeping.repo.ts';
import { said } from '../transport/said.ts';
import { legReach } from '../transport/reach.repo.ts';
import {
  findCountHead,
  findTripPack,
  listCountOffers,
  listCountPackLines,
  listKnownItems,
  listPlacesInside,
  listStoreOffers,
  listTripOffers,
} from './packs.repo.ts';
import type { CountLineFound, TripReach } from './packs.repo.ts';

const day = 86_400_000;
/** Days a truck's, a count's and a store's data stay readable on a phone. */
const tripDays = 14;
const countDays = 7;
const storeDays = 14;

const keysOf = async (ctx: RequestContext) =>
  (await listPublicKeys.all(ctx.tx, {})).map(({ id, public_key: key }) => ({ id, key: toBase64Url(key) }));
const after = (ctx: RequestContext, since: string | Date, days: number) =>
  new Date(Math.max(new Date(since).getTime() + days * day, ctx.now.getTime() + 2 * day));

const tripReach = (ctx: RequestContext): TripReach => ({
  reach: legReach(ctx, tripPack.name),
  live: legReach(ctx, seeMovements.name),
  orgId: ctx.actor.orgId,
});

export const serveTrip = servePack(
  tripPack,
  async (ctx, { leg }) => {
    const found = await findTripPack.maybe(ctx.tx, { ...tripReach(ctx), legId: leg });
    if (!found) throw transportProblems.problem('leg-not-found');
    const { plannedAt, consigneeOrgId, areas, ...data } = found;
    const waived = await isWaived(ctx, consigneeOrgId, areas ?? []);
    const [from, to] = [said(data.from, waived), said(data.to, waived)];
    const onward = data.onward.map((truck) => ({ ...truck, to: said(truck.to, waived) }));
    return {
      title: data.waybill,
      until: after(ctx, plannedAt, tripDays),
      data: { ...data, from, to, onward, waived, keys: await keysOf(ctx) },
    };
  },
  async (ctx) => {
    const until = new Date(ctx.now.getTime() + 2 * day).toISOString();
    const rows = await listTripOffers.all(ctx.tx, { ...tripReach(ctx), until });
    return rows.map((row) => ({
      params: { leg: row.legId },
      title: `${row.waybill} · ${row.to}`,
      until: after(ctx, row.plannedAt, tripDays),
    }));
  },
);

export const serveCount = servePack(
  countPack,
  async (ctx, { count }) => {
    const head = await findCountHead.maybe(ctx.tx, { reach: ctx.reach(countPack.name, placeReach), id: count });
    if (!head) throw storeProblems.problem('count-not-found');
    const rules = toleranceOf(await findRules.one(ctx.tx, {}));
    const takes = new Map((await listTakes.all(ctx.tx, { id: head.id, lines: null })).map((line) => [line.line, line]));
    const found = await listCountPackLines.all(ctx.tx, { id: head.id });
    const marks = marksOf(found);
    const lines = found.map(({ grantId: _grant, ...line }) => ({
      ...line,
      mark: marks.get(line.line) ?? null,
      ask: asksFor(rules, takes.get(line.line)!, ctx.actor.userId),
    }));
    const places = await listPlacesInside.all(ctx.tx, { id: head.place.id });
    const items = (await listKnownItems.all(ctx.tx, {})).map((row) => row.item);
    const place = said(head.place, await isWaived(ctx, head.orgId, head.areas ?? []));
    const data = { countId: head.id, number: head.number, place, places, items, lines };
    return { title: `${head.number} · ${head.place.code}`, until: after(ctx, head.plannedAt, countDays), data };
  },
  async (ctx) => {
    const rows = await listCountOffers.all(ctx.tx, { reach: ctx.reach(countPack.name, placeReach) });
    return rows.map((row) => ({
      params: { count: row.id },
      title: `${row.number} · ${row.place.code}`,
      until: after(ctx, row.plannedAt, countDays),
    }));
  },
);

/** Letters that tell apart what is one item, lot and condition in one bin, and belongs to different grants. */
function marksOf(lines: readonly CountLineFound[]): Map<number, string> {
  const alike = Map.groupBy(lines, (line) => [line.item.id, line.lotId, line.placeId, line.condition].join(' '));
  return new Map(
    [...alike.values()]
      .filter((rows) => rows.length > 1)
      .flatMap((rows) => rows.map((row, at) => [row.line, String.fromCodePoint(65 + (at % 26))] as const)),
  );
}

export const serveStore = servePack(
  storePack,
  async (ctx, { place }) => {
    const store = await listStoreOffers.maybe(ctx.tx, { reach: ctx.reach(storePack.name, placeReach), id: place });
    if (!store) throw storeProblems.problem('place-not-found');
    const items = (await listKnownItems.all(ctx.tx, {})).map((row) => row.item);
    const places = await listPlacesInside.all(ctx.tx, { id: store.id });
    const until = new Date(Math.ceil(ctx.now.getTime() / day) * day + storeDays * day);
    const waived = await isWaived(ctx, store.orgId, store.areas ?? []);
    const data = { place: said(store.place, waived), country: store.country, waived, places, items, keys: await keysOf(ctx) };
    return { title: store.place.code, until, data };
  },
  async (ctx) => {
    const until = new Date(Math.ceil(ctx.now.getTime() / day) * day + storeDays * day);
    const rows = await listStoreOffers.all(ctx.tx, { reach: ctx.reach(storePack.name, placeReach), id: null });
    return rows.map((row) => ({ params: { place: row.id }, title: row.place.code, until }));
  },
);

import type * as z from 'zod';
import { signer } from '#foundation/keys/signer.ts';
import { handle } from '#foundation/pipeline/context.ts';
import type { CommandContext } from '#foundation/pipeline/context.ts';
import { commonProblems } from '#foundation/problem.ts';
import { onlyOrg } from '#kernel/access/server/index.ts';
import { closePlace, makePointPlace, placeOf, voidGoodsHolds } from '#kernel/goods/server/index.ts';
import { numberFor, screening } from '#kernel/orgs/server/index.ts';
import { cancelEvent, changeEvent, planEvent } from '../contract/events.ts';
import { rescheduleEvent } from '../contract/day.ts';
import { problems } from '../contract/problems.ts';
import { mayDecide } from '../domain/states.ts';
import { countInLanes, findDayAt, insertEvent, keepLanes, keepTeam, setDay, updateEvent } from './events.repo.ts';
import { findPackage } from './packages.repo.ts';
import { getEventOf, mark } from './shared.ts';
import { findOrgOf, findSiteOf, setState } from './shared.repo.ts';
import type { EventFound } from './shared.repo.ts';
import { endReserved, listReserved } from './stock.repo.ts';

/** Kind of the signed code on a distribution's papers. */
const paperKind = 'de';
const stores = ['warehouse', 'hub', 'partner-store', 'delivery-point'];
type Described = Omit<z.output<typeof planEvent.input>, 'eventId' | 'placeId'>;

/** Site, organisation, store and lanes of what was said; answers where the site lies. */
async function checkEvent(ctx: CommandContext, said: Described): Promise<readonly string[]> {
  const site = await findSiteOf.maybe(ctx.tx, { id: said.siteId });
  if (!site) throw problems.problem('site-not-found');
  if (site.status === 'closed') throw problems.problem('site-closed');
  const only = await onlyOrg(ctx);
  const at = { orgs: [said.orgId], sites: [site.id], areas: site.lineage };
  if (!ctx.can(ctx.command.name, at) || (only !== null && only !== said.orgId))
    throw commonProblems.problem('not-permitted', { permission: ctx.command.name });
  const org = await findOrgOf.maybe(ctx.tx, { id: said.orgId });
  if (!org?.roles.some((role) => ['partner', 'un-agency', 'own'].includes(role))) throw problems.problem('not-a-partner');
  if (org.kind !== 'own') await screening.require(ctx, org.id);
  await checkStore(ctx, said.storeId, only);
  if (new Set(said.lanes.map((lane) => lane.no)).size < said.lanes.length) throw problems.problem('lanes-wrong');
  if (said.admits === 'rule' && said.expected === undefined) throw problems.problem('nothing-expected');
  return site.lineage;
}

/** Goods come from a store that is open, that whoever plans may use, and that is no other day's own place. */
async function checkStore(ctx: CommandContext, id: string, only: string | null): Promise<void> {
  const store = await placeOf(ctx, id);
  if (store.status !== 'open' || !stores.includes(store.kind) || (only !== null && store.orgId !== only))
    throw problems.problem('store-wrong', { store: store.code });
  if (await findDayAt.maybe(ctx.tx, { placeId: id })) throw problems.problem('store-wrong', { store: store.code });
}

const written = (ctx: CommandContext, said: Described) => ({
  title: said.title,
  packageId: said.packageId,
  admits: said.admits,
  orgId: said.orgId,
  siteId: said.siteId,
  storeId: said.storeId,
  givesOn: said.givesOn,
  expected: said.expected ?? null,
  planNumber: said.planNumber || null,
  note: said.note || null,
  by: ctx.actor.userId,
  at: ctx.now.toISOString(),
});

/** The version of the package that a distribution is planned with. */
async function versionOf(ctx: CommandContext, packageId: string): Promise<number> {
  const known = await findPackage.maybe(ctx.tx, { id: packageId, lock: false });
  if (!known) throw problems.problem('package-not-found');
  if (known.status === 'retired') throw problems.problem('package-retired', { package: known.code });
  return known.current;
}

export const handlePlanEvent = handle(planEvent, async (ctx, input) => {
  const lineage = await checkEvent(ctx, input);
  const packageVersion = await versionOf(ctx, input.packageId);
  const { eventId: id, placeId, siteId, orgId } = input;
  const number = await numberFor(ctx, 'DE', lineage, { kind: 'assistance-event', id });
  await makePointPlace(ctx, { id: placeId, code: number, nameEn: input.title, siteId, orgId });
  const paperCode = await signer().sign(ctx.tx, paperKind, { n: number }, ctx.now);
  await insertEvent.run(ctx.tx, { id, number, placeId, packageVersion, paperCode, ...written(ctx, input) });
  await keepLanes.run(ctx.tx, { eventId: id, lanes: input.lanes });
  await keepTeam.run(ctx.tx, { eventId: id, team: input.team });
  ctx.touch('assistance-event', id);
  return { number };
});

export const handleChangeEvent = handle(changeEvent, async (ctx, input) => {
  const event = await getEventOf(ctx, input.eventId, changeEvent.name, true);
  if (!mayDecide('change', event.state)) throw problems.problem('event-state', { state: event.state });
  if (event.version !== input.version) throw problems.problem('event-changed-meanwhile');
  if (event.state === 'stock_reserved' && input.storeId !== event.store_id) throw problems.problem('event-state', { state: event.state });
  await checkEvent(ctx, input);
  const gone = await countInLanes.one(ctx.tx, { eventId: event.id, keep: input.lanes.map((lane) => lane.laneId) });
  if (gone.tokens > 0) throw problems.problem('lanes-wrong', { tokens: gone.tokens });
  const packageVersion = input.packageId === event.package_id ? event.package_version : await versionOf(ctx, input.packageId);
  await updateEvent.run(ctx.tx, {
    id: event.id,
    number: event.number,
    placeId: event.place_id,
    paperCode: '',
    packageVersion,
    ...written(ctx, input),
  });
  await keepLanes.run(ctx.tx, { eventId: event.id, lanes: input.lanes });
  await keepTeam.run(ctx.tx, { eventId: event.id, team: input.team });
  ctx.touch('assistance-event', event.id);
  return {};
});

/** Gives back what the store had promised. */
export async function giveBack(ctx: CommandContext, event: EventFound): Promise<number> {
  const held = await listReserved.all(ctx.tx, { eventId: event.id });
  if (held.length === 0) return 0;
  await voidGoodsHolds(
    ctx,
    held.map((row) => row.id),
  );
  await endReserved.run(ctx.tx, { eventId: event.id, state: 'released' });
  return held.length;
}

export const handleCancelEvent = handle(cancelEvent, async (ctx, input) => {
  const event = await getEventOf(ctx, input.eventId, cancelEvent.name, true);
  if (!mayDecide('cancel', event.state)) throw problems.problem('event-state', { state: event.state });
  await giveBack(ctx, event);
  await closePlace(ctx, event.place_id);
  await setState.run(ctx.tx, { id: event.id, state: 'cancelled', at: ctx.now.toISOString() });
  await mark(ctx, event, 'cancelled', { reason: input.reason });
  return {};
});

export const handleRescheduleEvent = handle(rescheduleEvent, async (ctx, input) => {
  const event = await getEventOf(ctx, input.eventId, rescheduleEvent.name, true);
  if (!mayDecide('reschedule', event.state)) throw problems.problem('event-state', { state: event.state });
  const state = event.state === 'stopped' ? 'planned' : event.state;
  await setDay.run(ctx.tx, { id: event.id, givesOn: input.givesOn, state });
  await mark(ctx, event, 'rescheduled', { from: event.gives_on, to: input.givesOn, reason: input.reason });
  return {};
});

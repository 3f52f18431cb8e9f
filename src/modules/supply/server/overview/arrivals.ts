import type * as z from 'zod';
import { answer, handle } from '#foundation/pipeline/context.ts';
import type { CommandContext, PositionResolver } from '#foundation/pipeline/context.ts';
import { commonProblems } from '#foundation/problem.ts';
import type { Position } from '#foundation/scope.ts';
import { onlyOrg } from '#kernel/access/server/index.ts';
import { placeOf } from '#kernel/goods/server/index.ts';
import { announceArrival, cancelArrival, changeArrival, listArrivals } from '../../contract/overview/arrivals.ts';
import { overviewProblems } from '../../contract/overview/problems.ts';
import { mustBeItems, today } from '../requests/shared.ts';
import {
  cancelArrivalRow,
  deleteArrivalLines,
  findArrival,
  insertArrival,
  insertArrivalLines,
  listArrivalRows,
  lockArrival,
  updateArrival,
} from './arrivals.repo.ts';
import type { ArrivalFound, ArrivalRowFound } from './arrivals.repo.ts';
import { sortSeen } from '../grants.ts';
import { mayGrants } from './shared.ts';

type Described = Omit<z.output<typeof announceArrival.input>, 'arrivalId'>;

/** A store, not a truck, and one that the actor announces for; an arrival may be moved only to such a one too. */
async function mustBeStore(ctx: CommandContext, placeId: string): Promise<void> {
  const place = await placeOf(ctx, placeId);
  if (place.kind === 'truck') throw overviewProblems.problem('arrival-place-unfit', { place: place.code });
  if (!ctx.can(ctx.command.name, { areas: place.areas, sites: place.siteId ? [place.siteId] : [], orgs: place.orgId ? [place.orgId] : [] }))
    throw commonProblems.problem('not-permitted', { permission: ctx.command.name });
}

async function writeLines(ctx: CommandContext, id: string, said: Described, before: ArrivalFound['lines']): Promise<void> {
  await mustBeItems(
    ctx,
    said.lines.map((line) => line.itemId),
  );
  // Who does not read grants cannot say them, and so does not change which one a line stands for.
  const known = new Map(before.map((line) => [line.id, line.grant]));
  const grantOf = (line: Described['lines'][number]) => (mayGrants(ctx) ? (line.grantId ?? null) : (known.get(line.lineId) ?? null));
  await deleteArrivalLines.run(ctx.tx, { id });
  await insertArrivalLines.run(ctx.tx, {
    id,
    lines: said.lines.map((line, at) => ({
      id: line.lineId,
      line_no: at + 1,
      item_id: line.itemId,
      grant_id: grantOf(line),
      qty: line.qty,
    })),
  });
  ctx.touch('arrival', id);
}

const writeOf = (ctx: CommandContext, id: string, said: Described) => ({
  id,
  reference: said.reference,
  source: said.source,
  senderId: said.senderId ?? null,
  placeId: said.placeId,
  expectedOn: said.expectedOn,
  note: said.note || null,
  by: ctx.actor.userId,
  at: ctx.now.toISOString(),
});

export const handleAnnounceArrival = handle(announceArrival, async (ctx, { arrivalId, ...said }) => {
  await mustBeStore(ctx, said.placeId);
  await insertArrival.run(ctx.tx, writeOf(ctx, arrivalId, said));
  await writeLines(ctx, arrivalId, said, []);
  return {};
});

async function getOpen(ctx: CommandContext, id: string, version: number): Promise<ArrivalFound> {
  await lockArrival.run(ctx.tx, { id });
  const found = await findArrival.maybe(ctx.tx, { id });
  if (!found) throw overviewProblems.problem('arrival-not-found');
  if (found.version !== version) throw overviewProblems.problem('arrival-changed-meanwhile', { seen: version, now: found.version });
  if (found.state === 'cancelled') throw overviewProblems.problem('arrival-cancelled', { reference: found.reference });
  return found;
}

export const handleChangeArrival = handle(changeArrival, async (ctx, { arrivalId, version, ...said }) => {
  const found = await getOpen(ctx, arrivalId, version);
  await mustBeStore(ctx, said.placeId);
  await updateArrival.run(ctx.tx, writeOf(ctx, arrivalId, said));
  await writeLines(ctx, arrivalId, said, found.lines);
  return {};
});

export const handleCancelArrival = handle(cancelArrival, async (ctx, { arrivalId, version, reason }) => {
  await getOpen(ctx, arrivalId, version);
  await cancelArrivalRow.run(ctx.tx, { id: arrivalId, reason });
  ctx.touch('arrival', arrivalId);
  return {};
});

const positionOf = (at: { areas: string[] | null; site: string | null; org: string | null }): Position => ({
  ...(at.areas ? { areas: at.areas } : {}),
  ...(at.site ? { sites: [at.site] } : {}),
  ...(at.org ? { orgs: [at.org] } : {}),
});
/** An arrival lies where it comes to. */
export const arrivalPosition: PositionResolver = async (tx, id) => {
  const found = await findArrival.maybe(tx, { id });
  return found && positionOf(found);
};

export const answerListArrivals = answer(listArrivals, async (ctx, input) => {
  const grants = mayGrants(ctx);
  const rows = await listArrivalRows.all(ctx.tx, {
    reach: ctx.reach(listArrivals.name, { areas: 'a.lineage', site: 'p.site_id', org: 'p.org_id' }),
    onlyOrg: await onlyOrg(ctx),
    search: input.search || null,
    state: input.state ?? null,
    open: input.open ?? null,
    arrivalId: input.arrivalId ?? null,
    item: input.item ?? null,
    family: input.family ?? null,
    grant: grants ? (input.grant ?? null) : null,
    placeId: input.placeId ?? null,
    today: today(ctx),
    sort: sortSeen(ctx, input.sort),
    limit: input.limit,
    offset: input.offset,
  });
  const abilities = (row: ArrivalRowFound) =>
    row.state === 'cancelled' ? [] : ctx.abilities([changeArrival.name, cancelArrival.name], positionOf(row));
  return {
    total: rows[0]?.total ?? 0,
    rows: rows.map((row) => ({
      lineId: row.line,
      arrivalId: row.arrival,
      version: row.version,
      reference: row.reference,
      source: row.source,
      senderId: row.sender,
      senderNames: row.sender_names ?? {},
      placeId: row.place,
      placeCode: row.place_code,
      placeNames: row.place_names,
      expectedOn: row.expected_on,
      state: row.state,
      note: row.note,
      cancelReason: row.cancel_reason,
      itemId: row.item,
      itemCode: row.item_code,
      itemNames: row.item_names,
      unit: row.unit,
      grantId: grants ? row.grant_id : null,
      grantCode: grants ? row.grant_code : null,
      qty: row.qty,
      received: row.state === 'cancelled' ? 0 : row.qty - row.still,
      left: row.still,
      abilities: abilities(row),
    })),
  };
});

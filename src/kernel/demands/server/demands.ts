import { answer, handle } from '#foundation/pipeline/context.ts';
import type { RequestContext } from '#foundation/pipeline/context.ts';
import { dayIn } from '#foundation/time.ts';
import { decideDemand, getDemand, handOver, listDemands, listMyExports, receiveDemand } from '../contract/demands.ts';
import { problems } from '../contract/problems.ts';
import { dueOf, grants, hoursUntil } from '../domain/demands.ts';
import {
  insertDecision,
  insertDemand,
  insertHandOver,
  listDecisions,
  listDemandRows,
  listExports,
  listHandOvers,
  lockDemand,
} from './demands.repo.ts';
import type { DemandFound } from './demands.repo.ts';
import { openWords, sealWords } from './sealing.ts';

export const demandWaits = 'demands.demand-waits';
export const givenUndecided = 'demands.given-undecided';

const today = (ctx: RequestContext): string => dayIn(ctx.mission.timeZone, ctx.now);
const subjectOf = (demandId: string) => ({ kind: 'demand', id: demandId });

export const handleReceiveDemand = handle(receiveDemand, async (ctx, input) => {
  const receivedAt = input.receivedAt ? new Date(input.receivedAt) : ctx.command.occurredAt;
  const dueOn = dueOf(dayIn(ctx.mission.timeZone, receivedAt), input.dueOn);
  await insertDemand.run(ctx.tx, {
    id: input.demandId,
    orgId: input.orgId ?? null,
    channel: input.channel,
    classes: [...new Set(input.classes)],
    sealed: await sealWords(ctx.tx, input.demandId, { who: input.who, asks: input.asks }),
    receivedAt: receivedAt.toISOString(),
    dueOn,
    by: ctx.actor.userId,
    at: ctx.now.toISOString(),
  });
  // Neither who asked nor what for goes to the desk.
  const desk = { kind: demandWaits, subject: subjectOf(input.demandId), position: {} };
  await ctx.raise({ ...desk, figures: {}, dueInHours: hoursUntil(dueOn, ctx.now) });
  ctx.touch('demand', input.demandId);
  return {};
});

export const handleDecideDemand = handle(decideDemand, async (ctx, input) => {
  if (!(await lockDemand.maybe(ctx.tx, { id: input.demandId }))) throw problems.problem('demand-not-found');
  const [last] = await listDecisions.all(ctx.tx, { demandId: input.demandId });
  if ((last?.id ?? null) !== (input.after ?? null)) throw problems.problem('decided-meanwhile');
  const { decisionId: id, demandId, outcome, grounds } = input;
  const at = ctx.now.toISOString();
  await insertDecision.run(ctx.tx, { id, demandId, outcome, grounds, gives: input.gives ?? null, by: ctx.actor.userId, at });
  await ctx.settle(demandWaits, subjectOf(demandId));
  ctx.touch('demand', demandId);
  return {};
});

export const handleHandOver = handle(handOver, async (ctx, input) => {
  if (!(await lockDemand.maybe(ctx.tx, { id: input.demandId }))) throw problems.problem('demand-not-found');
  const [last] = await listDecisions.all(ctx.tx, { demandId: input.demandId });
  const decisionId = last && grants(last.outcome) ? last.id : null;
  await insertHandOver.run(ctx.tx, {
    id: input.handOverId,
    demandId: input.demandId,
    decisionId,
    given: input.given,
    persons: input.persons,
    readId: input.exportId ?? null,
    at: (input.givenAt ? new Date(input.givenAt) : ctx.command.occurredAt).toISOString(),
    by: ctx.actor.userId,
  });
  if (decisionId === null)
    await ctx.raise({ kind: givenUndecided, subject: subjectOf(input.demandId), figures: { persons: input.persons }, position: {} });
  ctx.touch('demand', input.demandId);
  return {};
});

const shown = (row: DemandFound) => ({
  id: row.id,
  receivedAt: row.received_at.toISOString(),
  dueOn: row.due_on,
  orgId: row.org_id,
  orgNames: row.org_names,
  channel: row.channel,
  classes: row.classes,
  state: row.state,
  handOvers: row.hand_overs,
  receivedBy: row.received_by_name,
});

export const answerListDemands = answer(listDemands, async (ctx, input) => {
  const rows = await listDemandRows.all(ctx.tx, {
    id: null,
    state: input.state ?? null,
    channel: input.channel ?? null,
    today: today(ctx),
    sort: input.sort,
    limit: input.limit,
    offset: input.offset,
  });
  return { total: rows[0]?.total ?? 0, rows: rows.map(shown) };
});

export const answerGetDemand = answer(getDemand, async (ctx, input) => {
  const filter = { id: input.demandId, state: null, channel: null, today: today(ctx), sort: undefined, limit: 1, offset: 0 };
  const row = await listDemandRows.maybe(ctx.tx, filter);
  if (!row) throw problems.problem('demand-not-found');
  const words = await openWords(ctx.tx, row.sealed);
  const [decisions, given] = [await listDecisions.all(ctx.tx, { demandId: row.id }), await listHandOvers.all(ctx.tx, { demandId: row.id })];
  const mayDecide = row.received_by === ctx.actor.userId ? [] : [decideDemand.name];
  return {
    ...shown(row),
    receivedById: row.received_by,
    who: words?.who ?? null,
    asks: words?.asks ?? null,
    decisions: decisions.map(({ decided_at, ...decision }) => ({ ...decision, at: decided_at.toISOString() })),
    given: given.map((one) => ({
      id: one.id,
      given: one.given,
      persons: one.persons,
      decided: one.decision_id !== null,
      by: one.by,
      at: one.given_at.toISOString(),
      export: one.query === null ? null : { query: one.query, rows: one.row_count ?? 0, at: one.read_at!.toISOString() },
    })),
    abilities: ctx.abilities([...mayDecide, handOver.name], {}),
  };
});

export const answerListMyExports = answer(listMyExports, async (ctx) => {
  const since = new Date(ctx.now.getTime() - 60 * 86_400_000).toISOString();
  const rows = await listExports.all(ctx.tx, { actorId: ctx.actor.userId, since });
  return {
    rows: rows.map((row) => ({ id: row.id, query: row.query, format: row.format, rows: row.row_count, at: row.read_at.toISOString() })),
  };
});

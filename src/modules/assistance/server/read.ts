import { answer } from '#foundation/pipeline/context.ts';
import { dayIn } from '#foundation/time.ts';
import { onlyOrg } from '#kernel/access/server/index.ts';
import { isWaived } from '#kernel/places/server/index.ts';
import {
  bringStock,
  closeEvent,
  closeLane,
  countStock,
  getStatement,
  openEvent,
  releaseStock,
  rescheduleEvent,
  reserveStock,
  returnStock,
  signStatement,
  stopEvent,
} from '../contract/day.ts';
import { cancelEvent, changeEvent, getEvent, listEvents } from '../contract/events.ts';
import { keySheet, recordHandover } from '../contract/handovers.ts';
import { getToday } from '../contract/needs.ts';
import { drawList, showNames } from '../contract/register-list.ts';
import { drawSample } from '../contract/samples.ts';
import type { EventState } from '../contract/shared.ts';
import { importTokens, loseToken } from '../contract/tokens.ts';
import { mayDecide } from '../domain/states.ts';
import { countToday, listEventRows, listLaneRows, listMarks, listTeam, noFilter } from './events.repo.ts';
import { statementOf } from './figures.ts';
import { listPackageLines } from './packages.repo.ts';
import { getEventOf, positionOf } from './shared.ts';
import { listSignatures } from './stock.repo.ts';

const columns = { areas: 'a.lineage', site: 'e.site_id', org: 'e.org_id' };
const iso = (at: Date | null) => at?.toISOString() ?? null;

export const answerListEvents = answer(listEvents, async (ctx, input) => {
  const rows = await listEventRows.all(ctx.tx, {
    reach: ctx.reach(listEvents.name, columns),
    onlyOrg: await onlyOrg(ctx),
    search: input.search ?? null,
    states: input.states ?? null,
    orgId: input.orgId ?? null,
    siteId: input.siteId ?? null,
    from: input.from ?? null,
    to: input.to ?? null,
    sort: input.sort,
    limit: input.limit,
    offset: input.offset,
  });
  return { total: rows[0]?.total ?? 0, rows: rows.map(({ total: _total, ...row }) => row) };
});

/** What may be done now: wishes by the state, facts as long as the day is not over. */
function offered(state: EventState): string[] {
  const running = ['planned', 'stock_reserved', 'open', 'stopped', 'counting'].includes(state);
  return [
    ...(mayDecide('change', state) ? [changeEvent.name] : []),
    ...(mayDecide('cancel', state) ? [cancelEvent.name] : []),
    ...(mayDecide('reserve', state) ? [reserveStock.name] : []),
    ...(mayDecide('release', state) ? [releaseStock.name] : []),
    ...(mayDecide('reschedule', state) ? [rescheduleEvent.name] : []),
    ...(mayDecide('list', state) ? [importTokens.name, loseToken.name, drawList.name, showNames.name] : []),
    ...(['planned', 'stock_reserved', 'stopped'].includes(state) ? [openEvent.name] : []),
    ...(state === 'open' ? [stopEvent.name, closeLane.name] : []),
    ...(running ? [bringStock.name, recordHandover.name] : []),
    ...(['open', 'stopped', 'counting'].includes(state) ? [countStock.name, keySheet.name] : []),
    ...(['planned', 'cancelled', 'closed'].includes(state) ? [] : [returnStock.name]),
    ...(mayDecide('sign', state) ? [signStatement.name] : []),
    ...(mayDecide('close', state) ? [closeEvent.name] : []),
    ...(mayDecide('sample', state) ? [drawSample.name] : []),
  ];
}

export const answerGetEvent = answer(getEvent, async (ctx, { eventId }) => {
  const event = await getEventOf(ctx, eventId, listEvents.name);
  const { found, stock, people, uncounted } = await statementOf(ctx, eventId);
  const { delegates: _delegates, withoutProof: _without, handovers: _handovers, ...row } = found;
  const lines = await listPackageLines.all(ctx.tx, { packageId: row.packageId, version: row.packageVersion });
  const lanes = await listLaneRows.all(ctx.tx, { eventId });
  const marks = await listMarks.all(ctx.tx, { eventId });
  return {
    ...row,
    waived: await isWaived(ctx, event.org_id, event.lineage),
    openedAt: iso(row.openedAt),
    stoppedAt: iso(row.stoppedAt),
    countedAt: iso(row.countedAt),
    closedAt: iso(row.closedAt),
    lines: lines.map(({ version: _version, ...line }) => line),
    stock,
    lanes: lanes.map((lane) => ({ ...lane, closedAt: iso(lane.closedAt), lastAt: iso(lane.lastAt) })),
    team: await listTeam.all(ctx.tx, { eventId }),
    people,
    householdsUncounted: uncounted,
    marks: marks.map((one) => ({ ...one, occurredAt: one.occurredAt.toISOString() })),
    abilities: ctx.abilities(offered(event.state), positionOf(event)),
  };
});

export const answerGetStatement = answer(getStatement, async (ctx, { eventId }) => {
  const event = await getEventOf(ctx, eventId, listEvents.name);
  const { found, stock, people, hash } = await statementOf(ctx, eventId);
  const signatures = await listSignatures.all(ctx.tx, { eventId });
  return {
    stock,
    households: found.served,
    people,
    handovers: found.handovers,
    undone: found.undone,
    delegates: found.delegates,
    withoutProof: found.withoutProof,
    figuresHash: hash,
    signatures: signatures.map(({ hash: signed, at, ...one }) => ({ ...one, at: at.toISOString(), current: signed === hash })),
    abilities: ctx.abilities(
      [...(mayDecide('sign', event.state) ? [signStatement.name] : []), ...(mayDecide('close', event.state) ? [closeEvent.name] : [])],
      positionOf(event),
    ),
  };
});

export const answerGetToday = answer(getToday, async (ctx) => {
  const today = dayIn(ctx.mission.timeZone, ctx.now);
  const soon = dayIn(ctx.mission.timeZone, new Date(ctx.now.getTime() + 3 * 86_400_000));
  const reach = ctx.reach(listEvents.name, columns);
  const only = await onlyOrg(ctx);
  const rows = await listEventRows.all(ctx.tx, {
    ...noFilter,
    reach,
    onlyOrg: only,
    states: ['planned', 'stock_reserved', 'open', 'stopped', 'counting'],
    to: today,
    limit: 8,
  });
  const events = rows.map(({ id, number, title, state, givesOn, siteNames, expected, served, odd }) => {
    return { id, number, title, state, givesOn, siteNames, expected, served, odd };
  });
  return { events, ...(await countToday.one(ctx.tx, { reach, onlyOrg: only, today, soon })) };
});

import { answer } from '#foundation/pipeline/context.ts';
import { dayIn } from '#foundation/time.ts';
import { statusOn } from '#kernel/places/domain/crossings.ts';
import { listPastMovements, listTrucks } from '../../contract/transport/board.ts';
import { seeMovements } from '../../contract/transport/shipments.ts';
import { boardColumn, dayBounds, isLate, notifiedWord } from '../../domain/transport/board.ts';
import { listPastRows, listTruckRows } from './board.repo.ts';
import type { TruckFound } from './board.repo.ts';
import { legReach } from './reach.repo.ts';

export const answerListTrucks = answer(listTrucks, async (ctx, input) => {
  const day = input.day ?? dayIn(ctx.mission.timeZone, ctx.now);
  const { start, end } = dayBounds(ctx.mission.timeZone, day);
  const rows = await listTruckRows.all(ctx.tx, {
    reach: legReach(ctx, seeMovements.name),
    dayStart: start.toISOString(),
    dayEnd: end.toISOString(),
  });
  const cards = rows.map((row) => card(row, ctx.now));
  // Of those planned for the days to come only what asks for another way: their gate is closed on their day.
  return {
    day,
    rows: cards.filter((row) => row.state !== 'planned' || row.plannedAt < end.toISOString() || row.crossingStatus === 'closed'),
  };
});

function card(row: TruckFound, now: Date) {
  const { words, stateAt, plannedAt, asked, accepted, refused, ...rest } = row;
  return {
    ...rest,
    crossingStatus: row.crossingDay ? statusOn(words, row.crossingDay).status : null,
    since: stateAt?.toISOString() ?? null,
    plannedAt: plannedAt.toISOString(),
    column: boardColumn(row.state, { crosses: row.crossingId !== null, toHub: row.to.kind === 'hub' }),
    notified: row.crossingId === null ? null : notifiedWord({ asked, accepted, refused, lines: row.lines }),
    late: isLate(row.state, stateAt ?? plannedAt, now),
  };
}

export const answerListPastMovements = answer(listPastMovements, async (ctx, input) => {
  const rows = await listPastRows.all(ctx.tx, {
    reach: legReach(ctx, listPastMovements.name),
    today: dayIn(ctx.mission.timeZone, ctx.now),
    timeZone: ctx.mission.timeZone,
    from: input.from ?? null,
    to: input.to ?? null,
    sort: input.sort,
    limit: input.limit,
    offset: input.offset,
  });
  return { total: rows[0]?.total ?? 0, rows: rows.map(({ total: _total, ...row }) => row) };
});

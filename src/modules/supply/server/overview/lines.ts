import { answer } from '#foundation/pipeline/context.ts';
import { listConsignmentLines } from '../../contract/overview/lines.ts';
import { seeMovements } from '../../contract/transport/shipments.ts';
import { endOf } from '../../domain/overview/lines.ts';
import { today } from '../requests/shared.ts';
import { legReach } from '../transport/reach.repo.ts';
import { listLineRows, listMonths } from './lines.repo.ts';

export const answerListConsignmentLines = answer(listConsignmentLines, async (ctx, input) => {
  const near = ctx.can(seeMovements.name);
  const asked = {
    // Sites and plans only as far as the right to see movements reaches.
    reach: legReach(ctx, near ? seeMovements.name : listConsignmentLines.permission),
    near,
    timeZone: ctx.mission.timeZone,
    today: today(ctx),
  };
  const months = (await listMonths.all(ctx.tx, asked)).map((row) => row.month);
  const now = asked.today.slice(0, 7);
  const month = input.month ?? months.findLast((each) => each <= now) ?? now;
  const rows = await listLineRows.all(ctx.tx, { ...asked, month });
  const lines = rows.flatMap(({ id, start, end, trucks, planned }) => {
    const [from, to] = [endOf(start), endOf(end)];
    return from && to ? [{ id, from, to, trucks, planned }] : [];
  });
  return { month, months, near, lines };
});

import { answer } from '#foundation/pipeline/context.ts';
import { dayIn } from '#foundation/time.ts';
import { getToday, listReads } from '../contract/desk.ts';
import { listPairs } from '../contract/matching.ts';
import { getPerson } from '../contract/queries.ts';
import { countToday, listReadsOf } from './desk.repo.ts';
import { getHouseholdRow, getPersonRow } from './find.ts';
import { listPairRows } from './matching.repo.ts';

/** The first moment of the mission's day. */
function dayBegins(timeZone: string, now: Date): string {
  const today = dayIn(timeZone, now);
  let at = Math.floor(now.getTime() / 3_600_000) * 3_600_000;
  while (dayIn(timeZone, new Date(at - 1)) === today) at -= 3_600_000;
  return new Date(at).toISOString();
}

export const answerGetToday = answer(getToday, async (ctx) => {
  const reach = ctx.reach(getPerson.name, { areas: 'h.areas', site: 'h.site_id' });
  const counts = await countToday.one(ctx.tx, { reach, from: dayBegins(ctx.mission.timeZone, ctx.now) });
  const pairs = ctx.can(listPairs.name)
    ? await listPairRows.all(ctx.tx, {
        reachA: ctx.reach(getPerson.name, { areas: 'a.areas', site: 'a.site_id' }),
        reachB: ctx.reach(getPerson.name, { areas: 'b.areas', site: 'b.site_id' }),
        state: 'open',
        personId: null,
        limit: 1,
        offset: 0,
      })
    : [];
  return {
    households: counts.households,
    persons: counts.persons,
    withoutCard: counts.without_card,
    spotChecks: counts.spot_checks,
    openPairs: pairs[0]?.total ?? 0,
  };
});

export const answerListReads = answer(listReads, async (ctx, input) => {
  // Who may not see the record does not learn who did.
  if (input.kind === 'person') await getPersonRow(ctx, input.id);
  else await getHouseholdRow(ctx, input.id);
  const rows = await listReadsOf.all(ctx.tx, { kind: input.kind, id: input.id });
  return {
    total: rows[0]?.total ?? 0,
    rows: rows.map((row) => ({
      id: row.id,
      by: row.by,
      program: row.program,
      query: row.query,
      printed: row.printed,
      at: row.read_at.toISOString(),
    })),
  };
});

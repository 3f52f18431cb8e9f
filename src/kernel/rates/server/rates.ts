import { answer, handle } from '#foundation/pipeline/context.ts';
import type { RequestContext } from '#foundation/pipeline/context.ts';
import type { Rate } from '#foundation/money.ts';
import { dayIn } from '#foundation/time.ts';
import { problems } from '../contract/problems.ts';
import { enterRates, listRates } from '../contract/rates.ts';
import { findCurrent, findRateOn, insertRates, listRateRows, replaceRates } from './rates.repo.ts';

/** A rate older than this many days is no rate of the day. */
const oldest = 31;

const trimmed = (rate: string) => (rate.includes('.') ? rate.replace(/\.?0+$/, '') : rate).replace(/^0+(?=\d)/, '');

/** What entering a rate would do to the one that holds now. */
export function effectOf(now: string | null, rate: string): 'new' | 'changed' | 'same' {
  if (now === null) return 'new';
  return now === trimmed(rate) ? 'same' : 'changed';
}

export const handleEnter = handle(enterRates, async (ctx, input) => {
  const today = dayIn(ctx.mission.timeZone, ctx.now);
  const late = input.rates.find((row) => row.day > today);
  if (late) throw problems.problem('day-too-late', { day: late.day });
  const keys = (rows: typeof input.rates) => ({
    from: rows.map((row) => row.from),
    to: rows.map((row) => row.to),
    day: rows.map((row) => row.day),
  });
  const now = await findCurrent.all(ctx.tx, keys(input.rates));
  const effects = input.rates.map((row, at) => effectOf(now[at]!.rate, row.rate));
  const wanted = input.rates.filter((_, at) => effects[at] !== 'same');
  if (wanted.length > 0) {
    const written = { at: ctx.now.toISOString(), commandId: ctx.command.id };
    await replaceRates.run(ctx.tx, { ...keys(wanted), at: written.at });
    await insertRates.run(ctx.tx, { ...keys(wanted), rate: wanted.map((row) => row.rate), source: input.source, ...written });
  }
  for (const pair of new Set(wanted.map((row) => `${row.from}-${row.to}`))) ctx.touch('exchange-rate', pair);
  return { rows: effects };
});

export const answerList = answer(listRates, async (ctx, input) => {
  const rows = await listRateRows.all(ctx.tx, {
    from: input.from ?? null,
    to: input.to ?? null,
    since: input.since ?? null,
    until: input.until ?? null,
    history: input.history,
    sort: input.sort,
    limit: input.limit,
    offset: input.offset,
  });
  const shown = rows.map(({ from, to, day, rate, source, recordedAt, replacedAt }) => ({
    from,
    to,
    day,
    rate,
    source,
    recordedAt: recordedAt.toISOString(),
    replacedAt: replacedAt?.toISOString() ?? null,
  }));
  return { total: rows[0]?.total ?? 0, rows: shown };
});

/** The rate of a day or the last one before it, at most a month old; converting with it keeps rate and day (`#foundation/money.ts`). */
export async function rateOn(ctx: RequestContext, from: string, to: string, day: string): Promise<Rate> {
  if (from === to) return { from, to, day, rate: '1' };
  const found = await findRateOn.maybe(ctx.tx, { from, to, day, oldest });
  if (!found) throw problems.problem('no-rate', { from, to, day });
  return { from, to, day: found.day, rate: found.rate };
}

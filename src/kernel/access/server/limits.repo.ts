import { defineSql, sql } from '#foundation/db/sql.ts';
import type { LimitRule } from '../domain/limits.ts';

export interface Take {
  readonly key: string;
  readonly rule: LimitRule;
}
const sample: Take = { key: 'x', rule: { free: 5, base: 15, cap: 900, forget: 3600 } };

/** Seconds to wait after n failures: the same as `waitAfter`, in one statement with the count. */
const wait = (failures: ReturnType<typeof sql>, { free, base, cap }: LimitRule) =>
  sql`make_interval(secs => case when ${failures} < ${free}::int then 0
      else least(${cap}::float8, ${base}::float8 * power(2, least(${failures} - ${free}::int, 20))) end)`;

/**
 * Counts an attempt as failed before it is looked at, so that parallel guesses cannot slip past the count. No row: the
 * source must wait. The time is that of the row's turn, not of the transaction's start: of two at once the later one
 * would else be told to wait for the earlier.
 */
export const takeAttempt = defineSql(
  'kervan.take-attempt',
  sample,
  ({ key, rule }: Take) => sql<{ failures: number }>`
    insert into sign_in_limits as l (key, failures, waits_until, forgotten_at)
    values (${key}, 1, clock_timestamp() + ${wait(sql`1`, rule)}, clock_timestamp() + make_interval(secs => ${rule.forget}))
    on conflict (key) do update set
      failures = case when l.forgotten_at <= clock_timestamp() then 1 else l.failures + 1 end,
      waits_until = clock_timestamp() + case when l.forgotten_at <= clock_timestamp() then ${wait(sql`1`, rule)} else ${wait(sql`(l.failures + 1)`, rule)} end,
      forgotten_at = clock_timestamp() + make_interval(secs => ${rule.forget})
    where l.waits_until <= clock_timestamp()
    returning failures`,
);

/** Seconds that a source must still wait. */
export const waitOf = defineSql(
  'kervan.wait-of',
  { key: 'x' },
  (p: { key: string }) => sql<{ seconds: number }>`
  select greatest(1, ceil(extract(epoch from waits_until - now())))::int as seconds from sign_in_limits where key = ${p.key} and waits_until > now()`,
);

/** Takes one attempt back: it did not fail. */
export const giveBack = defineSql(
  'kervan.give-back-attempt',
  { key: 'x' },
  (p: { key: string }) => sql`
  with rest as (update sign_in_limits set failures = failures - 1, waits_until = clock_timestamp() where key = ${p.key} and failures > 1)
  delete from sign_in_limits where key = ${p.key} and failures = 1`,
);

/** Forgets a source's failures: its owner has come in. */
export const forgetFailures = defineSql(
  'kervan.forget-failures',
  { key: 'x' },
  (p: { key: string }) => sql`delete from sign_in_limits where key = ${p.key}`,
);

/** Removes what is over: forgotten limits, ended sessions, links long dead, old lines of the sign-in log. */
export const tidyLimits = defineSql(
  'kervan.tidy-limits',
  {},
  () => sql`delete from sign_in_limits where forgotten_at < now() and waits_until < now()`,
);
export const tidySessions = defineSql(
  'kervan.tidy-sessions',
  { idle: 7200 },
  (p: { idle: number }) => sql`delete from sessions where expires_at < now() or last_seen_at < now() - make_interval(secs => ${p.idle})`,
);
export const tidyLog = defineSql(
  'kervan.tidy-sign-ins',
  { keep: 1 },
  (p: { keep: number }) => sql`delete from sign_ins where at < now() - make_interval(secs => ${p.keep})`,
);

import { orderBy } from '#foundation/db/order.ts';
import { defineSql, sql } from '#foundation/db/sql.ts';

const at = '2023-03-01T00:00:00Z';
const id = '00000000-0000-7000-8000-000000000001';

interface Keys {
  readonly from: readonly string[];
  readonly to: readonly string[];
  readonly day: readonly string[];
}
export interface CurrentRate {
  readonly at: number;
  readonly rate: string | null;
}
/** The rates that hold now for each of these, in their order. Of two who enter the same day at once, the index refuses one. */
export const findCurrent = defineSql(
  'rates.find-current',
  { from: ['USD'], to: ['TRY'], day: ['2023-02-10'] } as Keys,
  (p: Keys) => sql<CurrentRate>`
  select u.at::int as at, trim_scale(r.rate)::text as rate
    from unnest(${p.from}::text[], ${p.to}::text[], ${p.day}::date[]) with ordinality u("from", "to", day, at)
    left join exchange_rates r on r.from_currency = u."from" and r.to_currency = u."to" and r.day = u.day and r.replaced_at is null
   order by u.at`,
);

export const replaceRates = defineSql(
  'rates.replace',
  { from: ['USD'], to: ['TRY'], day: ['2023-02-10'], at } as Keys & { at: string },
  (p) => sql`
  update exchange_rates r set replaced_at = ${p.at} from unnest(${p.from}::text[], ${p.to}::text[], ${p.day}::date[]) u("from", "to", day)
   where r.from_currency = u."from" and r.to_currency = u."to" and r.day = u.day and r.replaced_at is null`,
);

interface NewRates extends Keys {
  readonly rate: readonly string[];
  readonly source: string;
  readonly at: string;
  readonly commandId: string;
}
export const insertRates = defineSql(
  'rates.insert',
  { from: ['USD'], to: ['TRY'], day: ['2023-02-10'], rate: ['18.8363'], source: 'bank', at, commandId: id } as NewRates,
  (p: NewRates) => sql`
  insert into exchange_rates (from_currency, to_currency, day, rate, source, recorded_at, command_id)
  select u."from", u."to", u.day, u.rate, ${p.source}, ${p.at}, ${p.commandId} from unnest(${p.from}::text[], ${p.to}::text[], ${p.day}::date[], ${p.rate}::numeric[]) u("from", "to", day, rate)`,
);

/** The newest rate on or before a day, at most so many days old. */
export const findRateOn = defineSql(
  'rates.find-on',
  { from: 'USD', to: 'TRY', day: '2023-02-10', oldest: 31 },
  (p: { from: string; to: string; day: string; oldest: number }) => sql<{ day: string; rate: string }>`
  select day, trim_scale(rate)::text as rate from exchange_rates
   where from_currency = ${p.from} and to_currency = ${p.to} and replaced_at is null and day <= ${p.day}::date and day >= ${p.day}::date - ${p.oldest}::int
   order by day desc limit 1`,
);

export interface RateFilter {
  readonly from: string | null;
  readonly to: string | null;
  readonly since: string | null;
  readonly until: string | null;
  readonly history: boolean;
  readonly sort: string | undefined;
  readonly limit: number;
  readonly offset: number;
}
export interface RateFound {
  readonly from: string;
  readonly to: string;
  readonly day: string;
  readonly rate: string;
  readonly source: string;
  readonly recordedAt: Date;
  readonly replacedAt: Date | null;
  readonly total: number;
}
export const listRateRows = defineSql(
  'rates.list-rows',
  { from: 'USD', to: null, since: null, until: null, history: true, sort: '-day', limit: 50, offset: 0 } as RateFilter,
  (p: RateFilter) => sql<RateFound>`
  select from_currency as "from", to_currency as "to", day, trim_scale(rate)::text as rate, source, recorded_at as "recordedAt", replaced_at as "replacedAt", count(*) over () as total
    from exchange_rates
   where (${p.from}::text is null or from_currency = ${p.from}) and (${p.to}::text is null or to_currency = ${p.to})
     and (${p.since}::date is null or day >= ${p.since}) and (${p.until}::date is null or day <= ${p.until}) and (${p.history} or replaced_at is null)
   ${orderBy(
     p.sort,
     {
       day: sql`day`,
       from: sql`from_currency`,
       to: sql`to_currency`,
       source: sql`source`,
       recordedAt: sql`recorded_at`,
       replacedAt: sql`replaced_at`,
     },
     sql`day desc, from_currency, to_currency, recorded_at desc`,
     sql`from_currency, to_currency, day, recorded_at`,
   )} limit ${p.limit} offset ${p.offset}`,
);

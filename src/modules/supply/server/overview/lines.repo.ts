import { defineSql, sql } from '#foundation/db/sql.ts';
import type { RawBuilder } from 'kysely';
import type { EndFound } from '../../domain/overview/lines.ts';
import { legEnds, shipmentEnds } from '../transport/reach.repo.ts';
import { DAY, names } from './shared.repo.ts';

interface LinesFilter {
  readonly reach: RawBuilder<boolean>;
  /** Sites and plans; otherwise districts, up to yesterday. */
  readonly near: boolean;
  readonly timeZone: string;
  readonly today: string;
}
const sample: LinesFilter = { reach: sql<boolean>`true`, near: true, timeZone: 'Europe/Istanbul', today: DAY };

const left = (p: LinesFilter) => sql`(l.departed_at at time zone ${p.timeZone}::text)::date`;
const day = (p: LinesFilter) => sql`coalesce(${left(p)}, (l.planned_at at time zone ${p.timeZone}::text)::date)`;
/** What a reader may know of: who does not see movements, only what left before today. */
const known = (p: LinesFilter) =>
  p.near
    ? sql`(l.departed_at is not null or l.state in ('planned', 'loaded'))`
    : sql`(l.departed_at is not null and ${left(p)} < ${p.today}::date)`;

export const listMonths = defineSql(
  'supply.list-consignment-months',
  sample,
  (p: LinesFilter) => sql<{ month: string }>`
  select distinct to_char(${day(p)}, 'YYYY-MM') as month from shipment_legs l join shipments s on s.id = l.shipment_id ${shipmentEnds} ${legEnds} where ${p.reach} and ${known(p)} order by 1`,
);

export interface LineFound {
  readonly id: string;
  readonly start: EndFound;
  readonly end: EndFound;
  readonly trucks: number;
  readonly planned: number;
}
const district = (area: string) => sql`select d.pcode as key, d.lat, d.lon, d.country, ${names('d')} as names from areas d
      where d.pcode = ${sql.ref(`${area}.lineage`)}[least(3, cardinality(${sql.ref(`${area}.lineage`)}))]`;
const site = (
  place: string,
  at: string,
  area: string,
) => sql`select ${sql.ref(`${at}.id`)}::text as key, coalesce(${sql.ref(`${at}.lat`)}, ${sql.ref(`${area}.lat`)}) as lat,
      coalesce(${sql.ref(`${at}.lon`)}, ${sql.ref(`${area}.lon`)}) as lon, ${sql.ref(`${area}.country`)} as country, ${names(place)} as names`;
const end = (alias: string) =>
  sql`jsonb_build_object('lat', ${sql.ref(`${alias}.lat`)}, 'lon', ${sql.ref(`${alias}.lon`)}, 'country', ${sql.ref(`${alias}.country`)}, 'names', ${sql.ref(`${alias}.names`)})`;

export const listLineRows = defineSql(
  'supply.list-consignment-lines',
  { ...sample, month: '2023-03' } as LinesFilter & { month: string },
  (p: LinesFilter & { month: string }) => sql<LineFound>`
  select f.key || ' ' || t.key as id, ${end('f')} as start, ${end('t')} as "end", (count(*) filter (where l.departed_at is not null))::int as trucks, (count(*) filter (where l.departed_at is null))::int as planned
    from shipment_legs l join shipments s on s.id = l.shipment_id ${shipmentEnds} ${legEnds}
    cross join lateral (${p.near ? site('fp', 'fs', 'fa') : district('fa')}) f cross join lateral (${p.near ? site('tp', 'ts', 'ta') : district('ta')}) t
   where ${p.reach} and ${known(p)} and to_char(${day(p)}, 'YYYY-MM') = ${p.month} and l.state <> 'cancelled'
   group by f.key, f.lat, f.lon, f.country, f.names, t.key, t.lat, t.lon, t.country, t.names order by 4 desc, 1 limit 500`,
);

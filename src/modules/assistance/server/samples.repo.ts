import { defineSql, sql } from '#foundation/db/sql.ts';
import type { Way } from '../contract/shared.ts';
import { AT, SAMPLE } from './shared.repo.ts';

/** Each household of each hand-over that stands. */
const households = (eventId: string) =>
  sql`select h.id, n as nth from assistance_handovers h, generate_series(1, h.households) n where h.event_id = ${eventId}::uuid and h.undone_at is null`;
export const countPopulation = defineSql(
  'assistance.count-population',
  { eventId: SAMPLE },
  (p: { eventId: string }) => sql<{ population: number }>`select count(*)::int as population from (${households(p.eventId)}) x`,
);
export interface SampleWrite {
  readonly id: string;
  readonly eventId: string;
  readonly seed: string;
  readonly size: number;
  readonly population: number;
  readonly by: string;
  readonly at: string;
}
export const insertSample = defineSql(
  'assistance.insert-sample',
  { id: SAMPLE, eventId: SAMPLE, seed: 'seed', size: 1, population: 1, by: SAMPLE, at: AT } as SampleWrite,
  (p: SampleWrite) => sql`
  with sample as (
    insert into assistance_samples (id, event_id, seed, size, population, drawn_by, drawn_at) values (${p.id}, ${p.eventId}, ${p.seed}, ${p.size}, ${p.population}, ${p.by}, ${p.at})
  )
  insert into assistance_sample_members (sample_id, position, handover_id, nth)
  select ${p.id}::uuid, row_number() over (order by x.key, x.id, x.nth), x.id, x.nth
    from (select id, nth, sha256(convert_to(${p.seed}::text || ':' || id::text || ':' || nth::text, 'UTF8')) as key from (${households(p.eventId)}) h order by key, id, nth limit ${p.size}) x`,
);
export interface SampleFound {
  readonly id: string;
  readonly seed: string;
  readonly size: number;
  readonly population: number;
  readonly by: string;
  readonly at: Date;
}
export const listSampleRows = defineSql(
  'assistance.list-samples',
  { eventId: SAMPLE },
  (p: { eventId: string }) => sql<SampleFound>`
  select m.id, m.seed, m.size, m.population, u.name as by, m.drawn_at as at from assistance_samples m join users u on u.id = m.drawn_by where m.event_id = ${p.eventId} order by m.drawn_at desc`,
);
export interface MemberFound {
  readonly sampleId: string;
  readonly position: number;
  readonly handoverId: string;
  readonly nth: number;
  readonly way: Way;
  readonly number: number | null;
  readonly tent: string | null;
  readonly laneNo: number | null;
  readonly occurredAt: Date;
}
export const listMembers = defineSql(
  'assistance.list-sample-members',
  { eventId: SAMPLE },
  (p: { eventId: string }) => sql<MemberFound>`
  select m.sample_id as "sampleId", m.position, m.handover_id as "handoverId", m.nth, h.way, t.number, h.tent, l.no as "laneNo", h.occurred_at as "occurredAt"
    from assistance_samples x join assistance_sample_members m on m.sample_id = x.id join assistance_handovers h on h.id = m.handover_id
    left join assistance_tokens t on t.id = h.token_id left join assistance_lanes l on l.id = h.lane_id where x.event_id = ${p.eventId} order by m.sample_id, m.position`,
);

import { defineSql, sql } from '#foundation/db/sql.ts';
import type { SealedRow, SealedState } from '../../contract/feedback/sealed.ts';
import { AT, SAMPLE, namesIn } from '../shared.repo.ts';

export interface SealedWrite {
  readonly id: string;
  readonly reference: string;
  readonly category: string;
  readonly channel: string;
  readonly language: string;
  readonly eventId: string | null;
  readonly siteId: string | null;
  readonly orgId: string | null;
  readonly aboutUserId: string | null;
  readonly anonymous: boolean;
  readonly words: Uint8Array;
  readonly receivedAt: string;
  readonly at: string;
  readonly dueAt: string;
  readonly by: string;
}
export const insertSealed = defineSql(
  'assistance.insert-sealed-report',
  {
    id: SAMPLE,
    reference: 'BCDF-GHJK',
    category: 'abuse',
    channel: 'event',
    language: 'ar',
    eventId: null,
    siteId: SAMPLE,
    orgId: null,
    aboutUserId: null,
    anonymous: true,
    words: new Uint8Array([1]),
    receivedAt: AT,
    at: AT,
    dueAt: AT,
    by: SAMPLE,
  } as SealedWrite,
  (p: SealedWrite) => sql`
  insert into assistance_sealed_reports (id, reference, category, channel, language, event_id, site_id, org_id, about_user_id, anonymous, words, received_at, recorded_at, due_at, recorded_by)
  values (${p.id}, ${p.reference}, ${p.category}, ${p.channel}, ${p.language}, ${p.eventId}, ${p.siteId}, ${p.orgId}, ${p.aboutUserId}, ${p.anonymous}, ${p.words}, ${p.receivedAt}, ${p.at},
    ${p.dueAt}, ${p.by})`,
);
/** Takes a complaint out of the desk's table and puts it among the sealed ones, as it lies. */
export const sealRow = defineSql(
  'assistance.seal-feedback',
  { id: SAMPLE, category: 'abuse', aboutUserId: null, dueAt: AT, at: AT } as {
    id: string;
    category: string;
    aboutUserId: string | null;
    dueAt: string;
    at: string;
  },
  (p) => sql`
  with gone as (delete from assistance_feedback where id = ${p.id} returning *)
  insert into assistance_sealed_reports (id, reference, category, channel, language, event_id, site_id, org_id, about_user_id, anonymous, words, received_at, recorded_at, due_at, recorded_by)
  select id, reference, ${p.category}::text, channel, language, event_id, site_id, org_id, ${p.aboutUserId}::uuid, anonymous, words, received_at, recorded_at, ${p.dueAt}::timestamptz, recorded_by from gone`,
);

const columns = sql`r.id, r.category, r.channel, r.language, case when s.id is null then null else ${namesIn('s')} end as "siteNames",
  case when o.id is null then null else ${namesIn('o')} end as "orgNames", r.anonymous, r.state, r.received_at as "receivedAt", r.due_at as "dueAt"`;
const tables = sql`from assistance_sealed_reports r left join sites s on s.id = r.site_id left join organisations o on o.id = r.org_id`;
type Found = Omit<SealedRow, 'receivedAt' | 'dueAt' | 'overdue'> & { receivedAt: Date; dueAt: Date };
/** Those that the database shows to whoever asks; the same condition stands here for who reads the statement. */
export const listSealedRows = defineSql(
  'assistance.list-sealed-reports',
  { states: null, limit: 50, offset: 0 } as { states: readonly string[] | null; limit: number; offset: number },
  (p) => sql<Found & { total: number }>`
  select ${columns}, count(*) over () as total ${tables} where sees_sealed(r.org_id, r.about_user_id) and (${p.states}::text[] is null or r.state = any(${p.states}::text[]))
   order by r.state = 'closed', r.due_at, r.id limit ${p.limit} offset ${p.offset}`,
);
export const getSealedRow = defineSql(
  'assistance.get-sealed-report',
  { id: SAMPLE },
  (p: { id: string }) => sql<Found & { version: number; reference: string; words: Uint8Array }>`
  select ${columns}, r.version, r.reference, r.words ${tables} where sees_sealed(r.org_id, r.about_user_id) and r.id = ${p.id}`,
);
export const lockSealed = defineSql(
  'assistance.lock-sealed-report',
  { id: SAMPLE },
  (p: { id: string }) => sql<{ state: SealedState; version: number }>`
  select r.state, r.version from assistance_sealed_reports r where sees_sealed(r.org_id, r.about_user_id) and r.id = ${p.id} for update`,
);
export const setSealedState = defineSql(
  'assistance.set-sealed-state',
  { id: SAMPLE, state: 'focal_point' },
  (p: { id: string; state: string }) =>
    sql`update assistance_sealed_reports set state = ${p.state}, version = version + 1 where id = ${p.id}`,
);
export const insertSealedAct = defineSql(
  'assistance.insert-sealed-act',
  { id: SAMPLE, reportId: SAMPLE, state: 'focal_point', note: null, by: SAMPLE, at: AT } as {
    id: string;
    reportId: string;
    state: string;
    note: Uint8Array | null;
    by: string;
    at: string;
  },
  (p) => sql`
  insert into assistance_sealed_acts (id, report_id, state, note, by, at) values (${p.id}, ${p.reportId}, ${p.state}, ${p.note}, ${p.by}, ${p.at})`,
);
export const listSealedActs = defineSql(
  'assistance.list-sealed-acts',
  { reportId: SAMPLE },
  (p: { reportId: string }) => sql<{ id: string; state: SealedState; note: Uint8Array | null; by: string; at: Date }>`
  select c.id, c.state, c.note, u.name as by, c.at from assistance_sealed_acts c join users u on u.id = c.by where c.report_id = ${p.reportId} order by c.at desc, c.id desc`,
);

export const insertFocalPoint = defineSql(
  'assistance.insert-focal-point',
  { id: SAMPLE, userId: SAMPLE, by: SAMPLE, at: AT },
  (p: { id: string; userId: string; by: string; at: string }) => sql`
  insert into assistance_focal_points (id, user_id, named_by, named_at) select ${p.id}::uuid, u.id, ${p.by}::uuid, ${p.at}::timestamptz from users u where u.id = ${p.userId} and u.org_kind = 'own'`,
);
export const endFocalPointRow = defineSql(
  'assistance.end-focal-point',
  { id: SAMPLE, by: SAMPLE, at: AT },
  (p: { id: string; by: string; at: string }) => sql`
  update assistance_focal_points set ended_by = ${p.by}, ended_at = ${p.at} where id = ${p.id} and ended_at is null`,
);
export const listFocalPointRows = defineSql(
  'assistance.list-focal-points',
  {},
  () => sql<{ id: string; userId: string; name: string; namedAt: Date }>`
  select f.id, f.user_id as "userId", u.name, f.named_at as "namedAt" from assistance_focal_points f join users u on u.id = f.user_id where f.ended_at is null order by u.name`,
);
/** Counts alone, for the job that rings the bell; the reports themselves stay out of its sight. */
export const listSealedCounts = defineSql(
  'assistance.list-sealed-counts',
  { now: AT },
  (p: { now: string }) => sql<{ userId: string; reports: number; overdue: number }>`
  select c.user_id as "userId", c.reports::int, c.overdue::int from sealed_counts(${p.now}::timestamptz) c`,
);
export const countSealedRows = defineSql(
  'assistance.count-sealed-reports',
  { now: AT },
  (p: { now: string }) => sql<{ waiting: number; overdue: number }>`
  select count(*) filter (where r.state = 'restricted')::int as waiting, count(*) filter (where r.state = 'restricted' and r.due_at < ${p.now}::timestamptz)::int as overdue
    from assistance_sealed_reports r where sees_sealed(r.org_id, r.about_user_id)`,
);

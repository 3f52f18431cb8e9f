import type { RawBuilder } from 'kysely';
import { orderBy } from '#foundation/db/order.ts';
import { defineSql, sql } from '#foundation/db/sql.ts';
import type { FeedbackRow, FeedbackState } from '../../contract/feedback/feedback.ts';
import { AT, SAMPLE, namesIn } from '../shared.repo.ts';

export interface FeedbackWrite {
  readonly id: string;
  readonly number: string;
  readonly reference: string;
  readonly category: string;
  readonly channel: string;
  readonly language: string;
  readonly eventId: string | null;
  readonly siteId: string;
  readonly orgId: string | null;
  readonly anonymous: boolean;
  readonly words: Uint8Array;
  readonly receivedAt: string;
  readonly at: string;
  readonly dueAt: string;
  readonly by: string;
}
const sample: FeedbackWrite = {
  id: SAMPLE,
  number: 'CF-GZT-2023-000001-29',
  reference: 'BCDF-GHJK',
  category: 'question',
  channel: 'event',
  language: 'ar',
  eventId: null,
  siteId: SAMPLE,
  orgId: null,
  anonymous: true,
  words: new Uint8Array([1]),
  receivedAt: AT,
  at: AT,
  dueAt: AT,
  by: SAMPLE,
};
export const insertFeedback = defineSql(
  'assistance.insert-feedback',
  sample,
  (p: FeedbackWrite) => sql`
  insert into assistance_feedback (id, number, reference, category, channel, language, event_id, site_id, org_id, anonymous, words, received_at, recorded_at, due_at, recorded_by)
  values (${p.id}, ${p.number}, ${p.reference}, ${p.category}, ${p.channel}, ${p.language}, ${p.eventId}, ${p.siteId}, ${p.orgId}, ${p.anonymous}, ${p.words}, ${p.receivedAt}, ${p.at},
    ${p.dueAt}, ${p.by})`,
);

export interface FeedbackFound {
  readonly id: string;
  readonly state: FeedbackState;
  readonly version: number;
  readonly org_id: string | null;
  readonly site_id: string;
  readonly lineage: string[];
}
export const findFeedback = defineSql(
  'assistance.find-feedback',
  { id: SAMPLE, lock: false },
  (p: { id: string; lock: boolean }) => sql<FeedbackFound>`
  select f.id, f.state, f.version, f.org_id, f.site_id, a.lineage from assistance_feedback f join sites s on s.id = f.site_id join areas a on a.pcode = s.area
   where f.id = ${p.id} ${p.lock ? sql`for update of f` : sql``}`,
);
/** Where a complaint lies, and whom it concerns: the distribution's site and who gives out there, else the site and who keeps it. */
export const findConcerned = defineSql(
  'assistance.find-concerned',
  { siteId: SAMPLE, eventId: null } as { siteId: string; eventId: string | null },
  (p) => sql<{ org_id: string | null; site_id: string; lineage: string[] }>`
  select coalesce((select e.org_id from assistance_events e where e.id = ${p.eventId}::uuid), s.custodian_id) as org_id, s.id as site_id, a.lineage from sites s join areas a on a.pcode = s.area
   where s.id = coalesce((select e.site_id from assistance_events e where e.id = ${p.eventId}::uuid), ${p.siteId}::uuid)`,
);
export interface StepWrite {
  readonly id: string;
  readonly state: string;
  readonly answer: Uint8Array | null;
  readonly loop: string | null;
  readonly by: string;
  readonly at: string;
}
export const stepFeedback = defineSql(
  'assistance.step-feedback',
  { id: SAMPLE, state: 'answered', answer: null, loop: null, by: SAMPLE, at: AT } as StepWrite,
  (p: StepWrite) => sql`
  update assistance_feedback set state = ${p.state}, version = version + 1, answer = coalesce(${p.answer}::bytea, answer),
    answered_by = case when ${p.answer}::bytea is null then answered_by else ${p.by}::uuid end, answered_at = case when ${p.answer}::bytea is null then answered_at else ${p.at}::timestamptz end,
    loop = ${p.loop}, closed_by = case when ${p.loop}::text is not null then ${p.by}::uuid end, closed_at = case when ${p.loop}::text is not null then ${p.at}::timestamptz end where id = ${p.id}`,
);

const columns = sql`f.id, f.number, f.category, f.channel, f.language, ${namesIn('s')} as "siteNames", f.event_id as "eventId", e.number as "eventNumber",
  case when o.id is null then null else ${namesIn('o')} end as "orgNames", f.anonymous, f.state, f.received_at as "receivedAt", f.due_at as "dueAt"`;
const tables = sql`from assistance_feedback f join sites s on s.id = f.site_id join areas a on a.pcode = s.area left join assistance_events e on e.id = f.event_id
  left join organisations o on o.id = f.org_id`;
export type Found = Omit<FeedbackRow, 'receivedAt' | 'dueAt' | 'overdue'> & { receivedAt: Date; dueAt: Date };
export interface FeedbackFilter {
  readonly reach: RawBuilder<boolean>;
  readonly onlyOrg: string | null;
  readonly states: readonly string[] | null;
  readonly category: string | null;
  readonly channel: string | null;
  readonly eventId: string | null;
  readonly reference: string | null;
  readonly overdue: boolean | null;
  readonly now: string;
  readonly sort: string | undefined;
  readonly limit: number;
  readonly offset: number;
}
const open = sql`f.state not in ('answered', 'loop_closed')`;
const sortable = {
  number: sql`f.number`,
  receivedAt: sql`f.received_at`,
  category: sql`f.category`,
  siteNames: sql`s.name_en`,
  eventNumber: sql`e.number`,
  orgNames: sql`o.name_en`,
  channel: sql`f.channel`,
  language: sql`f.language`,
  anonymous: sql`f.anonymous`,
  dueAt: sql`f.due_at`,
  state: sql`f.state`,
};
export const listFeedbackRows = defineSql(
  'assistance.list-feedback',
  {
    reach: sql<boolean>`true`,
    onlyOrg: null,
    states: ['received'],
    category: null,
    channel: null,
    eventId: SAMPLE,
    reference: 'X',
    overdue: true,
    now: AT,
    sort: undefined,
    limit: 50,
    offset: 0,
  } as FeedbackFilter,
  (p: FeedbackFilter) => sql<Found & { total: number }>`
  select ${columns}, count(*) over () as total ${tables}
   where ${p.reach} and (${p.onlyOrg}::uuid is null or f.org_id = ${p.onlyOrg}::uuid) and (${p.states}::text[] is null or f.state = any(${p.states}::text[]))
     and (${p.category}::text is null or f.category = ${p.category}) and (${p.channel}::text is null or f.channel = ${p.channel})
     and (${p.eventId}::uuid is null or f.event_id = ${p.eventId}::uuid) and (${p.reference}::text is null or f.reference = upper(${p.reference}) or f.number = upper(${p.reference}))
     and (${p.overdue}::boolean is null or (${open} and f.due_at < ${p.now}::timestamptz) = ${p.overdue}::boolean)
   ${orderBy(p.sort, sortable, sql`(${open}) desc, f.due_at`, sql`f.id`)} limit ${p.limit} offset ${p.offset}`,
);
export const countWaiting = defineSql(
  'assistance.count-feedback',
  { reach: sql<boolean>`true`, onlyOrg: null, now: AT } as Pick<FeedbackFilter, 'reach' | 'onlyOrg' | 'now'>,
  (p: Pick<FeedbackFilter, 'reach' | 'onlyOrg' | 'now'>) => sql<{ waiting: number; overdue: number }>`
  select count(*)::int as waiting, count(*) filter (where f.due_at < ${p.now}::timestamptz)::int as overdue ${tables}
   where ${p.reach} and (${p.onlyOrg}::uuid is null or f.org_id = ${p.onlyOrg}::uuid) and ${open}`,
);
/** The answer to what a reference stands for, at the same site. */
export const findAnswer = defineSql(
  'assistance.find-answer',
  { reference: 'BCDF-GHJK', siteId: SAMPLE },
  (p: { reference: string; siteId: string }) => sql<{ answer: Uint8Array | null }>`
  select f.answer from assistance_feedback f where f.reference = ${p.reference} and f.site_id = ${p.siteId}`,
);
/** Sites and distributions by the code or number that a sheet names. */
export const listPlacesSaid = defineSql(
  'assistance.list-places-said',
  { codes: ['DP-1A'], onlyOrg: null } as { codes: readonly string[]; onlyOrg: string | null },
  (p) => sql<{ code: string; siteId: string; eventId: string | null; orgId: string | null; lineage: string[] }>`
  select upper(s.code) as code, s.id as "siteId", null::uuid as "eventId", s.custodian_id as "orgId", a.lineage from sites s join areas a on a.pcode = s.area
   where upper(s.code) = any(${p.codes}::text[]) and (${p.onlyOrg}::uuid is null or s.custodian_id = ${p.onlyOrg}::uuid)
  union all
  select e.number, e.site_id, e.id, e.org_id, a.lineage from assistance_events e join sites s on s.id = e.site_id join areas a on a.pcode = s.area
   where e.number = any(${p.codes}::text[]) and (${p.onlyOrg}::uuid is null or e.org_id = ${p.onlyOrg}::uuid)`,
);
export interface FeedbackDetail extends Found {
  readonly version: number;
  readonly reference: string;
  readonly words: Uint8Array;
  readonly recordedBy: string;
  readonly answer: Uint8Array | null;
  readonly answeredBy: string | null;
  readonly answeredAt: Date | null;
  readonly loop: 'told' | 'posted' | 'not-reached' | null;
  readonly closedAt: Date | null;
}
export const getFeedbackRow = defineSql(
  'assistance.get-feedback',
  { id: SAMPLE },
  (p: { id: string }) => sql<FeedbackDetail>`
  select ${columns}, f.version, f.reference, f.words, r.name as "recordedBy", f.answer, w.name as "answeredBy", f.answered_at as "answeredAt", f.loop, f.closed_at as "closedAt"
    ${tables} join users r on r.id = f.recorded_by left join users w on w.id = f.answered_by where f.id = ${p.id}`,
);

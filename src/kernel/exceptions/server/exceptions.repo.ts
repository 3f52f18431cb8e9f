import { orderBy } from '#foundation/db/order.ts';
import { defineSql, sql } from '#foundation/db/sql.ts';
import type { RawBuilder } from 'kysely';

const id = '00000000-0000-7000-8000-000000000001';
const at = '2023-02-06T01:17:00Z';

type Figures = Record<string, string | number | boolean | null | string[]>;

export interface ToRaise {
  readonly id: string;
  readonly kind: string;
  readonly subjectKind: string;
  readonly subjectId: string;
  readonly figures: string;
  readonly areas: readonly string[];
  readonly site: string | null;
  readonly org: string | null;
  readonly response: string | null;
  readonly ownerId: string | null;
  readonly dueInHours: number;
  readonly secondPerson: boolean;
  readonly actorId: string;
  readonly commandId: string;
  readonly at: string;
}

/** Opens one, or finds the one already open of this kind on this subject and brings its figures up to date. */
export const raiseOne = defineSql(
  'exceptions.raise',
  {
    id,
    kind: 'ledger.unexplained',
    subjectKind: 'bucket',
    subjectId: '1',
    figures: '{}',
    areas: [],
    site: null,
    org: null,
    response: null,
    ownerId: null,
    dueInHours: 72,
    secondPerson: false,
    actorId: id,
    commandId: id,
    at,
  } as ToRaise,
  (p: ToRaise) => sql<{ id: string; owner_id: string | null; times: number }>`
  insert into exceptions (id, kind, subject_kind, subject_id, figures, areas, site, org, response, owner_id, due_at, second_person, raised_by, raised_by_command, raised_at, last_raised_at)
  values (${p.id}, ${p.kind}, ${p.subjectKind}, ${p.subjectId}, ${p.figures}::jsonb, ${p.areas}::text[], ${p.site}, ${p.org}, ${p.response}, ${p.ownerId},
          ${p.at}::timestamptz + make_interval(hours => coalesce((select due_in_hours from exception_rules where kind = ${p.kind}), ${p.dueInHours}::int)),
          ${p.secondPerson}, ${p.actorId}, ${p.commandId}, ${p.at}, ${p.at})
  on conflict (kind, subject_kind, subject_id) where state = 'open'
  do update set times = exceptions.times + 1, last_raised_at = excluded.last_raised_at, figures = excluded.figures
  returning id, owner_id, times`,
);

interface Ending {
  readonly at: string;
  readonly by: string;
  readonly outcome: string;
  readonly reason: string | null;
  readonly commandId: string;
}

/** Closes what is open of a kind on a subject, and lets no judgement of it rest on; answers its id. */
export const settleOne = defineSql(
  'exceptions.settle',
  {
    kind: 'ledger.unexplained',
    subjectKind: 'bucket',
    subjectId: '1',
    at,
    by: id,
    outcome: 'explained-itself',
    reason: null,
    commandId: id,
  } as Ending & {
    kind: string;
    subjectKind: string;
    subjectId: string;
  },
  (p) => sql<{ id: string }>`
  with closed as (
    update exceptions set state = 'closed', closed_at = ${p.at}, closed_by = ${p.by}, outcome = ${p.outcome}, reason = ${p.reason}
     where kind = ${p.kind} and subject_kind = ${p.subjectKind} and subject_id = ${p.subjectId} and state = 'open' returning id
  ), woken as (
    update exceptions set rests_until = null, judged = null where kind = ${p.kind} and subject_kind = ${p.subjectKind} and subject_id = ${p.subjectId} and rests_until is not null
  )
  insert into exception_closings (exception_id, closed_at, closed_by, outcome, reason, command_id)
  select id, ${p.at}, ${p.by}, ${p.outcome}, ${p.reason}, ${p.commandId} from closed returning exception_id as id`,
);

/** Closes what is open of a kind and was not raised again at a moment at which all that still holds was, and lets no judgement of it rest on; answers their ids. */
export const settleUnraised = defineSql(
  'exceptions.settle-unraised',
  { kind: 'ledger.unexplained', at, by: id, outcome: 'explained-itself', reason: null, commandId: id } as Ending & { kind: string },
  (p) => sql<{ id: string }>`
  with closed as (
    update exceptions set state = 'closed', closed_at = ${p.at}, closed_by = ${p.by}, outcome = ${p.outcome}, reason = ${p.reason}
     where kind = ${p.kind} and state = 'open' and last_raised_at < ${p.at}::timestamptz returning id
  ), woken as (
    update exceptions set rests_until = null, judged = null where kind = ${p.kind} and rests_until is not null and last_raised_at < ${p.at}::timestamptz
  )
  insert into exception_closings (exception_id, closed_at, closed_by, outcome, reason, command_id)
  select id, ${p.at}, ${p.by}, ${p.outcome}, ${p.reason}, ${p.commandId} from closed returning exception_id as id`,
);

/** The last judged one of a kind on a subject that rests at a time. */
export const findResting = defineSql(
  'exceptions.find-resting',
  { kind: 'ledger.unexplained', subjectKind: 'bucket', subjectId: '1', at },
  (p: { kind: string; subjectKind: string; subjectId: string; at: string }) => sql<{ id: string; judged: Figures }>`
  select id, judged from exceptions where kind = ${p.kind} and subject_kind = ${p.subjectKind} and subject_id = ${p.subjectId} and rests_until > ${p.at}::timestamptz
   order by closed_at desc limit 1 for no key update`,
);

/** The same cause was seen again at a time, and that was all of it. */
export const restOn = defineSql(
  'exceptions.rest-on',
  { id, judged: '{}', at },
  (p: { id: string; judged: string; at: string }) =>
    sql`update exceptions set judged = ${p.judged}::jsonb, last_raised_at = ${p.at} where id = ${p.id}`,
);

export const letRest = defineSql(
  'exceptions.let-rest',
  { id, days: 30 },
  (p: { id: string; days: number }) => sql`update exceptions set rest_days = ${p.days} where id = ${p.id}`,
);

export interface Locked {
  readonly id: string;
  readonly kind: string;
  readonly state: 'open' | 'closed';
  readonly areas: string[];
  readonly site: string | null;
  readonly org: string | null;
  readonly response: string | null;
  readonly owner_id: string | null;
  readonly raised_by: string;
  readonly second_person: boolean;
}
export const lockMany = defineSql(
  'exceptions.lock-many',
  { ids: [id] as readonly string[] },
  (p: { ids: readonly string[] }) => sql<Locked>`
  select id, kind, state, areas, site, org, response, owner_id, raised_by, second_person from exceptions where id = any(${p.ids}::uuid[]) order by id for no key update`,
);

export const closeMany = defineSql(
  'exceptions.close-many',
  { ids: [id], at, by: id, outcome: 'explained', reason: 'x', commandId: id, rests: true } as Ending & {
    ids: readonly string[];
    rests: boolean;
  },
  (p) => sql`
  with closed as (
    update exceptions set state = 'closed', closed_at = ${p.at}, closed_by = ${p.by}, outcome = ${p.outcome}, reason = ${p.reason},
           rests_until = case when ${p.rests} then ${p.at}::timestamptz + make_interval(days => rest_days) end, judged = case when ${p.rests} and rest_days is not null then figures end
     where id = any(${p.ids}::uuid[]) and state = 'open' returning id
  )
  insert into exception_closings (exception_id, closed_at, closed_by, outcome, reason, command_id)
  select id, ${p.at}, ${p.by}, ${p.outcome}, ${p.reason}, ${p.commandId} from closed`,
);

/** People who hold the right to close exceptions somewhere at a time; one of them, or those whose name has the words. */
export const findClosers = defineSql(
  'exceptions.find-closers',
  { search: 'ay', userId: null, at } as { search: string; userId: string | null; at: string },
  (p) => sql<{ id: string; name: string }>`
  select u.id, u.name from users u
   where u.disabled_at is null and u.id <> '00000000-0000-7000-8000-000000000001' and strpos(lower(u.name), lower(${p.search}::text)) > 0
     and (${p.userId}::uuid is null or u.id = ${p.userId}::uuid)
     and exists (select from assignments a join role_permissions r on r.role_id = a.role_id and r.permission = 'exceptions.close'
                  where a.user_id = u.id and a.revoked_at is null and a.valid_from <= ${p.at}::timestamptz and (a.valid_to is null or a.valid_to > ${p.at}::timestamptz))
   order by u.name, u.id limit 20`,
);

export const isUser = defineSql(
  'exceptions.is-user',
  { id },
  (p: { id: string }) => sql<{ id: string }>`select id from users where id = ${p.id}`,
);

export const giveMany = defineSql(
  'exceptions.give-many',
  { ids: [id] as readonly string[], ownerId: id as string | null },
  (p: { ids: readonly string[]; ownerId: string | null }) =>
    sql`update exceptions set owner_id = ${p.ownerId}, told_overdue_at = null where id = any(${p.ids}::uuid[])`,
);

export const setDue = defineSql(
  'exceptions.set-due',
  { ids: [id] as readonly string[], dueAt: at },
  (p: { ids: readonly string[]; dueAt: string }) =>
    sql`update exceptions set due_at = ${p.dueAt}, told_overdue_at = null where id = any(${p.ids}::uuid[])`,
);

export const reopenOne = defineSql(
  'exceptions.reopen-one',
  { id },
  (p: { id: string }) => sql`
  update exceptions set state = 'open', closed_at = null, closed_by = null, outcome = null, reason = null, told_overdue_at = null, rests_until = null, judged = null where id = ${p.id} and state = 'closed'`,
);

export const writeRule = defineSql(
  'exceptions.write-rule',
  { kind: 'ledger.unexplained', hours: 24 },
  (p: { kind: string; hours: number }) => sql`
  insert into exception_rules (kind, due_in_hours) values (${p.kind}, ${p.hours}) on conflict (kind) do update set due_in_hours = excluded.due_in_hours`,
);

export const listRules = defineSql(
  'exceptions.list-rules',
  {},
  () => sql<{ kind: string; due_in_hours: number }>`select kind, due_in_hours from exception_rules`,
);

/** What has just become overdue and has an owner, marked as told. */
export const markOverdue = defineSql(
  'exceptions.mark-overdue',
  { at },
  (p: { at: string }) => sql<{ id: string; kind: string; owner_id: string | null; due_at: Date }>`
  update exceptions set told_overdue_at = ${p.at} where state = 'open' and due_at < ${p.at} and told_overdue_at is null and owner_id is not null
  returning id, kind, owner_id, due_at`,
);

export interface Found {
  readonly id: string;
  readonly kind: string;
  readonly subject_kind: string;
  readonly subject_id: string;
  readonly figures: Figures;
  readonly owner_id: string | null;
  readonly owner_name: string | null;
  readonly due_at: Date;
  readonly state: 'open' | 'closed';
  readonly times: number;
  readonly raised_at: Date;
  readonly closed_at: Date | null;
  readonly outcome: string | null;
}
const shown = sql`e.id, e.kind, e.subject_kind, e.subject_id, e.figures, e.owner_id, o.name as owner_name, e.due_at, e.state, e.times, e.raised_at, e.closed_at, e.outcome`;

export interface Filter {
  readonly reach: RawBuilder<boolean>;
  readonly state: string;
  readonly kinds: readonly string[] | null;
  readonly ownerId: string | null;
  readonly unowned: boolean;
  readonly overdueAt: string | null;
  readonly subjectKind: string | null;
  readonly subjectId: string | null;
  readonly sort: string | undefined;
  readonly limit: number;
  readonly offset: number;
}
const sortable = {
  kind: sql`e.kind`,
  ownerName: sql`o.name`,
  dueAt: sql`e.due_at`,
  times: sql`e.times`,
  raisedAt: sql`e.raised_at`,
  closedAt: sql`e.closed_at`,
  outcome: sql`e.outcome`,
};
export const listRows = defineSql(
  'exceptions.list-rows',
  {
    reach: sql<boolean>`true`,
    state: 'open',
    kinds: null,
    ownerId: null,
    unowned: false,
    overdueAt: null,
    subjectKind: null,
    subjectId: null,
    sort: '-raisedAt',
    limit: 50,
    offset: 0,
  } as Filter,
  (p: Filter) => sql<Found & { total: number }>`
  select ${shown}, count(*) over () as total
    from exceptions e left join users o on o.id = e.owner_id
   where ${p.reach} and e.state = ${p.state}
     and (${p.kinds}::text[] is null or e.kind = any(${p.kinds}::text[]))
     and (${p.ownerId}::uuid is null or e.owner_id = ${p.ownerId}) and (not ${p.unowned} or e.owner_id is null)
     and (${p.overdueAt}::timestamptz is null or e.due_at < ${p.overdueAt})
     and (${p.subjectKind}::text is null or e.subject_kind = ${p.subjectKind}) and (${p.subjectId}::text is null or e.subject_id = ${p.subjectId})
   ${orderBy(p.sort, sortable, p.state === 'open' ? sql`e.due_at` : sql`e.closed_at desc`, sql`e.id`)} limit ${p.limit} offset ${p.offset}`,
);

export interface FoundOne extends Found {
  readonly raised_by_command: string;
  readonly raised_by_name: string;
  readonly device: string | null;
  readonly last_raised_at: Date;
  readonly second_person: boolean;
  readonly rest_days: number | null;
  readonly rests_until: Date | null;
  readonly reason: string | null;
  readonly areas: string[];
  readonly site: string | null;
  readonly org: string | null;
  readonly response: string | null;
}
export const findOne = defineSql(
  'exceptions.find-one',
  { id },
  (p: { id: string }) => sql<FoundOne>`
  select ${shown}, e.raised_by_command, r.name as raised_by_name, d.name as device, e.last_raised_at, e.second_person, e.rest_days, e.rests_until, e.reason, e.areas, e.site, e.org, e.response
    from exceptions e join users r on r.id = e.raised_by left join users o on o.id = e.owner_id
    left join command_log c on c.id = e.raised_by_command left join devices d on d.id = c.device_id where e.id = ${p.id}`,
);

export const listClosings = defineSql(
  'exceptions.list-closings',
  { id },
  (p: { id: string }) => sql<{ closed_at: Date; closed_by: string; outcome: string; reason: string | null }>`
  select c.closed_at, u.name as closed_by, c.outcome, c.reason from exception_closings c join users u on u.id = c.closed_by where c.exception_id = ${p.id} order by c.closed_at desc`,
);

export const countOpen = defineSql(
  'exceptions.count-open',
  { reach: sql<boolean>`true`, userId: id, at } as { reach: RawBuilder<boolean>; userId: string; at: string },
  (p) => sql<{ kind: string; open: number; mine: number; overdue: number; unowned: number; oldest: Date }>`
  select e.kind, count(*) as open, count(*) filter (where e.owner_id = ${p.userId}) as mine, count(*) filter (where e.due_at < ${p.at}) as overdue,
         count(*) filter (where e.owner_id is null) as unowned, min(e.raised_at) as oldest
    from exceptions e where e.state = 'open' and ${p.reach} group by e.kind order by e.kind`,
);

import { orderBy } from '#foundation/db/order.ts';
import { defineSql, sql } from '#foundation/db/sql.ts';

const SAMPLE = '00000000-0000-7000-8000-000000000001';
const NOW = '2023-03-01T00:00:00Z';
const bytes: Uint8Array = Buffer.alloc(8);

export interface NewDemand {
  readonly id: string;
  readonly orgId: string | null;
  readonly channel: string;
  readonly classes: readonly string[];
  readonly sealed: Uint8Array;
  readonly receivedAt: string;
  readonly dueOn: string;
  readonly by: string;
  readonly at: string;
}

export const insertDemand = defineSql(
  'demands.insert-demand',
  {
    id: SAMPLE,
    orgId: null,
    channel: 'letter',
    classes: ['persons'],
    sealed: bytes,
    receivedAt: NOW,
    dueOn: '2023-03-08',
    by: SAMPLE,
    at: NOW,
  } as NewDemand,
  (p: NewDemand) => sql`
  insert into data_demands (id, org_id, channel, classes, sealed, received_at, due_on, received_by, recorded_at)
  values (${p.id}, ${p.orgId}, ${p.channel}, ${p.classes}::text[], ${p.sealed}, ${p.receivedAt}, ${p.dueOn}, ${p.by}, ${p.at})`,
);

export interface NewDecision {
  readonly id: string;
  readonly demandId: string;
  readonly outcome: string;
  readonly grounds: string;
  readonly gives: string | null;
  readonly by: string;
  readonly at: string;
}

export const insertDecision = defineSql(
  'demands.insert-decision',
  { id: SAMPLE, demandId: SAMPLE, outcome: 'refused', grounds: 'No law asks it', gives: null, by: SAMPLE, at: NOW } as NewDecision,
  (p: NewDecision) => sql`
  insert into data_demand_decisions (id, demand_id, received_by, outcome, grounds, gives, decided_by, decided_at)
  select ${p.id}, d.id, d.received_by, ${p.outcome}, ${p.grounds}, ${p.gives}, ${p.by}, ${p.at} from data_demands d where d.id = ${p.demandId}`,
);

export interface NewHandOver {
  readonly id: string;
  readonly demandId: string;
  readonly decisionId: string | null;
  readonly given: string;
  readonly persons: number;
  readonly readId: string | null;
  readonly at: string;
  readonly by: string;
}

export const insertHandOver = defineSql(
  'demands.insert-hand-over',
  { id: SAMPLE, demandId: SAMPLE, decisionId: null, given: 'A list', persons: 0, readId: null, at: NOW, by: SAMPLE } as NewHandOver,
  (p: NewHandOver) => sql`
  insert into data_hand_overs (id, demand_id, decision_id, given, persons, read_id, given_at, given_by)
  values (${p.id}, ${p.demandId}, ${p.decisionId}, ${p.given}, ${p.persons}, ${p.readId}, ${p.at}, ${p.by})`,
);

/** Locks a demand, so that of two decisions at once the second sees the first. */
export const lockDemand = defineSql(
  'demands.lock-demand',
  { id: SAMPLE },
  (p: { id: string }) =>
    sql<{ id: string }>`select pg_advisory_xact_lock(hashtextextended(${p.id}, 0))::text, id from data_demands where id = ${p.id}`,
);

export interface DecisionRow {
  readonly id: string;
  readonly outcome: 'refused' | 'granted' | 'in-part' | 'referred' | 'withdrawn';
  readonly grounds: string;
  readonly gives: string | null;
  readonly by: string;
  readonly decided_at: Date;
}

/** Decisions on a demand, the last one first. */
export const listDecisions = defineSql(
  'demands.list-decisions',
  { demandId: SAMPLE },
  (p: { demandId: string }) => sql<DecisionRow>`
  select d.id, d.outcome, d.grounds, d.gives, u.name as by, d.decided_at
    from data_demand_decisions d join users u on u.id = d.decided_by where d.demand_id = ${p.demandId} order by d.decided_at desc, d.id desc`,
);

export interface HandOverRow {
  readonly id: string;
  readonly given: string;
  readonly persons: number;
  readonly decision_id: string | null;
  readonly by: string;
  readonly given_at: Date;
  readonly query: string | null;
  readonly row_count: number | null;
  readonly read_at: Date | null;
}

export const listHandOvers = defineSql(
  'demands.list-hand-overs',
  { demandId: SAMPLE },
  (p: { demandId: string }) => sql<HandOverRow>`
  select h.id, h.given, h.persons, h.decision_id, u.name as by, h.given_at, r.query, r.row_count, r.read_at
    from data_hand_overs h join users u on u.id = h.given_by left join read_log r on r.id = h.read_id
   where h.demand_id = ${p.demandId} order by h.given_at, h.id`,
);

export interface DemandFound {
  readonly id: string;
  readonly org_id: string | null;
  readonly org_names: { en: string; tr: string | null; ar: string | null } | null;
  readonly org_name: string | null;
  readonly channel: 'letter';
  readonly classes: 'persons'[];
  readonly sealed: Buffer;
  readonly received_at: Date;
  readonly due_on: string;
  readonly received_by: string;
  readonly received_by_name: string;
  readonly state: 'waits';
  readonly hand_overs: number;
  readonly total: number;
}
export interface DemandFilter {
  readonly id: string | null;
  readonly state: string | null;
  readonly channel: string | null;
  /** The mission's day. */
  readonly today: string;
  readonly sort: string | undefined;
  readonly limit: number;
  readonly offset: number;
}

const sortable = {
  receivedAt: sql`t.received_at`,
  dueOn: sql`t.due_on`,
  orgNames: sql`t.org_name`,
  channel: sql`t.channel`,
  state: sql`t.state`,
  handOvers: sql`t.hand_overs`,
  receivedBy: sql`t.received_by_name`,
};

export const listDemandRows = defineSql(
  'demands.list-demands',
  { id: null, state: null, channel: null, today: '2023-03-01', sort: undefined, limit: 50, offset: 0 } as DemandFilter,
  (p: DemandFilter) => sql<DemandFound>`
    select t.*, count(*) over () as total from (
      select d.id, d.org_id, o.name_en as org_name,
             case when o.id is not null then jsonb_build_object('en', o.name_en, 'tr', o.name_tr, 'ar', o.name_ar) end as org_names, d.channel, d.classes, d.sealed, d.received_at, to_char(d.due_on, 'YYYY-MM-DD') as due_on,
             d.received_by, u.name as received_by_name,
             coalesce((select x.outcome from data_demand_decisions x where x.demand_id = d.id order by x.decided_at desc, x.id desc limit 1),
                      case when d.due_on < ${p.today}::date then 'overdue' else 'waits' end) as state,
             (select count(*) from data_hand_overs h where h.demand_id = d.id)::int as hand_overs
        from data_demands d join users u on u.id = d.received_by left join organisations o on o.id = d.org_id
       where (${p.id}::uuid is null or d.id = ${p.id}::uuid) and (${p.channel}::text is null or d.channel = ${p.channel})) t
     where ${p.state}::text is null or t.state = ${p.state}
     ${orderBy(p.sort, sortable, sql`t.received_at desc`, sql`t.id`)} limit ${p.limit} offset ${p.offset}`,
);

/** Exports of one person, as the read log knows them. */
export const listExports = defineSql(
  'demands.list-exports',
  { actorId: SAMPLE, since: NOW },
  (p: { actorId: string; since: string }) => sql<{ id: string; query: string; format: string; row_count: number; read_at: Date }>`
  select id, query, subject ->> 'export' as format, row_count, read_at from read_log
   where actor_id = ${p.actorId} and read_at >= ${p.since} and subject ? 'export' order by read_at desc limit 100`,
);

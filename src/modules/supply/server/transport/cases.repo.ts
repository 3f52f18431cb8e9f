import { defineSql, sql } from '#foundation/db/sql.ts';
import { AT, DAY, SAMPLE } from './names.repo.ts';

export const findCase = defineSql(
  'supply.find-case',
  { legId: SAMPLE, stage: 'delivery' } as { legId: string; stage: string },
  (p) =>
    sql<{ id: string; state: 'open' | 'closed' }>`select id, state from discrepancies where leg_id = ${p.legId} and stage = ${p.stage}`,
  { prepared: true },
);

export interface CaseWrite {
  readonly id: string;
  readonly number: string;
  readonly legId: string;
  readonly shipmentId: string;
  readonly stage: string;
  readonly dueOn: string;
  readonly by: string;
  readonly at: string;
}
export const insertCase = defineSql(
  'supply.insert-case',
  {
    id: SAMPLE,
    number: 'DC-GZT-2023-000001-11',
    legId: SAMPLE,
    shipmentId: SAMPLE,
    stage: 'delivery',
    dueOn: DAY,
    by: SAMPLE,
    at: AT,
  } as CaseWrite,
  (p: CaseWrite) => sql`
  insert into discrepancies (id, number, leg_id, shipment_id, stage, opened_at, opened_by, due_on)
  values (${p.id}, ${p.number}, ${p.legId}, ${p.shipmentId}, ${p.stage}, ${p.at}, ${p.by}, ${p.dueOn})`,
);

/** Something new in a case: whoever had agreed had agreed to something else. */
export const reopenCase = defineSql(
  'supply.reopen-case',
  { id: SAMPLE },
  (p: { id: string }) => sql`
  update discrepancies set state = 'open', closed_at = null, ours_by = null, ours_at = null, theirs_by = null, theirs_at = null, theirs_paper = null, version = version + 1 where id = ${p.id}`,
);

export interface CaseLineWrite {
  readonly id: string;
  readonly line_id: string | null;
  readonly kind: string;
  readonly item_id: string;
  readonly lot_id: string | null;
  readonly grant_id: string | null;
  readonly condition: string;
  readonly owner: string;
  readonly place_id: string;
  readonly qty: number;
  readonly accounts: unknown;
}
export const insertCaseLines = defineSql(
  'supply.insert-case-lines',
  { id: SAMPLE, lines: [] } as { id: string; lines: readonly CaseLineWrite[] },
  (p) => sql`
  insert into discrepancy_lines (id, discrepancy_id, line_id, kind, item_id, lot_id, grant_id, condition, owner, place_id, qty, accounts)
  select x.id, ${p.id}::uuid, x.line_id, x.kind, x.item_id, x.lot_id, x.grant_id, x.condition, x.owner, x.place_id, x.qty, x.accounts
    from jsonb_to_recordset(${JSON.stringify(p.lines)}::jsonb)
      as x(id uuid, line_id uuid, kind text, item_id uuid, lot_id uuid, grant_id uuid, condition text, owner text, place_id uuid, qty bigint, accounts jsonb)`,
);

/** One more account of a line that is told in two ways already. */
export const updateDiffering = defineSql(
  'supply.update-differing',
  { caseId: SAMPLE, lineId: SAMPLE, qty: 1, accounts: {} } as { caseId: string; lineId: string; qty: number; accounts: unknown },
  (p) => sql`
  update discrepancy_lines set qty = ${p.qty}, accounts = ${JSON.stringify(p.accounts)}::jsonb
   where discrepancy_id = ${p.caseId} and line_id = ${p.lineId} and kind = 'counts-differ' and settled = 0`,
);

export interface CaseFound {
  readonly id: string;
  readonly number: string;
  readonly legId: string;
  readonly shipmentId: string;
  readonly state: 'open' | 'closed';
  readonly version: number;
  readonly oursBy: string | null;
  readonly theirsBy: string | null;
  readonly consigneeOrgId: string | null;
  readonly open: number;
  readonly proposed: number;
  readonly found: number;
  readonly paid: number;
  readonly writtenOff: number;
}
export const lockCase = defineSql(
  'supply.lock-case',
  { id: SAMPLE },
  (p: { id: string }) => sql`select 1 as found from discrepancies where id = ${p.id} for no key update`,
);
export const findCaseById = defineSql(
  'supply.find-case-by-id',
  { id: SAMPLE },
  (p: { id: string }) => sql<CaseFound>`
  select d.id, d.number, d.leg_id as "legId", d.shipment_id as "shipmentId", d.state, d.version, d.ours_by as "oursBy", d.theirs_by as "theirsBy", s.consignee_org_id as "consigneeOrgId",
         (select count(*) from discrepancy_lines l where l.discrepancy_id = d.id and l.settled < l.qty)::int as open,
         o.proposed::int as proposed, o.found::bigint as found, o.paid::bigint as paid, o.written_off::bigint as "writtenOff"
    from discrepancies d join shipments s on s.id = d.shipment_id
    cross join lateral (
      select count(*) filter (where o.state = 'proposed') as proposed, coalesce(sum(o.qty) filter (where o.state = 'done' and o.outcome in ('found', 'counted-again')), 0) as found,
             coalesce(sum(o.qty) filter (where o.state = 'done' and o.outcome = 'transporter-pays'), 0) as paid,
             coalesce(sum(o.qty) filter (where o.state = 'done' and o.outcome = 'written-off'), 0) as written_off
        from discrepancy_outcomes o join discrepancy_lines l on l.id = o.line_id where l.discrepancy_id = d.id) o
   where d.id = ${p.id}`,
);

export interface CaseLineFound {
  readonly id: string;
  readonly lineId: string | null;
  readonly kind: 'missing' | 'damaged' | 'extra' | 'counts-differ' | 'more-than-planned';
  readonly item: string;
  readonly lot: string | null;
  readonly grant: string | null;
  readonly condition: 'good' | 'damaged' | 'quarantine' | 'recalled' | 'expired' | 'unsorted' | 'returned';
  readonly owner: string;
  readonly placeId: string;
  readonly qty: number;
  readonly settled: number;
  readonly accounts: unknown;
  /** What of it somebody has proposed to write off and nobody has decided. */
  readonly proposed: number;
}
export const findCaseLine = defineSql(
  'supply.find-case-line',
  { id: SAMPLE, caseId: SAMPLE } as { id: string; caseId: string },
  (p) => sql<CaseLineFound>`
  select id, line_id as "lineId", kind, item_id as item, lot_id as lot, grant_id as "grant", condition, owner, place_id as "placeId", qty, settled, accounts,
         (select coalesce(sum(o.qty), 0) from discrepancy_outcomes o where o.line_id = l.id and o.state = 'proposed')::bigint as proposed
    from discrepancy_lines l where id = ${p.id} and discrepancy_id = ${p.caseId}`,
);
/** The open missing line of the same shipment line: a recount that finds more goes against it first. */
export const findMissingOf = defineSql(
  'supply.find-missing-of',
  { caseId: SAMPLE, lineId: SAMPLE } as { caseId: string; lineId: string },
  (p) => sql<{ id: string; left: number }>`
  select id, qty - settled as left from discrepancy_lines where discrepancy_id = ${p.caseId} and line_id = ${p.lineId} and kind = 'missing' and settled < qty`,
);
export const addSettled = defineSql(
  'supply.add-settled-difference',
  { id: SAMPLE, qty: 1 },
  (p: { id: string; qty: number }) => sql`update discrepancy_lines set settled = settled + ${p.qty} where id = ${p.id}`,
);

export interface OutcomeWrite {
  readonly id: string;
  readonly lineId: string;
  readonly outcome: string;
  readonly qty: number;
  readonly placeId: string | null;
  readonly note: string;
  readonly state: string;
  readonly by: string;
  readonly at: string;
  readonly decidedBy: string | null;
  readonly decidedAt: string | null;
  readonly documentId: string | null;
}
export const insertOutcome = defineSql(
  'supply.insert-outcome',
  {
    id: SAMPLE,
    lineId: SAMPLE,
    outcome: 'found',
    qty: 1,
    placeId: null,
    note: 'x',
    state: 'done',
    by: SAMPLE,
    at: AT,
    decidedBy: null,
    decidedAt: null,
    documentId: null,
  } as OutcomeWrite,
  (p: OutcomeWrite) => sql`
  insert into discrepancy_outcomes (id, line_id, outcome, qty, place_id, note, state, proposed_by, proposed_at, decided_by, decided_at, document_id)
  values (${p.id}, ${p.lineId}, ${p.outcome}, ${p.qty}, ${p.placeId}, ${p.note}, ${p.state}, ${p.by}, ${p.at}, ${p.decidedBy}, ${p.decidedAt}, ${p.documentId})`,
);
export const findOutcome = defineSql(
  'supply.find-outcome',
  { id: SAMPLE },
  (p: { id: string }) => sql<{
    id: string;
    lineId: string;
    outcome: 'found' | 'transporter-pays' | 'written-off' | 'counted-again';
    qty: number;
    placeId: string | null;
    state: string;
    proposedBy: string;
  }>`
  select id, line_id as "lineId", outcome, qty, place_id as "placeId", state, proposed_by as "proposedBy" from discrepancy_outcomes where id = ${p.id}`,
);
export const decideOutcomeRow = defineSql(
  'supply.decide-outcome',
  { id: SAMPLE, state: 'done', by: SAMPLE, at: AT, documentId: null } as {
    id: string;
    state: string;
    by: string;
    at: string;
    documentId: string | null;
  },
  (p) =>
    sql`update discrepancy_outcomes set state = ${p.state}, decided_by = ${p.by}, decided_at = ${p.at}, document_id = ${p.documentId} where id = ${p.id} and state = 'proposed'`,
);

export const agreeOurs = defineSql(
  'supply.agree-ours',
  { id: SAMPLE, by: SAMPLE, at: AT } as { id: string; by: string; at: string },
  (p) => sql`update discrepancies set ours_by = ${p.by}, ours_at = ${p.at}, version = version + 1 where id = ${p.id}`,
);
export const agreeTheirs = defineSql(
  'supply.agree-theirs',
  { id: SAMPLE, by: SAMPLE, at: AT, paper: null } as { id: string; by: string; at: string; paper: string | null },
  (p) =>
    sql`update discrepancies set theirs_by = ${p.by}, theirs_at = ${p.at}, theirs_paper = ${p.paper}, version = version + 1 where id = ${p.id}`,
);
export const closeCase = defineSql(
  'supply.close-case',
  { id: SAMPLE, at: AT } as { id: string; at: string },
  (p) => sql`update discrepancies set state = 'closed', closed_at = ${p.at} where id = ${p.id}`,
);
export const setCaseDue = defineSql(
  'supply.set-case-due',
  { id: SAMPLE, dueOn: DAY } as { id: string; dueOn: string },
  (p) => sql`update discrepancies set due_on = ${p.dueOn}, version = version + 1 where id = ${p.id} and state = 'open'`,
);

import { orderBy } from '#foundation/db/order.ts';
import { defineSql, sql } from '#foundation/db/sql.ts';
import type { RawBuilder } from 'kysely';
import type { Reason } from '../domain/likeness.ts';
import { SAMPLE } from './organisations.repo.ts';

const AT = '2023-03-01T00:00:00Z';

export interface Candidate {
  readonly id: string;
  readonly names: string[];
  readonly birth_years: number[];
}
/** Entries in force that have a name like one of these; the trigram index finds them, the domain judges them. */
export const listCandidates = defineSql(
  'orgs.list-screening-candidates',
  { keys: ['x'], kinds: ['person'] } as { keys: readonly string[]; kinds: readonly string[] },
  (p: { keys: readonly string[]; kinds: readonly string[] }) => sql<Candidate>`
  with alike as (
    select distinct k.entry_id from unnest(${p.keys}::text[]) as w(key)
     cross join lateral (select entry_id from screening_keys where key % w.key order by key <-> w.key limit 100) k
  ) select e.id, e.names, e.birth_years from alike a join screening_entries e on e.id = a.entry_id
     where e.kind = any(${p.kinds}::text[])
       and exists (select from screening_version_entries ve join screening_versions v on v.id = ve.version_id and v.state = 'active' where ve.entry_id = e.id)`,
);

export interface HitWrite {
  readonly id: string;
  readonly kind: string;
  readonly orgId: string;
  readonly personId: string | null;
  readonly entryId: string;
  readonly mark: string;
  readonly score: number;
  readonly reasons: readonly Reason[];
  readonly subjectBy: string;
  readonly by: string;
  readonly at: string;
}
/** Asks about pairs that were not asked before; answers the new ones. */
export const insertHits = defineSql(
  'orgs.insert-hits',
  {
    rows: [
      {
        id: SAMPLE,
        kind: 'organisation',
        orgId: SAMPLE,
        personId: null,
        entryId: SAMPLE,
        mark: 'x',
        score: 900,
        reasons: [],
        subjectBy: SAMPLE,
        by: SAMPLE,
        at: AT,
      },
    ] as readonly HitWrite[],
  },
  (p: { rows: readonly HitWrite[] }) => sql<{ id: string; org_id: string }>`
  insert into screening_hits (id, subject_kind, org_id, person_id, entry_id, subject_mark, score, reasons, subject_by, raised_by, raised_at)
  select id, kind, "orgId", "personId", "entryId", mark, score, reasons, "subjectBy", by, at
    from jsonb_to_recordset(${JSON.stringify(p.rows)}::jsonb)
      as r(id uuid, kind text, "orgId" uuid, "personId" uuid, "entryId" uuid, mark text, score int, reasons jsonb, "subjectBy" uuid, by uuid, at timestamptz)
  on conflict do nothing returning id, org_id`,
);
/** What is still undecided goes on to the subject's new names, instead of being asked beside the new question. */
export const carryUndecided = defineSql(
  'orgs.carry-undecided',
  { orgId: SAMPLE, personId: null as string | null, mark: 'x' },
  (p: { orgId: string; personId: string | null; mark: string }) => sql`
  update screening_hits h set subject_mark = ${p.mark}
   where h.org_id = ${p.orgId} and h.person_id is not distinct from ${p.personId}::uuid and h.subject_mark <> ${p.mark} and h.state in ('open', 'more-information')
     and not exists (select from screening_hits n where n.org_id = h.org_id and n.person_id is not distinct from h.person_id and n.entry_id = h.entry_id and n.subject_mark = ${p.mark})`,
);
export const noteScreened = defineSql(
  'orgs.note-screened',
  { rows: [{ orgId: SAMPLE, personId: SAMPLE }] as readonly { orgId: string; personId: string }[], at: AT },
  (p: { rows: readonly { orgId: string; personId: string }[]; at: string }) => sql`
  insert into screening_runs (org_id, person_id, screened_at)
  select "orgId", "personId", ${p.at}::timestamptz from jsonb_to_recordset(${JSON.stringify(p.rows)}::jsonb) as r("orgId" uuid, "personId" uuid)
  on conflict (org_id, person_id) do update set screened_at = excluded.screened_at`,
);

/** States of the hits in force on a subject and, for an organisation, on its officers. */
export const listStates = defineSql(
  'orgs.list-hit-states',
  { orgId: SAMPLE, personId: null as string | null },
  (p: { orgId: string; personId: string | null }) => sql<{ state: 'open' | 'more-information' | 'not-same' | 'same' }>`
  select h.state from screening_hits h left join org_people p on p.id = h.person_id
   where h.org_id = ${p.orgId}
     and (case when ${p.personId}::uuid is null then h.person_id is null or (p.kind = 'officer' and p.status = 'active') else h.person_id = ${p.personId}::uuid end)
     and exists (select from screening_version_entries ve join screening_versions v on v.id = ve.version_id and v.state = 'active' where ve.entry_id = h.entry_id)`,
);

export interface HitLocked {
  readonly id: string;
  readonly org_id: string;
  readonly person_id: string | null;
  readonly state: 'open' | 'more-information' | 'not-same' | 'same';
  readonly subject_by: string;
  readonly raised_by: string;
}
export const lockHit = defineSql(
  'orgs.lock-hit',
  { id: SAMPLE },
  (p: { id: string }) => sql<HitLocked>`
    select id, org_id, person_id, state, subject_by, raised_by from screening_hits where id = ${p.id} for update`,
);
export const findHitOrg = defineSql(
  'orgs.find-hit-organisation',
  { id: SAMPLE },
  (p: { id: string }) => sql<{ org_id: string }>`select org_id from screening_hits where id = ${p.id}`,
);
export const setDecision = defineSql(
  'orgs.set-decision',
  { id: SAMPLE, state: 'same', by: SAMPLE, at: AT, note: 'x' },
  (p: { id: string; state: string; by: string; at: string; note: string }) => sql`
    update screening_hits set state = ${p.state}, decided_by = ${p.by}, decided_at = ${p.at}, note = ${p.note} where id = ${p.id}`,
);
/** Open again; who opens it has raised it. */
export const setReopened = defineSql(
  'orgs.set-reopened',
  { id: SAMPLE, by: SAMPLE, at: AT, note: 'x' },
  (p: { id: string; by: string; at: string; note: string }) => sql`
    update screening_hits set state = 'open', raised_by = ${p.by}, raised_at = ${p.at}, decided_by = null, decided_at = null, note = ${p.note} where id = ${p.id}`,
);

export interface HitFilter {
  readonly reach: RawBuilder<boolean>;
  readonly state: string | null;
  readonly undecided: boolean;
  readonly orgId: string | null;
  readonly sort: string | undefined;
  readonly limit: number;
  readonly offset: number;
}
export interface HitFound extends HitLocked {
  readonly subject_kind: 'organisation' | 'officer' | 'driver' | 'contact';
  readonly name_en: string;
  readonly name_tr: string | null;
  readonly name_ar: string | null;
  readonly sealed: Buffer | null;
  readonly list_code: string;
  readonly ref: string;
  readonly names: string[];
  readonly birth_years: number[];
  readonly entry_note: string | null;
  readonly score: number;
  readonly reasons: Reason[];
  readonly in_force: boolean;
  readonly raised_at: Date;
  readonly raised_name: string;
  readonly decided_at: Date | null;
  readonly decided_name: string | null;
  readonly note: string | null;
  readonly total: number;
}
const sortable = {
  nameEn: sql`o.name_en`,
  subjectKind: sql`h.subject_kind`,
  listCode: sql`l.code`,
  ref: sql`e.ref`,
  score: sql`h.score`,
  state: sql`h.state`,
  raisedAt: sql`h.raised_at`,
  decidedAt: sql`h.decided_at`,
};
export const listHitRows = defineSql(
  'orgs.list-hits',
  { reach: sql<boolean>`true`, state: null, undecided: false, orgId: null, sort: undefined, limit: 50, offset: 0 } as HitFilter,
  (p: HitFilter) => sql<HitFound>`
  select h.*, o.name_en, o.name_tr, o.name_ar, p.sealed, l.code as list_code, e.ref, e.names, e.birth_years, e.note as entry_note,
         exists (select from screening_version_entries ve join screening_versions v on v.id = ve.version_id and v.state = 'active' where ve.entry_id = e.id) as in_force,
         r.name as raised_name, d.name as decided_name, count(*) over () as total
    from screening_hits h join organisations o on o.id = h.org_id left join org_people p on p.id = h.person_id
    join screening_entries e on e.id = h.entry_id join screening_lists l on l.id = e.list_id
    join users r on r.id = h.raised_by left join users d on d.id = h.decided_by
   where ${p.reach} and (${p.state}::text is null or h.state = ${p.state}) and (${p.orgId}::uuid is null or h.org_id = ${p.orgId}::uuid)
     and (not ${p.undecided}::boolean or h.state in ('open', 'more-information'))
   ${orderBy(p.sort, sortable, sql`case h.state when 'open' then 0 when 'more-information' then 1 else 2 end, h.score desc`, sql`h.id`)}
   limit ${p.limit} offset ${p.offset}`,
);

import { orderBy } from '#foundation/db/order.ts';
import { defineSql, sql } from '#foundation/db/sql.ts';
import type { RawBuilder } from 'kysely';
import { SAMPLE } from './organisations.repo.ts';

const AT = '2023-03-01T00:00:00Z';

export interface GrantWrite {
  readonly id: string;
  readonly donorId: string;
  readonly code: string;
  readonly title: string;
  readonly currency: string;
  readonly amount: number;
  readonly startsOn: string;
  readonly endsOn: string;
  readonly status: string;
  readonly sectors: readonly string[];
  readonly note: string | null;
  readonly at: string;
}
export const insertGrant = defineSql(
  'orgs.insert-grant',
  {
    id: SAMPLE,
    donorId: SAMPLE,
    code: 'X-1',
    title: 'X',
    currency: 'EUR',
    amount: 1,
    startsOn: '2023-01-01',
    endsOn: '2023-12-31',
    status: 'active',
    sectors: [],
    note: null,
    at: AT,
  } as GrantWrite,
  (p: GrantWrite) => sql`
  insert into grants (id, donor_id, code, title, currency, amount, starts_on, ends_on, status, sectors, note, created_at)
  values (${p.id}, ${p.donorId}, ${p.code}, ${p.title}, ${p.currency}, ${p.amount}, ${p.startsOn}, ${p.endsOn}, ${p.status}, ${p.sectors}::text[], ${p.note}, ${p.at})`,
);
export const updateGrant = defineSql(
  'orgs.update-grant',
  { id: SAMPLE, title: 'X', sectors: [], note: null } as { id: string; title: string; sectors: readonly string[]; note: string | null },
  (p: { id: string; title: string; sectors: readonly string[]; note: string | null }) => sql`
    update grants set title = ${p.title}, sectors = ${p.sectors}::text[], note = ${p.note}, version = version + 1 where id = ${p.id}`,
);
export const setGrantStatusRow = defineSql(
  'orgs.set-grant-status',
  { id: SAMPLE, status: 'closed' },
  (p: { id: string; status: string }) => sql`update grants set status = ${p.status}, version = version + 1 where id = ${p.id}`,
);
export const lockGrant = defineSql(
  'orgs.lock-grant',
  { id: SAMPLE },
  (p: { id: string }) => sql<{ id: string }>`select id from grants where id = ${p.id} for update`,
);

export interface GrantParts {
  readonly grantId: string;
  readonly lines: readonly { code: string; title: string; minor: string }[];
  readonly areas: readonly string[];
  readonly partners: readonly string[];
}
const parts: GrantParts = { grantId: SAMPLE, lines: [{ code: 'A1', title: 'X', minor: '1' }], areas: ['TUR'], partners: [SAMPLE] };
export const deleteParts = defineSql(
  'orgs.delete-grant-parts',
  { grantId: SAMPLE },
  (p: { grantId: string }) => sql`
  with lines as (delete from grant_lines where grant_id = ${p.grantId}), areas as (delete from grant_areas where grant_id = ${p.grantId})
  delete from grant_partners where grant_id = ${p.grantId}`,
);
export const insertParts = defineSql(
  'orgs.insert-grant-parts',
  parts,
  (p: GrantParts) => sql`
  with lines as (
    insert into grant_lines (grant_id, code, title, amount)
    select ${p.grantId}::uuid, code, title, minor from jsonb_to_recordset(${JSON.stringify(p.lines)}::jsonb) as r(code text, title text, minor bigint)
  ), areas as (
    insert into grant_areas (grant_id, pcode) select distinct ${p.grantId}::uuid, pcode from unnest(${p.areas}::text[]) as a(pcode)
  ) insert into grant_partners (grant_id, org_id) select distinct ${p.grantId}::uuid, org from unnest(${p.partners}::uuid[]) as o(org)`,
);
/** Which of these are not partners of the mission. */
export const listNotPartners = defineSql(
  'orgs.list-not-partners',
  { ids: [SAMPLE] as readonly string[] },
  (p: { ids: readonly string[] }) => sql<{ name_en: string }>`
    select name_en from organisations where id = any(${p.ids}::uuid[]) and not (roles && array['partner', 'un-agency', 'own'])`,
);

export interface AmendmentWrite {
  readonly id: string;
  readonly grantId: string;
  readonly kind: string;
  readonly amendedOn: string;
  readonly reference: string;
  readonly formerEndsOn: string;
  readonly endsOn: string;
  readonly added: number;
  readonly amount: number;
  readonly by: string;
  readonly at: string;
}
/** The amendment and what it makes of the grant, in one statement. */
export const insertAmendment = defineSql(
  'orgs.insert-amendment',
  {
    id: SAMPLE,
    grantId: SAMPLE,
    kind: 'top-up',
    amendedOn: '2023-03-01',
    reference: 'x',
    formerEndsOn: '2023-03-01',
    endsOn: '2023-03-01',
    added: 1,
    amount: 2,
    by: SAMPLE,
    at: AT,
  } as AmendmentWrite,
  (p: AmendmentWrite) => sql`
  with amended as (update grants set amount = ${p.amount}, ends_on = ${p.endsOn}, version = version + 1 where id = ${p.grantId})
  insert into grant_amendments (id, grant_id, kind, amended_on, reference, former_ends_on, new_ends_on, added, recorded_by, recorded_at)
  values (${p.id}, ${p.grantId}, ${p.kind}, ${p.amendedOn}, ${p.reference}, ${p.formerEndsOn}, ${p.endsOn}, ${p.added}, ${p.by}, ${p.at})`,
);

export interface GrantFound {
  readonly id: string;
  readonly code: string;
  readonly title: string;
  readonly donor_id: string;
  readonly name_en: string;
  readonly name_tr: string | null;
  readonly name_ar: string | null;
  readonly currency: string;
  readonly amount: number;
  readonly starts_on: string;
  readonly ends_on: string;
  readonly status: 'planned' | 'active' | 'closed';
  readonly sectors: 'shelter'[];
  readonly note: string | null;
  readonly version: number;
  readonly total: number;
}
const from = sql`from grants g join organisations o on o.id = g.donor_id`;
const found = sql`g.*, o.name_en, o.name_tr, o.name_ar`;

export const findGrant = defineSql(
  'orgs.find-grant',
  { id: SAMPLE },
  (p: { id: string }) => sql<GrantFound>`select ${found}, 1 as total ${from} where g.id = ${p.id}`,
);

export interface GrantFilter {
  readonly reach: RawBuilder<boolean>;
  readonly search: string | null;
  readonly donorId: string | null;
  readonly status: string | null;
  /** Active ones that end on this day or before. */
  readonly endingBy: string | null;
  readonly sort: string | undefined;
  readonly limit: number;
  readonly offset: number;
}
const sortable = {
  code: sql`g.code`,
  title: sql`g.title`,
  nameEn: sql`o.name_en`,
  amount: sql`g.amount`,
  currency: sql`g.currency`,
  startsOn: sql`g.starts_on`,
  endsOn: sql`g.ends_on`,
  daysLeft: sql`g.ends_on`,
  status: sql`g.status`,
};
export const listGrantRows = defineSql(
  'orgs.list-grants',
  {
    reach: sql<boolean>`true`,
    search: null,
    donorId: null,
    status: null,
    endingBy: null,
    sort: undefined,
    limit: 50,
    offset: 0,
  } as GrantFilter,
  (p: GrantFilter) => sql<GrantFound>`
  select ${found}, count(*) over () as total ${from}
   where ${p.reach} and (${p.search}::text is null or g.code ilike '%' || ${p.search} || '%' or g.title ilike '%' || ${p.search} || '%')
     and (${p.donorId}::uuid is null or g.donor_id = ${p.donorId}::uuid) and (${p.status}::text is null or g.status = ${p.status})
     and (${p.endingBy}::date is null or (g.status = 'active' and g.ends_on <= ${p.endingBy}::date))
   ${orderBy(p.sort, sortable, sql`g.status = 'closed', g.ends_on`, sql`g.id`)} limit ${p.limit} offset ${p.offset}`,
);

/** Active agreements that end by a day. */
export const listEnding = defineSql(
  'orgs.list-ending-grants',
  { by: '2023-12-31' },
  (p: { by: string }) => sql<{ id: string; code: string; donor_id: string; ends_on: string }>`
  select g.id, g.code, g.donor_id, g.ends_on from grants g where g.status = 'active' and g.ends_on <= ${p.by}::date order by g.ends_on, g.id`,
);

export const listLineRows = defineSql(
  'orgs.list-grant-lines',
  { grantId: SAMPLE },
  (p: { grantId: string }) => sql<{ code: string; title: string; amount: number }>`
    select code, title, amount from grant_lines where grant_id = ${p.grantId} order by code`,
);
export const listAreaRows = defineSql(
  'orgs.list-grant-areas',
  { grantId: SAMPLE },
  (p: { grantId: string }) => sql<{ pcode: string; name_en: string; name_tr: string | null; name_ar: string | null }>`
    select ga.pcode, a.name_en, a.name_tr, a.name_ar from grant_areas ga join areas a on a.pcode = ga.pcode where ga.grant_id = ${p.grantId} order by ga.pcode`,
);
export const listPartnerRows = defineSql(
  'orgs.list-grant-partners',
  { grantId: SAMPLE },
  (p: { grantId: string }) =>
    sql<{
      id: string;
      acronym: string | null;
      name_en: string;
      name_tr: string | null;
      name_ar: string | null;
    }>`select o.id, o.acronym, o.name_en, o.name_tr, o.name_ar from grant_partners gp join organisations o on o.id = gp.org_id where gp.grant_id = ${p.grantId} order by o.name_en`,
);
export interface AmendmentRow {
  readonly id: string;
  readonly kind: 'no-cost-extension' | 'top-up';
  readonly amended_on: string;
  readonly reference: string;
  readonly former_ends_on: string;
  readonly new_ends_on: string;
  readonly added: number;
  readonly recorded_by: string;
  readonly recorded_at: Date;
}
export const listAmendmentRows = defineSql(
  'orgs.list-amendments',
  { grantId: SAMPLE },
  (p: { grantId: string }) => sql<AmendmentRow>`
  select a.id, a.kind, a.amended_on, a.reference, a.former_ends_on, a.new_ends_on, a.added, u.name as recorded_by, a.recorded_at
    from grant_amendments a join users u on u.id = a.recorded_by where a.grant_id = ${p.grantId} order by a.recorded_at desc, a.id desc`,
);
export const listGrantProjects = defineSql(
  'orgs.list-grant-projects',
  { grantId: SAMPLE },
  (p: { grantId: string }) =>
    sql<{
      id: string;
      code: string;
      name_en: string;
      name_tr: string | null;
      name_ar: string | null;
      response_id: string;
    }>`select p.id, p.code, p.name_en, p.name_tr, p.name_ar, p.response_id from project_grants pg join projects p on p.id = pg.project_id where pg.grant_id = ${p.grantId} order by p.code`,
);

import { defineSql, sql } from '#foundation/db/sql.ts';
import type { OrgRole } from '../contract/organisations.ts';
import { SAMPLE } from './organisations.repo.ts';

const AT = '2023-03-01T00:00:00Z';

export interface MergeWrite {
  readonly id: string;
  readonly fromId: string;
  readonly intoId: string;
  readonly formerStatus: string;
  readonly addedRoles: readonly string[];
  readonly reason: string;
  readonly by: string;
  readonly at: string;
}
export const insertMerge = defineSql(
  'orgs.insert-merge',
  {
    id: SAMPLE,
    fromId: SAMPLE,
    intoId: SAMPLE,
    formerStatus: 'active',
    addedRoles: ['partner'],
    reason: 'x',
    by: SAMPLE,
    at: AT,
  } as MergeWrite,
  (p: MergeWrite) => sql`
  insert into org_merges (id, from_id, into_id, former_status, added_roles, reason, merged_by, merged_at)
  values (${p.id}, ${p.fromId}, ${p.intoId}, ${p.formerStatus}, ${p.addedRoles}::text[], ${p.reason}, ${p.by}, ${p.at})`,
);

export const setMerged = defineSql(
  'orgs.set-merged',
  { id: SAMPLE, into: SAMPLE as string | null, status: 'merged' },
  (p: { id: string; into: string | null; status: string }) => sql`
    update organisations set merged_into = ${p.into}::uuid, status = ${p.status}, version = version + 1 where id = ${p.id}`,
);

export const setRoles = defineSql(
  'orgs.set-roles',
  { id: SAMPLE, roles: ['partner'] as readonly string[], kind: 'partner', mark: '' },
  (p: { id: string; roles: readonly string[]; kind: string; mark: string }) => sql`
    update organisations set roles = ${p.roles}::text[], kind = ${p.kind}, screen_mark = ${p.mark}, version = version + 1 where id = ${p.id}`,
);

export interface MergeFound {
  readonly id: string;
  readonly from_id: string;
  readonly into_id: string;
  readonly former_status: 'active' | 'suspended' | 'closed';
  readonly added_roles: OrgRole[];
}
export const lockMerge = defineSql(
  'orgs.lock-merge',
  { id: SAMPLE },
  (p: { id: string }) => sql<MergeFound>`
    select id, from_id, into_id, former_status, added_roles from org_merges where id = ${p.id} and undone_at is null for update`,
);
export const setUndone = defineSql(
  'orgs.set-merge-undone',
  { id: SAMPLE, by: SAMPLE, at: AT },
  (p: { id: string; by: string; at: string }) => sql`update org_merges set undone_by = ${p.by}, undone_at = ${p.at} where id = ${p.id}`,
);

export interface MergeRow {
  readonly id: string;
  readonly from_id: string;
  readonly acronym: string | null;
  readonly name_en: string;
  readonly name_tr: string | null;
  readonly name_ar: string | null;
  readonly kind: OrgRole;
  readonly roles: OrgRole[];
  readonly status: 'merged';
  readonly reason: string;
  readonly merged_at: Date;
  readonly merged_by: string;
}
/** Organisations that are aliases of this one now. */
export const listMergeRows = defineSql(
  'orgs.list-merges',
  { intoId: SAMPLE },
  (p: { intoId: string }) => sql<MergeRow>`
  select m.id, m.from_id, o.acronym, o.name_en, o.name_tr, o.name_ar, o.kind, o.roles, o.status, m.reason, m.merged_at, u.name as merged_by
    from org_merges m join organisations o on o.id = m.from_id join users u on u.id = m.merged_by
   where m.into_id = ${p.intoId} and m.undone_at is null order by m.merged_at, m.id`,
);

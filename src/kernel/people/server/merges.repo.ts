import { defineSql, sql } from '#foundation/db/sql.ts';
import type { BriefRow } from './persons.repo.ts';
import { SAMPLE } from './persons.repo.ts';

const AT = '2023-03-01T00:00:00Z';
/** What the merge ended or began, for the way back. */
export interface Former {
  readonly status: 'active' | 'deceased' | 'departed';
  readonly membershipId: string | null;
  readonly joinedId: string | null;
}
export const insertMerge = defineSql(
  'people.insert-merge',
  { id: SAMPLE, fromId: SAMPLE, intoId: SAMPLE, reason: 'x', former: {} as unknown, by: SAMPLE, at: AT },
  (p: { id: string; fromId: string; intoId: string; reason: string; former: unknown; by: string; at: string }) => sql`
  insert into person_merges (id, from_id, into_id, reason, former, merged_by, merged_at)
  values (${p.id}, ${p.fromId}, ${p.intoId}, ${p.reason}, ${JSON.stringify(p.former)}::jsonb, ${p.by}, ${p.at})`,
);
export interface MergeFound {
  readonly id: string;
  readonly from_id: string;
  readonly into_id: string;
  readonly former: Former;
  readonly areas: string[];
  readonly site_id: string | null;
}
export const findMerge = defineSql(
  'people.find-merge',
  { id: SAMPLE },
  (p: { id: string }) => sql<MergeFound>`
    select m.id, m.from_id, m.into_id, m.former, p.areas, p.site_id from person_merges m join persons p on p.id = m.into_id
     where m.id = ${p.id} and m.undone_at is null`,
);
export const setUndone = defineSql(
  'people.set-merge-undone',
  { id: SAMPLE, by: SAMPLE, at: AT },
  (p: { id: string; by: string; at: string }) => sql`update person_merges set undone_by = ${p.by}, undone_at = ${p.at} where id = ${p.id}`,
);
export const listMergeRows = defineSql(
  'people.list-merges',
  { intoId: SAMPLE },
  (p: { intoId: string }) => sql<BriefRow & { merge_id: string; reason: string; merged_at: Date; merged_by: string }>`
  select p.id, p.number, p.sealed, p.sex, p.birth_date, p.birth_precision, p.status, p.restricted, m.id as merge_id, m.reason, m.merged_at, u.name as merged_by
    from person_merges m join persons p on p.id = m.from_id join users u on u.id = m.merged_by
   where m.into_id = ${p.intoId} and m.undone_at is null order by m.merged_at, m.id`,
);

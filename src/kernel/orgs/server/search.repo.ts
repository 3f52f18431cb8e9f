import { defineSql, sql } from '#foundation/db/sql.ts';
import type { RawBuilder } from 'kysely';
import type { OrgRole } from '../contract/organisations.ts';

export interface BriefRow {
  readonly id: string;
  readonly acronym: string | null;
  readonly name_en: string;
  readonly name_tr: string | null;
  readonly name_ar: string | null;
  readonly kind: OrgRole;
  readonly status: 'active' | 'suspended' | 'closed' | 'merged';
}
const brief = sql`o.id, o.acronym, o.name_en, o.name_tr, o.name_ar, o.kind, o.status`;

export const findBrief = defineSql(
  'orgs.find-brief',
  { id: '00000000-0000-7000-8000-000000000001' },
  (p: { id: string }) => sql<BriefRow>`select ${brief} from organisations o where o.id = ${p.id}`,
);

export interface SearchParams {
  readonly key: string;
  /** The key in Latin letters, for likeness. */
  readonly latin: string;
  readonly role: string | null;
  readonly limit: number;
  readonly reach: RawBuilder<boolean>;
}
/** By prefix first, then by likeness; both read an index. A merged one is found as its successor. */
export const searchRows = defineSql(
  'orgs.search',
  { key: 'nar', latin: 'nar', role: null, limit: 10, reach: sql<boolean>`true` } as SearchParams,
  (p: SearchParams) => sql<BriefRow & { alias: string | null }>`
  with prefix as materialized (
    select org_id, case when key = ${p.key} then 0 else 1 end as rank, weight from org_keys where key like ${`${p.key}%`} limit 200
  ), alike as materialized (
    select org_id, 2 + (${p.latin} <-> key) as rank, weight from org_keys where key % ${p.latin} and length(${p.latin}) > 2 order by ${p.latin} <-> key limit 60
  ), best as (
    select org_id, min(rank) as rank, min(weight) as weight from (select * from prefix union all select * from alike) c group by org_id
  )
  select ${brief}, null::text as alias
    from best b join organisations o on o.id = b.org_id
   where o.status <> 'merged' and (${p.role}::text is null or ${p.role}::text = any(o.roles)) and ${p.reach}
   order by floor(b.rank), b.weight, b.rank, o.name_en limit ${p.limit}`,
);

export interface DuplicateParams {
  readonly keys: readonly string[];
  readonly numbers: readonly string[];
  readonly butNot: string | null;
  readonly reach: RawBuilder<boolean>;
}
/** Organisations with a number or a name like these, the surest first. */
export const duplicateRows = defineSql(
  'orgs.find-duplicates',
  { keys: ['nar'], numbers: ['1'], butNot: null, reach: sql<boolean>`true` } as DuplicateParams,
  (p: DuplicateParams) => sql<BriefRow & { found: string; number: boolean }>`
  with alike as (
    select k.org_id, k.key as found, false as number, similarity(k.key, w.key) as score
      from unnest(${p.keys}::text[]) as w(key) join lateral (select * from org_keys where key % w.key and weight < 20) k on true
    union all
    select r.org_id, r.number, true, 2 from org_registrations r where r.number_key = any(${p.numbers}::text[])
  ), best as (select distinct on (org_id) org_id, found, number, score from alike order by org_id, score desc)
  select ${brief}, b.found, b.number from best b join organisations o on o.id = b.org_id
   where o.status <> 'merged' and (${p.butNot}::uuid is null or o.id <> ${p.butNot}::uuid) and ${p.reach}
   order by b.score desc limit 30`,
);

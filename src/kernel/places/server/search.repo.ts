import { defineSql, sql } from '#foundation/db/sql.ts';
import type { RawBuilder } from 'kysely';

export interface SearchParams {
  /** Folded text. */
  readonly key: string;
  readonly kinds: readonly string[];
  readonly within: string | null;
  readonly limit: number;
  /** Which sites the reader may find. */
  readonly reach: RawBuilder<boolean>;
}
export interface HitRow {
  readonly kind: 'area' | 'town' | 'site' | 'crossing';
  readonly ref: string;
  readonly name_en: string;
  readonly name_tr: string | null;
  readonly name_ar: string | null;
  readonly level: number | null;
  readonly type: string | null;
  readonly within: string;
  readonly lat: number | null;
  readonly lon: number | null;
}

/** Sorts after every text that begins with the key, in the byte order of the prefix index. */
const last = '\u{10FFFF}';

/**
 * Candidates by prefix and, where these are few, by trigram similarity; then the rows behind them that the reader may find.
 * Both branches read an index and stop early; what a hit lies within is put together only for the hits that are answered.
 */
export const searchRows = defineSql(
  'places.search',
  { key: 'afrin', kinds: ['area'], within: null, limit: 12, reach: sql<boolean>`true` } as SearchParams,
  (p: SearchParams) => sql<HitRow>`
  with prefix as materialized (
    select kind, ref, weight, case when key = ${p.key} then 0 else 1 end as rank, length(key) as len from place_keys
     where key ~>=~ ${p.key} and key ~<~ ${p.key + last} and kind = any(${p.kinds}::text[])
     order by (key = ${p.key}) desc, weight, length(key) limit 200
  ), alike as materialized (
    select kind, ref, weight, 2 + (${p.key} <-> key) as rank, length(key) as len from place_keys
     where key % ${p.key} and kind = any(${p.kinds}::text[]) and length(${p.key}) > 2
       -- A prefix outranks every likeness: none is looked for where prefixes fill the answer and nothing filters them away.
       and (${p.within}::text is not null or (select count(*) from prefix where kind <> 'site') < ${p.limit} * 4)
     order by ${p.key} <-> key limit 60
  ), best as (
    select kind, ref, min(rank) as rank, min(weight) as weight, min(len) as len from (select * from prefix union all select * from alike) c group by kind, ref
  ), chosen as materialized (
    select b.kind, b.ref, b.rank, b.weight, b.len, h.*
      from best b
      cross join lateral (
        select a.name_en, a.name_tr, a.name_ar, a.level, null::text as type, null::text as code, a.lineage, a.lat, a.lon
          from areas a where b.kind = 'area' and a.pcode = b.ref and a.valid_to is null and (${p.within}::text is null or a.lineage @> array[${p.within}::text])
        union all
        select t.name, t.name, null, null, 'town', null, (select a.lineage from areas a where a.pcode = t.area), t.lat, t.lon
          from towns t where b.kind = 'town' and t.id = b.ref and (${p.within}::text is null or exists (select from areas a where a.pcode = t.area and a.lineage @> array[${p.within}::text]))
        union all
        select s.name_en, s.name_tr, s.name_ar, null, s.type, s.code, a.lineage, a.lat, a.lon
          from sites s join areas a on a.pcode = s.area where b.kind = 'site' and s.id::text = b.ref and ${p.reach} and (${p.within}::text is null or a.lineage @> array[${p.within}::text])
        union all
        select c.name_en, c.name_tr, c.name_ar, null, 'crossing', null, null, c.lat, c.lon from crossings c where b.kind = 'crossing' and c.id = b.ref and ${p.within}::text is null
      ) h
     order by floor(b.rank), b.weight, b.rank, b.len, b.ref limit ${p.limit}
  )
  select c.kind, c.ref, c.name_en, c.name_tr, c.name_ar, c.level, c.type, c.lat, c.lon,
         case c.kind
           when 'site' then c.code || ', ' || coalesce((select l.name_en from areas l where l.pcode = any(c.lineage) order by l.level desc limit 1), '')
           else coalesce((select string_agg(l.name_en, ', ' order by l.level desc) from areas l where l.pcode = any(c.lineage) and (c.kind <> 'area' or l.pcode <> c.ref)), '')
         end as within
    from chosen c
   order by floor(c.rank), c.weight, c.rank, c.len, c.ref`,
);

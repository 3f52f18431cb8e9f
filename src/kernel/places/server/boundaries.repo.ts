import { defineSql, sql } from '#foundation/db/sql.ts';
import type { Shape } from '../contract/boundaries.ts';

export interface BoundaryWrite {
  readonly pcode: string;
  readonly shape: Shape;
}
export interface BoundaryWritten {
  readonly pcode: string;
  readonly effect: 'added' | 'changed' | 'same' | 'unknown';
}

/** Writes the boundaries of known areas and says of each what became of it. */
export const upsertBoundaries = defineSql(
  'places.upsert-boundaries',
  { boundaries: [], source: 'test', at: '2023-03-01T00:00:00Z' } as { boundaries: readonly BoundaryWrite[]; source: string; at: string },
  (p: { boundaries: readonly BoundaryWrite[]; source: string; at: string }) => sql<BoundaryWritten>`
  with told as materialized (
    select t.pcode, t.shape, case when a.pcode is null then 'unknown' when b.pcode is null then 'added' when b.geometry = t.shape and b.source = ${p.source} then 'same' else 'changed' end as effect
      from jsonb_to_recordset(${JSON.stringify(p.boundaries)}::jsonb) as t(pcode text, shape jsonb)
      left join areas a on a.pcode = t.pcode and a.valid_to is null
      left join area_boundaries b on b.pcode = t.pcode
  ), written as (
    insert into area_boundaries (pcode, geometry, source, imported_at)
    select pcode, shape, ${p.source}, ${p.at}::timestamptz from told where effect in ('added', 'changed')
    on conflict (pcode) do update set geometry = excluded.geometry, source = excluded.source, imported_at = excluded.imported_at
  )
  select pcode, effect from told`,
);

export const deleteBoundaries = defineSql(
  'places.delete-boundaries',
  { source: 'test' },
  (p: { source: string }) => sql<{ pcode: string }>`delete from area_boundaries where source = ${p.source} returning pcode`,
);

export interface BoundaryFound {
  readonly pcode: string;
  readonly level: number;
  readonly parent: string | null;
  readonly nameEn: string;
  readonly nameTr: string | null;
  readonly nameAr: string | null;
  readonly shape: Shape;
}
export const listBoundaryRows = defineSql(
  'places.list-boundary-rows',
  {},
  () => sql<BoundaryFound>`
  select b.pcode, a.level, a.parent, a.name_en as "nameEn", a.name_tr as "nameTr", a.name_ar as "nameAr", b.geometry as shape
    from area_boundaries b join areas a on a.pcode = b.pcode where a.valid_to is null order by a.level, b.pcode`,
);

export const listSourceRows = defineSql(
  'places.list-boundary-sources',
  {},
  () => sql<{ source: string; count: number; importedAt: Date }>`
  select source, count(*)::int as count, max(imported_at) as "importedAt" from area_boundaries group by source order by max(imported_at) desc, source`,
);

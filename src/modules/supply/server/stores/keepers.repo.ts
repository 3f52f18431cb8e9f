import { defineSql, sql } from '#foundation/db/sql.ts';

const SAMPLE = '00000000-0000-7000-8000-000000000001';

export interface KeeperFound {
  readonly id: string;
  readonly kind: string;
  readonly code: string;
  readonly nameEn: string;
  readonly nameTr: string | null;
  readonly nameAr: string | null;
  readonly org_id: string | null;
  readonly keeper: string | null;
  readonly areas: string[] | null;
}
/** Open places that stand by themselves and have another keeper than this one; a code that begins so comes first. */
export const searchKeeperRows = defineSql(
  'supply.search-keepers',
  { placeId: SAMPLE, key: 'ps', limit: 500 },
  (p: { placeId: string; key: string; limit: number }) => sql<KeeperFound>`
  select p.id, p.kind, p.code, p.name_en as "nameEn", p.name_tr as "nameTr", p.name_ar as "nameAr", p.org_id, o.name_en as keeper, a.lineage as areas
    from stock_places p left join organisations o on o.id = p.org_id left join sites s on s.id = p.site_id left join areas a on a.pcode = s.area
   where p.status = 'open' and p.parent_id is null and p.kind in ('warehouse', 'hub', 'partner-store') and p.search_key like '%' || ${p.key} || '%'
     and p.org_id is distinct from (select h.org_id from stock_places h where h.id = ${p.placeId})
   order by p.search_key not like ${p.key} || '%', p.code limit ${p.limit}`,
);

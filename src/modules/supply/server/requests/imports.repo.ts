import { defineSql, sql } from '#foundation/db/sql.ts';
import { SAMPLE } from './shared.repo.ts';

export interface PlanSaid {
  readonly id: string;
  readonly number: string;
  readonly org_id: string;
  readonly site_id: string;
  readonly gives_on: string;
  readonly status: 'open' | 'closed';
  readonly lineage: string[];
}
/** Plans by their numbers as a sheet names them. */
export const listPlansSaid = defineSql(
  'supply.list-plans-said',
  { numbers: ['X'], onlyOrg: null } as { numbers: readonly string[]; onlyOrg: string | null },
  (p) => sql<PlanSaid>`
  select p.id, p.number, p.org_id, p.site_id, p.gives_on, p.status, a.lineage from supply_plans p join sites s on s.id = p.site_id join areas a on a.pcode = s.area
   where p.number in (select upper(n) from unnest(${p.numbers}::text[]) as u(n)) and (${p.onlyOrg}::uuid is null or p.org_id = ${p.onlyOrg}::uuid)`,
);

export interface ItemSaid {
  readonly id: string;
  readonly code: string;
  readonly name_en: string;
  readonly unit: string;
  /** Codes and names under which it is known. */
  readonly words: string[];
  readonly packs: { code: string; kind: string; smallest: number; per: number }[];
}
/** Items by the codes and names that a sheet uses, or by their ids; retired ones are not asked for any more. */
export const listItemsSaid = defineSql(
  'supply.list-items-said',
  { texts: ['X'], ids: [SAMPLE] } as { texts: readonly string[]; ids?: readonly string[] },
  (p) => sql<ItemSaid>`
  select i.id, i.code, i.name_en, i.unit, array(select w from unnest(array[i.code, i.name_en, i.name_tr, i.name_ar]) as u(w) where w is not null)
           || array(select c.code from item_codes c where c.item_id = i.id) as words,
         coalesce((select jsonb_agg(jsonb_build_object('code', k.code, 'kind', k.kind, 'smallest', k.smallest, 'per', k.per) order by k.smallest) from item_packs k
                    where k.item_id = i.id and k.superseded_at is null), '[]'::jsonb) as packs
    from items i where i.status <> 'retired' and (i.id = any(${p.ids ?? []}::uuid[]) or exists (
      select from unnest(${p.texts}::text[]) as u(t) where lower(u.t) in (lower(i.code), lower(i.name_en), lower(i.name_tr), lower(i.name_ar))
          or exists (select from item_codes c where c.item_id = i.id and lower(c.code) = lower(u.t))))`,
);

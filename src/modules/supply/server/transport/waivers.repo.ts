import { orderBy } from '#foundation/db/order.ts';
import { defineSql, sql } from '#foundation/db/sql.ts';
import { AT, DAY, SAMPLE, namesJson, orgJson, paged } from './names.repo.ts';
import type { NamesFound, OrgNamed, Paged } from './names.repo.ts';

export interface WaiverWrite {
  readonly id: string;
  readonly area: string | null;
  readonly orgId: string | null;
  readonly fromDay: string;
  readonly toDay: string | null;
  readonly reason: string;
  readonly by: string;
  readonly at: string;
}
export const insertWaiver = defineSql(
  'supply.insert-waiver',
  { id: SAMPLE, area: null, orgId: SAMPLE, fromDay: DAY, toDay: null, reason: 'x', by: SAMPLE, at: AT } as WaiverWrite,
  (p: WaiverWrite) => sql`
  insert into visibility_waivers (id, area, org_id, from_day, to_day, reason, set_by, set_at)
  values (${p.id}, ${p.area}, ${p.orgId}, ${p.fromDay}, ${p.toDay}, ${p.reason}, ${p.by}, ${p.at})`,
);
export const liftWaiverRow = defineSql(
  'supply.lift-waiver',
  { id: SAMPLE, at: AT } as { id: string; at: string },
  (p) => sql`update visibility_waivers set lifted_at = ${p.at} where id = ${p.id} and lifted_at is null`,
);
const inForce = (day: string) => sql`w.lifted_at is null and w.from_day <= ${day}::date and (w.to_day is null or w.to_day >= ${day}::date)`;

export interface WaiverFound {
  readonly id: string;
  readonly area: string | null;
  readonly areaNames: NamesFound | null;
  readonly org: OrgNamed | null;
  readonly fromDay: string;
  readonly toDay: string | null;
  readonly reason: string;
  readonly lifted: boolean;
  readonly inForce: boolean;
}
export const listWaiverRows = defineSql(
  'supply.list-waivers',
  { ...paged, sort: '-fromDay', inForce: true, day: DAY } as Paged & { inForce: boolean | null; day: string },
  (p) => sql<WaiverFound & { total: number }>`
  select w.id, w.area, case when a.pcode is not null then ${namesJson('a')} end as "areaNames", case when o.id is not null then ${orgJson('o')} end as org, w.from_day as "fromDay",
         w.to_day as "toDay", w.reason, w.lifted_at is not null as lifted, (${inForce(p.day)}) as "inForce", count(*) over ()::int as total
    from visibility_waivers w left join areas a on a.pcode = w.area left join organisations o on o.id = w.org_id
   where ${p.inForce}::boolean is null or (${inForce(p.day)}) = ${p.inForce}
   ${orderBy(p.sort, { area: sql`w.area`, org: sql`o.name_en`, fromDay: sql`w.from_day`, toDay: sql`w.to_day` }, sql`w.from_day desc`, sql`w.id`)} limit ${p.limit} offset ${p.offset}`,
);

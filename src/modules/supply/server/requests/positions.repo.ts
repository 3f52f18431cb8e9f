import { defineSql, sql } from '#foundation/db/sql.ts';
import { SAMPLE } from './shared.repo.ts';

interface At {
  readonly org_id: string;
  readonly site_id: string;
  readonly lineage: string[];
}
export const findPlanAt = defineSql(
  'supply.find-plan-position',
  { id: SAMPLE },
  (p: { id: string }) => sql<At>`
  select p.org_id, p.site_id, a.lineage from supply_plans p join sites s on s.id = p.site_id join areas a on a.pcode = s.area where p.id = ${p.id}`,
);
export const findRequestAt = defineSql(
  'supply.find-request-position',
  { id: SAMPLE },
  (p: { id: string }) => sql<At>`
  select p.org_id, r.site_id, a.lineage from supply_requests r join supply_plans p on p.id = r.plan_id join sites s on s.id = r.site_id join areas a on a.pcode = s.area where r.id = ${p.id}`,
);

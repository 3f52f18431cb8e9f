import { defineSql, sql } from '#foundation/db/sql.ts';
import { SAMPLE } from './shared.repo.ts';

interface At {
  readonly org_id: string | null;
  readonly site_id: string;
  readonly lineage: string[];
}
export const findEventAt = defineSql(
  'assistance.find-event-position',
  { id: SAMPLE },
  (p: { id: string }) => sql<At>`
  select e.org_id, e.site_id, a.lineage from assistance_events e join sites s on s.id = e.site_id join areas a on a.pcode = s.area where e.id = ${p.id}`,
);
export const findHandoverAt = defineSql(
  'assistance.find-handover-position',
  { id: SAMPLE },
  (p: { id: string }) => sql<At>`
  select e.org_id, e.site_id, a.lineage from assistance_handovers h join assistance_events e on e.id = h.event_id join sites s on s.id = e.site_id join areas a on a.pcode = s.area where h.id = ${p.id}`,
);
export const findPackageAt = defineSql(
  'assistance.find-package-position',
  { id: SAMPLE },
  (p: { id: string }) => sql<{ id: string }>`select id from assistance_packages where id = ${p.id}`,
);
export const findFeedbackAt = defineSql(
  'assistance.find-feedback-position',
  { id: SAMPLE },
  (p: { id: string }) => sql<At>`
  select f.org_id, f.site_id, a.lineage from assistance_feedback f join sites s on s.id = f.site_id join areas a on a.pcode = s.area where f.id = ${p.id}`,
);

import { defineSql, sql } from '#foundation/db/sql.ts';
import { AT, SAMPLE, namesIn } from '../shared.repo.ts';

export interface LinkWrite {
  readonly id: string;
  readonly siteId: string;
  readonly eventId: string | null;
  readonly by: string;
  readonly at: string;
}
export const insertLink = defineSql(
  'assistance.insert-feedback-link',
  { id: SAMPLE, siteId: SAMPLE, eventId: null, by: SAMPLE, at: AT } as LinkWrite,
  (p: LinkWrite) => sql`
  insert into assistance_feedback_links (id, site_id, event_id, given_by, given_at) values (${p.id}, ${p.siteId}, ${p.eventId}, ${p.by}, ${p.at})`,
);
interface Place {
  readonly siteId: string;
  readonly eventId: string | null;
}
export const markLinkWithdrawn = defineSql(
  'assistance.withdraw-feedback-link',
  { id: SAMPLE, siteId: SAMPLE, eventId: null, by: SAMPLE } as Place & { id: string; by: string },
  (p) => sql`
  update assistance_feedback_links set withdrawn_by = ${p.by} where id = ${p.id} and site_id = ${p.siteId} and event_id is not distinct from ${p.eventId}::uuid and withdrawn_by is null`,
);
export interface LinkFound {
  readonly id: string;
  readonly givenBy: string;
  readonly givenAt: Date;
  readonly until: Date;
  readonly state: 'open' | 'over' | 'withdrawn';
}
export const listLinkRows = defineSql(
  'assistance.list-feedback-links',
  { siteId: SAMPLE, eventId: null, at: AT } as Place & { at: string },
  (p) => sql<LinkFound>`
  select l.id, u.name as "givenBy", l.given_at as "givenAt", ${p.at}::timestamptz + (g.expires_at - now()) as until,
         case when g.ended_at is not null then 'withdrawn' when g.expires_at <= now() then 'over' else 'open' end as state
    from assistance_feedback_links l join guest_passes g on g.id = l.id join users u on u.id = l.given_by
   where l.site_id = ${p.siteId} and l.event_id is not distinct from ${p.eventId}::uuid order by l.given_at desc, l.id`,
);
export interface DoorFound extends Place {
  readonly siteNames: Record<string, string>;
  readonly siteCode: string;
  /** Whose distribution it is, or who keeps the site. */
  readonly orgId: string | null;
  readonly areas: readonly string[];
  readonly until: Date;
}
/** Where the guest who asks has come in. Whether the pass opens goes by the server's clock, until when is told by the mission's: `at`. */
export const findDoor = defineSql(
  'assistance.find-feedback-door',
  { userId: SAMPLE, at: AT },
  (p: { userId: string; at: string }) => sql<DoorFound>`
  select l.site_id as "siteId", l.event_id as "eventId", ${namesIn('s')} as "siteNames", s.code as "siteCode", coalesce(e.org_id, s.custodian_id) as "orgId", coalesce(a.lineage, '{}') as areas, ${p.at}::timestamptz + (g.expires_at - now()) as until
    from guest_passes g join assistance_feedback_links l on l.id = g.id join sites s on s.id = l.site_id left join areas a on a.pcode = s.area left join assistance_events e on e.id = l.event_id
   where g.user_id = ${p.userId} and g.ended_at is null and g.expires_at > now()`,
);

import { defineSql, sql } from '#foundation/db/sql.ts';
import type { RawBuilder } from 'kysely';

const SAMPLE = '00000000-0000-7000-8000-000000000001';

export interface NewRecovery {
  readonly id: string;
  readonly userId: string;
  readonly reason: string;
  readonly askedBy: string;
  readonly at: string;
}

export const insertRecovery = defineSql(
  'access.insert-recovery',
  { id: SAMPLE, userId: SAMPLE, reason: 'lost', askedBy: SAMPLE, at: '2023-03-01T00:00:00Z' } as NewRecovery,
  (p: NewRecovery) => sql`insert into authenticator_recoveries (id, user_id, reason, asked_by, asked_at)
    values (${p.id}, ${p.userId}, ${p.reason}, ${p.askedBy}, ${p.at})`,
);

export interface Decision {
  readonly id: string;
  readonly userId: string;
  readonly by: string;
  readonly at: string;
  readonly outcome: 'approved' | 'refused';
}

/** Decides an open request; the table refuses who asked it and whom it concerns. */
export const decideRecovery = defineSql(
  'access.decide-recovery',
  { id: SAMPLE, userId: SAMPLE, by: SAMPLE, at: '2023-03-01T00:00:00Z', outcome: 'approved' } as Decision,
  (p: Decision) => sql`
  update authenticator_recoveries set outcome = ${p.outcome}, decided_by = ${p.by}, decided_at = ${p.at}
   where id = ${p.id} and user_id = ${p.userId} and outcome is null`,
);

export interface FoundRecovery {
  readonly id: string;
  readonly user_id: string;
  readonly user_name: string;
  readonly reason: string;
  readonly asked_by: string;
  readonly asked_by_name: string;
  readonly asked_at: Date;
}

/** Requests that wait for a decision. */
export const listOpenRecoveries = defineSql(
  'access.list-recoveries',
  { reach: sql<boolean>`true`, userId: null as string | null },
  (p: { reach: RawBuilder<boolean>; userId: string | null }) => sql<FoundRecovery>`
  select r.id, r.user_id, u.name as user_name, r.reason, r.asked_by, by.name as asked_by_name, r.asked_at
    from authenticator_recoveries r join users u on u.id = r.user_id join users by on by.id = r.asked_by
   where r.outcome is null and ${p.reach} and (${p.userId}::uuid is null or r.user_id = ${p.userId}::uuid)
   order by r.asked_at`,
);

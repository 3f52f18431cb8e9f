import { defineSql, sql } from '#foundation/db/sql.ts';

const SAMPLE = '00000000-0000-7000-8000-000000000001';

/** How often a person wants to be told by mail. */
export const findDigest = defineSql(
  'notify.find-digest',
  { userId: SAMPLE },
  (p: { userId: string }) => sql<{ every: 'never' | 'daily' | 'weekly'; email: string | null }>`
  select coalesce(d.every, 'daily') as every, u.email from users u left join digests d on d.user_id = u.id where u.id = ${p.userId}`,
);

/** Keeps the choice. */
export const writeDigest = defineSql(
  'notify.write-digest',
  { userId: SAMPLE, every: 'weekly' },
  (p: { userId: string; every: string }) => sql`
  insert into digests (user_id, every) values (${p.userId}, ${p.every})
  on conflict (user_id) do update set every = excluded.every`,
);

/** Notes the day whose digest has left. */
export const noteSent = defineSql(
  'notify.note-digest',
  { userId: SAMPLE, day: '2023-02-06' },
  (p: { userId: string; day: string }) => sql`
  insert into digests (user_id, sent_on) values (${p.userId}, ${p.day})
  on conflict (user_id) do update set sent_on = excluded.sent_on`,
);

export interface DueDigest {
  readonly user_id: string;
  readonly email: string;
  readonly language: 'en' | 'tr' | 'ar';
  readonly unread: number;
  readonly fresh: number;
}

/** Who is told today: whose turn it is, and who has been told something since the last digest that they have not read. */
export const listDueDigests = defineSql(
  'notify.list-due-digests',
  { day: '2023-02-06', zone: 'Europe/Istanbul', limit: 500 },
  (p: { day: string; zone: string; limit: number }) => sql<DueDigest>`
  select u.id as user_id, u.email, u.language, count(*)::int as unread,
         count(*) filter (where d.sent_on is null or (n.created_at at time zone ${p.zone})::date >= d.sent_on)::int as fresh
    from users u
    join notifications n on n.user_id = u.id and n.read_at is null
    left join digests d on d.user_id = u.id
   where u.disabled_at is null and u.email is not null and coalesce(d.every, 'daily') <> 'never'
     and (d.sent_on is null or d.sent_on <= ${p.day}::date - case d.every when 'weekly' then 7 else 1 end)
   group by u.id, u.email, u.language, d.sent_on
  having count(*) filter (where d.sent_on is null or (n.created_at at time zone ${p.zone})::date >= d.sent_on) > 0
   order by u.id limit ${p.limit}`,
);

import { defineSql, sql } from '#foundation/db/sql.ts';

const SAMPLE = '00000000-0000-7000-8000-000000000001';
const NOW = '2023-02-06T01:17:00Z';

export interface NewNotification {
  readonly id: string;
  readonly userId: string;
  readonly kind: string;
  readonly subjectKind: string;
  readonly subjectId: string;
  readonly figures: Record<string, unknown>;
  readonly from: string | null;
  readonly at: string;
  readonly cause: string;
}
const sample: NewNotification = {
  id: SAMPLE,
  userId: SAMPLE,
  kind: 'mentioned',
  subjectKind: 'site',
  subjectId: SAMPLE,
  figures: {},
  from: null,
  at: NOW,
  cause: 'comment',
};

/** Tells people; the same cause tells a person once. Nobody is told who is not there. */
export const insertNotifications = defineSql(
  'notify.insert',
  { rows: [sample] as readonly NewNotification[] },
  (p: { rows: readonly NewNotification[] }) => sql<{ user_id: string }>`
  insert into notifications (id, user_id, kind, subject_kind, subject_id, figures, from_user_id, created_at, cause)
  select t.id, t."userId", t.kind, t."subjectKind", t."subjectId", t.figures, t."from", t.at, t.cause
    from jsonb_to_recordset(${JSON.stringify(p.rows)}::jsonb) as t(id uuid, "userId" uuid, kind text, "subjectKind" text, "subjectId" text, figures jsonb, "from" uuid, at timestamptz, cause text)
    join users u on u.id = t."userId" and u.disabled_at is null
  on conflict (user_id, cause) do nothing
  returning user_id`,
);

export interface NotificationRow {
  readonly id: string;
  readonly kind: string;
  readonly subject_kind: string;
  readonly subject_id: string;
  readonly figures: Record<string, string | number | boolean | null>;
  readonly from_name: string | null;
  readonly created_at: Date;
  readonly read_at: Date | null;
  readonly total: number;
}

/** A person's notifications, newest first. */
export const listNotifications = defineSql(
  'notify.list-mine',
  { userId: SAMPLE, unread: false, limit: 50, offset: 0 },
  (p: { userId: string; unread: boolean; limit: number; offset: number }) => sql<NotificationRow>`
  select n.id, n.kind, n.subject_kind, n.subject_id, n.figures, f.name as from_name, n.created_at, n.read_at, count(*) over () as total
    from notifications n left join users f on f.id = n.from_user_id
   where n.user_id = ${p.userId} and (not ${p.unread}::boolean or n.read_at is null)
   order by n.created_at desc, n.id desc limit ${p.limit} offset ${p.offset}`,
);

/** How many a person has not read. */
export const countUnreadOf = defineSql(
  'notify.count-unread',
  { userId: SAMPLE },
  (p: { userId: string }) =>
    sql<{ unread: number }>`select count(*) as unread from notifications where user_id = ${p.userId} and read_at is null`,
);

/** Marks a person's notifications as read. */
export const markReadOf = defineSql(
  'notify.mark-read',
  { userId: SAMPLE, ids: null as readonly string[] | null, at: NOW },
  (p: { userId: string; ids: readonly string[] | null; at: string }) => sql`
  update notifications set read_at = ${p.at} where user_id = ${p.userId} and read_at is null and (${p.ids}::uuid[] is null or id = any(${p.ids}::uuid[]))`,
);

/** Marks as read, for everybody, what was told of a thing that waited and does so no longer. */
export const markSettled = defineSql(
  'notify.mark-settled',
  { kind: 'waits', subjectKind: 'site', subjectId: SAMPLE, cause: null, at: NOW } as {
    kind: string;
    subjectKind: string;
    subjectId: string;
    cause: string | null;
    at: string;
  },
  (p) => sql<{ user_id: string }>`
  update notifications set read_at = ${p.at} where subject_id = ${p.subjectId} and kind = ${p.kind} and read_at is null and subject_kind = ${p.subjectKind}
     and (${p.cause}::text is null or cause = ${p.cause}) returning user_id`,
);

import { defineSql, sql } from '#foundation/db/sql.ts';

const SAMPLE = '00000000-0000-7000-8000-000000000001';
const NOW = '2023-02-06T01:17:00Z';
const WORDS = new Uint8Array();
interface OfSubject {
  readonly kind: string;
  readonly id: string;
}
const subject: OfSubject = { kind: 'site', id: SAMPLE };

export interface NewComment extends OfSubject {
  readonly commentId: string;
  readonly sealed: Uint8Array;
  readonly mentions: readonly string[];
  readonly by: string;
  readonly at: string;
}
/** Writes a comment. */
export const insertComment = defineSql(
  'notes.insert-comment',
  { ...subject, commentId: SAMPLE, sealed: WORDS, mentions: [SAMPLE], by: SAMPLE, at: NOW } as NewComment,
  (p: NewComment) => sql`insert into comments (id, subject_kind, subject_id, sealed, mentions, author_id, written_at)
    values (${p.commentId}, ${p.kind}, ${p.id}, ${p.sealed}, ${p.mentions}::uuid[], ${p.by}, ${p.at})`,
);

/** A comment's writer and record, locked. */
export const lockComment = defineSql(
  'notes.lock-comment',
  { id: SAMPLE },
  (p: { id: string }) =>
    sql<{
      author_id: string;
      subject_kind: string;
      subject_id: string;
    }>`select author_id, subject_kind, subject_id from comments where id = ${p.id} and removed_at is null for update`,
);

/** Takes a comment back. */
export const eraseComment = defineSql(
  'notes.erase-comment',
  { id: SAMPLE, by: SAMPLE, at: NOW },
  (p: { id: string; by: string; at: string }) =>
    sql`update comments set sealed = null, mentions = '{}', removed_at = ${p.at}, removed_by = ${p.by} where id = ${p.id}`,
);

export interface CommentRow {
  readonly id: string;
  readonly sealed: Buffer | null;
  readonly author: string;
  readonly author_id: string;
  readonly written_at: Date;
  readonly removed_at: Date | null;
  readonly mentions: { id: string; name: string }[];
}
/** Comments of a record, oldest first. */
export const listComments = defineSql(
  'notes.list-comments',
  subject,
  (p: OfSubject) => sql<CommentRow>`
  select c.id, c.sealed, a.name as author, c.author_id, c.written_at, c.removed_at,
         coalesce((select jsonb_agg(jsonb_build_object('id', u.id, 'name', u.name) order by u.name) from users u where u.id = any(c.mentions)), '[]') as mentions
    from comments c join users a on a.id = c.author_id
   where c.subject_kind = ${p.kind} and c.subject_id = ${p.id} order by c.written_at, c.id limit 1000`,
);

export interface NewTask extends OfSubject {
  readonly taskId: string;
  readonly sealed: Uint8Array;
  readonly ownerId: string;
  readonly dueOn: string | null;
  readonly by: string;
  readonly at: string;
}
/** Sets a task. */
export const insertTask = defineSql(
  'notes.insert-task',
  { ...subject, taskId: SAMPLE, sealed: WORDS, ownerId: SAMPLE, dueOn: '2023-03-01', by: SAMPLE, at: NOW } as NewTask,
  (p: NewTask) => sql`insert into tasks (id, subject_kind, subject_id, sealed, owner_id, due_on, created_by, created_at)
    values (${p.taskId}, ${p.kind}, ${p.id}, ${p.sealed}, ${p.ownerId}, ${p.dueOn}, ${p.by}, ${p.at})`,
);

/** A task, locked. */
export const lockTask = defineSql(
  'notes.lock-task',
  { id: SAMPLE },
  (p: { id: string }) =>
    sql<{ owner_id: string; created_by: string; done: boolean; subject_kind: string; subject_id: string }>`
  select owner_id, created_by, done_at is not null as done, subject_kind, subject_id from tasks where id = ${p.id} for update`,
);

/** Marks a task as done. */
export const endTask = defineSql(
  'notes.end-task',
  { id: SAMPLE, by: SAMPLE, at: NOW },
  (p: { id: string; by: string; at: string }) => sql`update tasks set done_at = ${p.at}, done_by = ${p.by} where id = ${p.id}`,
);

export interface TaskListRow {
  readonly id: string;
  readonly subject_kind: string;
  readonly subject_id: string;
  readonly sealed: Buffer | null;
  readonly owner: string;
  readonly owner_id: string;
  readonly due_on: string | null;
  readonly creator: string;
  readonly created_by: string;
  readonly created_at: Date;
  readonly done_at: Date | null;
  readonly total: number;
}
const taskColumns = sql`t.id, t.subject_kind, t.subject_id, t.sealed, o.name as owner, t.owner_id, t.due_on, c.name as creator, t.created_by, t.created_at, t.done_at,
  count(*) over () as total from tasks t join users o on o.id = t.owner_id join users c on c.id = t.created_by`;

/** Tasks of a record, open ones first. */
export const listTasks = defineSql(
  'notes.list-tasks',
  subject,
  (p: OfSubject) => sql<TaskListRow>`
  select ${taskColumns} where t.subject_kind = ${p.kind} and t.subject_id = ${p.id} order by t.done_at is not null, t.due_on nulls last, t.created_at limit 500`,
);

/** Open tasks of a person, by date. */
export const listTasksOf = defineSql(
  'notes.list-tasks-of',
  { ownerId: SAMPLE, limit: 50, offset: 0 },
  (p: { ownerId: string; limit: number; offset: number }) => sql<TaskListRow>`
  select ${taskColumns} where t.owner_id = ${p.ownerId} and t.done_at is null order by t.due_on nulls last, t.created_at, t.id limit ${p.limit} offset ${p.offset}`,
);

export interface NewAttachment extends OfSubject {
  readonly attachmentId: string;
  readonly fileId: string;
  readonly sealed: Uint8Array;
  readonly mediaType: string;
  readonly size: number;
  readonly by: string;
  readonly at: string;
}
/** Hangs a file to a record. */
export const insertAttachment = defineSql(
  'notes.insert-attachment',
  {
    ...subject,
    attachmentId: SAMPLE,
    fileId: 'f',
    sealed: WORDS,
    mediaType: 'application/pdf',
    size: 1,
    by: SAMPLE,
    at: NOW,
  } as NewAttachment,
  (p: NewAttachment) => sql`insert into attachments (id, subject_kind, subject_id, file_id, sealed, media_type, size, added_by, added_at)
    values (${p.attachmentId}, ${p.kind}, ${p.id}, ${p.fileId}, ${p.sealed}, ${p.mediaType}, ${p.size}, ${p.by}, ${p.at})`,
);

/** An attachment, locked. */
export const lockAttachment = defineSql(
  'notes.lock-attachment',
  { id: SAMPLE },
  (p: { id: string }) =>
    sql<{
      added_by: string;
      subject_kind: string;
      subject_id: string;
      file_id: string;
    }>`select added_by, subject_kind, subject_id, file_id from attachments where id = ${p.id} and removed_at is null for update`,
);

/** Takes a file off its record; the row stays for the history. */
export const detach = defineSql(
  'notes.detach',
  { id: SAMPLE, by: SAMPLE, at: NOW },
  (p: { id: string; by: string; at: string }) =>
    sql`update attachments set removed_at = ${p.at}, removed_by = ${p.by}, file_id = file_id || ' ' || id::text where id = ${p.id}`,
);

export interface AttachmentRow {
  readonly id: string;
  readonly file_id: string;
  readonly sealed: Buffer | null;
  readonly media_type: string;
  readonly size: number;
  readonly adder: string;
  readonly added_by: string;
  readonly added_at: Date;
}
/** Files of a record. */
export const listAttachments = defineSql(
  'notes.list-attachments',
  { ...subject, permission: 'notes.get-notes' },
  (p: OfSubject & { permission: string }) => sql<AttachmentRow>`
  select a.id, a.file_id, a.sealed, a.media_type, a.size, u.name as adder, a.added_by, a.added_at from attachments a join users u on u.id = a.added_by
   where a.subject_kind = ${p.kind} and a.subject_id = ${p.id} and a.removed_at is null
     -- A file that was erased with its person, or sealed away, is not shown as if it could be opened.
     and exists (select from file_links l where l.file_id = (case when a.removed_at is null then a.file_id end)::uuid and l.subject_kind = ${p.kind} and l.subject_id = ${p.id} and l.permission = ${p.permission})
   order by a.added_at, a.id limit 500`,
);

/** People of the mission by a part of their name. */
export const findUsers = defineSql(
  'notes.find-users',
  { search: 'ay' },
  (p: { search: string }) => sql<{ id: string; name: string }>`
  select id, name from users where disabled_at is null and id <> '00000000-0000-7000-8000-000000000001'
     and strpos(lower(name), lower(${p.search}::text)) > 0 order by name limit 20`,
);

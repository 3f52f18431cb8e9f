import * as z from 'zod';
import { defineCommand, personal } from '#foundation/command.ts';
import { Id } from '#foundation/ids.ts';
import { defineProblems } from '#foundation/problem.ts';
import { defineQuery, pageInput, pageOf } from '#foundation/query.ts';
import { Day, Instant } from '#foundation/time.ts';

export const noteProblems = defineProblems('notes', {
  'comment-absent': { status: 404 },
  'task-absent': { status: 404 },
  'task-closed': { status: 409 },
  'attachment-absent': { status: 404 },
  'not-yours': { status: 403 },
  'person-absent': { status: 404, constraints: ['tasks_owner_id_fkey'] },
  'attached-already': { status: 409, constraints: ['attachments_subject_file_key'] },
});

/** The record that is spoken of: its kind as scopes name it, and its id. */
export const Subject = z.strictObject({ kind: z.string().regex(/^[a-z][a-z-]{1,40}$/), id: z.string().min(1).max(100) });
export type Subject = z.infer<typeof Subject>;

// Words under a record lie in the log under that record's own key: they go when it is erased.
const ofRecord = { field: 'subject' };
// Notes lie where their record lies: whoever may comment there, may comment on it.
const atSubject = (input: { subject: Subject }) => input.subject;

/** Writes under a record; those named in `mentions` are told. */
export const addComment = defineCommand({
  name: 'notes.add-comment',
  version: 1,
  kind: 'decision',
  offline: true,
  scope: atSubject,
  input: z.strictObject({
    id: Id,
    subject: Subject,
    text: personal(z.string().trim().min(1).max(4000), ofRecord),
    mentions: z.array(Id).max(50).default([]),
  }),
});

/** Takes back a comment: its writer, or a moderator. Its place and time stay. */
export const removeComment = defineCommand({
  name: 'notes.remove-comment',
  version: 1,
  kind: 'decision',
  scope: () => 'self',
  input: z.strictObject({ id: Id }),
});

/** Gives someone something to do about a record. */
export const addTask = defineCommand({
  name: 'notes.add-task',
  version: 1,
  kind: 'decision',
  offline: true,
  scope: atSubject,
  input: z.strictObject({
    id: Id,
    subject: Subject,
    title: personal(z.string().trim().min(1).max(300), ofRecord),
    ownerId: Id,
    dueOn: Day.optional(),
  }),
});

/** Marks a task as done: its owner, who set it, or a moderator. */
export const closeTask = defineCommand({
  name: 'notes.close-task',
  version: 1,
  kind: 'decision',
  offline: true,
  scope: () => 'self',
  input: z.strictObject({ id: Id }),
});

/** Hangs an uploaded file to a record. */
export const attachFile = defineCommand({
  name: 'notes.attach-file',
  version: 1,
  kind: 'decision',
  offline: true,
  scope: atSubject,
  input: z.strictObject({
    id: Id,
    subject: Subject,
    fileId: Id,
    name: personal(z.string().trim().min(1).max(200), ofRecord),
  }),
});

/** Takes a file off a record; the file stays in the store for what else refers to it. */
export const removeAttachment = defineCommand({
  name: 'notes.remove-attachment',
  version: 1,
  kind: 'decision',
  scope: () => 'self',
  input: z.strictObject({ id: Id }),
});

// Words are null once they were erased with the person or other record they hang on; a comment's also when it was taken back.
const Comment = z.strictObject({
  id: Id,
  text: z.string().nullable(),
  author: z.string(),
  authorId: Id,
  writtenAt: Instant,
  removedAt: Instant.nullable(),
  mentions: z.array(z.strictObject({ id: Id, name: z.string() })),
  abilities: z.array(z.string()),
});
const Task = z.strictObject({
  id: Id,
  subject: Subject,
  title: z.string().nullable(),
  owner: z.string(),
  ownerId: Id,
  dueOn: Day.nullable(),
  createdBy: z.string(),
  createdAt: Instant,
  doneAt: Instant.nullable(),
  /** Open after its last day, by the mission's clock. */
  overdue: z.boolean(),
  abilities: z.array(z.string()),
});
export type TaskRow = z.infer<typeof Task>;
const Attachment = z.strictObject({
  id: Id,
  fileId: z.string(),
  name: z.string().nullable(),
  mediaType: z.string(),
  size: z.int(),
  addedBy: z.string(),
  addedAt: Instant,
  abilities: z.array(z.string()),
});

/** Comments, tasks and files of one record. */
export const getNotes = defineQuery({
  name: 'notes.get-notes',
  scope: atSubject,
  input: z.strictObject({ subject: Subject }),
  output: z.strictObject({
    comments: z.array(Comment),
    tasks: z.array(Task),
    attachments: z.array(Attachment),
    abilities: z.array(z.string()),
  }),
});

/** One's own open tasks, by date. */
export const listMyTasks = defineQuery({
  name: 'notes.list-my-tasks',
  scope: () => 'self',
  input: z.strictObject({ ...pageInput }),
  output: pageOf(Task),
});

/** People one can mention or give a task: names only. */
export const findPeople = defineQuery({
  name: 'notes.find-people',
  scope: () => 'any',
  permission: 'notes.add-comment',
  input: z.strictObject({ search: z.string().trim().max(100) }),
  output: z.strictObject({ people: z.array(z.strictObject({ id: Id, name: z.string() })) }),
});

/** What a code on a signed page says: `signed` by this mission, a bare number, or not to be trusted. */
export const PageCode = z.strictObject({
  page: z.int(),
  state: z.enum(['signed', 'plain', 'tampered', 'other-mission', 'unknown']),
  number: z.string().nullable(),
  /** The record that bears the number. */
  subject: Subject.nullable(),
});

/** Reads the codes on a photographed or scanned page, so that it finds its record by itself. Only for who sent the file. */
export const readPage = defineQuery({
  name: 'notes.read-page',
  permission: 'notes.attach-file',
  scope: () => 'any',
  input: z.strictObject({ fileId: Id }),
  output: z.strictObject({ codes: z.array(PageCode) }),
});

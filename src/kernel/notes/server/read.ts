import { openPersonalAll } from '#foundation/keys/personal.ts';
import { answer } from '#foundation/pipeline/context.ts';
import type { RequestContext } from '#foundation/pipeline/context.ts';
import { dayIn } from '#foundation/time.ts';
import {
  addComment,
  addTask,
  attachFile,
  closeTask,
  findPeople,
  getNotes,
  listMyTasks,
  removeAttachment,
  removeComment,
} from '../contract/notes.ts';
import { maySettle } from '../domain/rules.ts';
import { findUsers, listAttachments, listComments, listTasks, listTasksOf } from './notes.repo.ts';
import type { AttachmentRow, CommentRow, TaskListRow } from './notes.repo.ts';

/** The abilities of a note: what the actor may do with it. */
function own(ctx: RequestContext, owners: readonly string[], ability: string): string[] {
  return maySettle({ userId: ctx.actor.userId, moderates: ctx.can('notes.moderate', {}) }, owners) ? [ability] : [];
}

export const getHandler = answer(getNotes, async (ctx, input) => {
  const shown = await ctx.isShown(input.subject);
  const mine = (...owners: string[]) => shown || owners.includes(ctx.actor.userId);
  const comments = (await listComments.all(ctx.tx, input.subject)).filter((row) => mine(row.author_id));
  const tasks = (await listTasks.all(ctx.tx, input.subject)).filter((row) => mine(row.owner_id, row.created_by));
  const files = await listAttachments.all(ctx.tx, { ...input.subject, permission: getNotes.permission });
  const attachments = files.filter((row) => mine(row.added_by));
  const words = await wordsOf(ctx, [...comments, ...tasks, ...attachments]);
  return {
    // Held in any scope: whether it reaches this record is asked again when it is used.
    abilities: [addComment.name, addTask.name, attachFile.name].filter((permission) => ctx.can(permission)),
    comments: comments.map((row) => commentOf(ctx, row, words)),
    tasks: tasks.map((row) => taskOf(ctx, row, words)),
    attachments: attachments.map((row) => attachmentOf(ctx, row, words)),
  };
});

export const myTasksHandler = answer(listMyTasks, async (ctx, input) => {
  const rows = await listTasksOf.all(ctx.tx, { ownerId: ctx.actor.userId, limit: input.limit, offset: input.offset });
  const words = await wordsOf(ctx, rows);
  return { total: rows[0]?.total ?? 0, rows: rows.map((row) => taskOf(ctx, row, words)) };
});

export const findPeopleHandler = answer(findPeople, async (ctx, input) => ({ people: await findUsers.all(ctx.tx, input) }));

type Words = ReadonlyMap<string, string | null>;
/** The words of all rows by one statement, by the rows' ids. */
async function wordsOf(ctx: RequestContext, rows: readonly { readonly id: string; readonly sealed: Buffer | null }[]): Promise<Words> {
  const opened = await openPersonalAll(
    ctx.tx,
    rows.map((row) => row.sealed),
  );
  return new Map(rows.map((row, at) => [row.id, opened[at] ?? null]));
}

function commentOf(ctx: RequestContext, row: CommentRow, words: Words) {
  return {
    id: row.id,
    text: words.get(row.id) ?? null,
    author: row.author,
    authorId: row.author_id,
    writtenAt: row.written_at.toISOString(),
    removedAt: row.removed_at?.toISOString() ?? null,
    mentions: row.mentions,
    abilities: row.removed_at ? [] : own(ctx, [row.author_id], removeComment.name),
  };
}

function attachmentOf(ctx: RequestContext, row: AttachmentRow, words: Words) {
  return {
    id: row.id,
    fileId: row.file_id,
    name: words.get(row.id) ?? null,
    mediaType: row.media_type,
    size: row.size,
    addedBy: row.adder,
    addedAt: row.added_at.toISOString(),
    abilities: own(ctx, [row.added_by], removeAttachment.name),
  };
}

function taskOf(ctx: RequestContext, row: TaskListRow, words: Words) {
  return {
    id: row.id,
    subject: { kind: row.subject_kind, id: row.subject_id },
    title: words.get(row.id) ?? null,
    owner: row.owner,
    ownerId: row.owner_id,
    dueOn: row.due_on,
    createdBy: row.creator,
    createdAt: row.created_at.toISOString(),
    doneAt: row.done_at?.toISOString() ?? null,
    overdue: row.done_at === null && row.due_on !== null && row.due_on < dayIn(ctx.mission.timeZone, ctx.now),
    abilities: row.done_at ? [] : own(ctx, [row.owner_id, row.created_by], closeTask.name),
  };
}

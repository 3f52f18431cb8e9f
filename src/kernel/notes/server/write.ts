import { handle } from '#foundation/pipeline/context.ts';
import type { CommandContext } from '#foundation/pipeline/context.ts';
import type { Id } from '#foundation/ids.ts';
import { linkFile, unlinkFile } from '#kernel/files/server/index.ts';
import { tell } from '#kernel/notify/server/index.ts';
import { addComment, addTask, attachFile, closeTask, getNotes, noteProblems, removeAttachment, removeComment } from '../contract/notes.ts';
import { maySettle } from '../domain/rules.ts';
import {
  detach,
  endTask,
  eraseComment,
  insertAttachment,
  insertComment,
  insertTask,
  lockAttachment,
  lockComment,
  lockTask,
} from './notes.repo.ts';
import { sealNote } from './sealing.ts';

/** Throws unless the note is the actor's own or the actor moderates. */
function requireOwn(ctx: CommandContext, owners: readonly Id[]): void {
  if (!maySettle({ userId: ctx.actor.userId, moderates: ctx.can('notes.moderate', {}) }, owners)) throw noteProblems.problem('not-yours');
}

const stamp = (ctx: CommandContext) => ({ by: ctx.actor.userId, at: ctx.now.toISOString() });

export const addCommentHandler = handle(addComment, async (ctx, input) => {
  const sealed = await sealNote(ctx.tx, input.subject, input.text);
  await insertComment.run(ctx.tx, { ...input.subject, commentId: input.id, sealed, mentions: input.mentions, ...stamp(ctx) });
  ctx.touch(input.subject.kind, input.subject.id);
  await tell(ctx, { to: input.mentions, kind: 'mentioned', subject: input.subject, cause: `comment ${input.id}` });
  return {};
});

export const removeCommentHandler = handle(removeComment, async (ctx, input) => {
  const comment = await lockComment.maybe(ctx.tx, input);
  if (!comment) throw noteProblems.problem('comment-absent', { id: input.id });
  requireOwn(ctx, [comment.author_id]);
  await eraseComment.run(ctx.tx, { id: input.id, ...stamp(ctx) });
  ctx.touch(comment.subject_kind, comment.subject_id);
  return {};
});

export const addTaskHandler = handle(addTask, async (ctx, input) => {
  await insertTask.run(ctx.tx, {
    ...input.subject,
    taskId: input.id,
    sealed: await sealNote(ctx.tx, input.subject, input.title),
    ownerId: input.ownerId,
    dueOn: input.dueOn ?? null,
    ...stamp(ctx),
  });
  ctx.touch(input.subject.kind, input.subject.id);
  await tell(ctx, {
    to: [input.ownerId],
    kind: 'task-given',
    subject: input.subject,
    figures: { dueOn: input.dueOn ?? null },
    cause: `task ${input.id}`,
  });
  return {};
});

export const closeTaskHandler = handle(closeTask, async (ctx, input) => {
  const task = await lockTask.maybe(ctx.tx, input);
  if (!task) throw noteProblems.problem('task-absent', { id: input.id });
  requireOwn(ctx, [task.owner_id, task.created_by]);
  if (task.done) throw noteProblems.problem('task-closed', { id: input.id });
  await endTask.run(ctx.tx, { id: input.id, ...stamp(ctx) });
  const subject = { kind: task.subject_kind, id: task.subject_id };
  ctx.touch(subject.kind, subject.id);
  await tell(ctx, { to: [task.created_by], kind: 'task-done', subject, cause: `task ${input.id} done` });
  return {};
});

export const attachHandler = handle(attachFile, async (ctx, input) => {
  const { subject, fileId, name } = input;
  const { mediaType, size } = await linkFile(ctx, { fileId, subject, permission: getNotes.permission });
  const sealed = await sealNote(ctx.tx, subject, name);
  await insertAttachment.run(ctx.tx, { ...subject, attachmentId: input.id, fileId, sealed, mediaType, size, ...stamp(ctx) });
  ctx.touch(subject.kind, subject.id);
  return {};
});

export const detachHandler = handle(removeAttachment, async (ctx, input) => {
  const attachment = await lockAttachment.maybe(ctx.tx, input);
  if (!attachment) throw noteProblems.problem('attachment-absent', { id: input.id });
  requireOwn(ctx, [attachment.added_by]);
  await detach.run(ctx.tx, { id: input.id, ...stamp(ctx) });
  const subject = { kind: attachment.subject_kind, id: attachment.subject_id };
  await unlinkFile(ctx, { fileId: attachment.file_id, subject, permission: getNotes.permission });
  ctx.touch(subject.kind, subject.id);
  return {};
});

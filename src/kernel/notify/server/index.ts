import { newId } from '#foundation/ids.ts';
import type { Id } from '#foundation/ids.ts';
import { answer, handle } from '#foundation/pipeline/context.ts';
import type { CommandContext, ServerRoom } from '#foundation/pipeline/context.ts';
import { countUnread, listMine, markRead, personTold } from '../contract/notifications.ts';
import { notify } from '../module.ts';
import { answerGetDigest, digestJob, handleNoteDigest, handleSetDigest } from './digests.ts';
import { inviteMail, resetMail } from './link-mail.ts';
import { countUnreadOf, insertNotifications, listNotifications, markReadOf, markSettled } from './notifications.repo.ts';

export interface Word {
  readonly to: readonly Id[];
  /** Words: `notification.<kind>`. */
  readonly kind: string;
  readonly subject: { readonly kind: string; readonly id: string };
  /** Never personal data: it may go out by mail as a link only. */
  readonly figures?: Readonly<Record<string, string | number | boolean | null>>;
  /** The same cause tells a person once. */
  readonly cause: string;
}

/** The door by which other rooms tell people something, inside their own command. Nobody is told of what they did themselves. */
export async function tell(ctx: CommandContext, word: Word): Promise<void> {
  const users = [...new Set(word.to)].filter((id) => id !== ctx.actor.userId);
  if (users.length === 0) return;
  const rows = users.map((userId) => ({
    id: newId(ctx.now.getTime()),
    userId,
    kind: word.kind,
    subjectKind: word.subject.kind,
    subjectId: word.subject.id,
    figures: word.figures ?? {},
    from: ctx.actor.userId,
    at: ctx.now.toISOString(),
    cause: word.cause,
  }));
  const told = await insertNotifications.all(ctx.tx, { rows });
  if (told.length > 0) ctx.emit(personTold, { users: told.map((row) => row.user_id) });
}

/** What was waited for has been decided: nobody's bell asks for it any longer. Without a cause: all of that kind about the subject. */
export async function untell(
  ctx: CommandContext,
  word: Pick<Word, 'kind' | 'subject'> & { readonly cause?: string | undefined },
): Promise<void> {
  const rows = await markSettled.all(ctx.tx, {
    kind: word.kind,
    subjectKind: word.subject.kind,
    subjectId: word.subject.id,
    cause: word.cause ?? null,
    at: ctx.now.toISOString(),
  });
  if (rows.length > 0) ctx.emit(personTold, { users: [...new Set(rows.map((row) => row.user_id))] });
}

const listHandler = answer(listMine, async (ctx, input) => {
  const rows = await listNotifications.all(ctx.tx, {
    userId: ctx.actor.userId,
    unread: input.unread ?? false,
    limit: input.limit,
    offset: input.offset,
  });
  return {
    total: rows[0]?.total ?? 0,
    rows: rows.map((row) => ({
      id: row.id,
      kind: row.kind,
      subject: { kind: row.subject_kind, id: row.subject_id },
      figures: row.figures,
      from: row.from_name,
      createdAt: row.created_at.toISOString(),
      readAt: row.read_at?.toISOString() ?? null,
    })),
  };
});

const countHandler = answer(countUnread, (ctx) => countUnreadOf.one(ctx.tx, { userId: ctx.actor.userId }));

const readHandler = handle(markRead, async (ctx, input) => ({
  marked: await markReadOf.run(ctx.tx, { userId: ctx.actor.userId, ids: input.ids ?? null, at: ctx.now.toISOString() }),
}));

export { setPost } from './post.ts';
export type { Post } from './post.ts';

export const room: ServerRoom = {
  module: notify,
  commands: [readHandler, handleSetDigest, handleNoteDigest],
  queries: [listHandler, countHandler, answerGetDigest],
  listeners: [resetMail, inviteMail],
  jobs: [digestJob],
};

import { translate } from '#foundation/i18n/server.ts';
import { answer, handle } from '#foundation/pipeline/context.ts';
import type { JobControl, LongJobHandler } from '#foundation/pipeline/context.ts';
import { getDigest, noteDigest, setDigest } from '../contract/digests.ts';
import { findDigest, listDueDigests, noteSent, writeDigest } from './digests.repo.ts';
import type { DueDigest } from './digests.repo.ts';
import { linkTo, postOf, sendWords } from './post.ts';
import type { Post } from './post.ts';

export const answerGetDigest = answer(getDigest, async (ctx) => {
  const { every, email } = await findDigest.one(ctx.tx, { userId: ctx.actor.userId });
  return { every, address: email, mail: postOf(ctx.mission) !== undefined };
});

export const handleSetDigest = handle(setDigest, async (ctx, input) => {
  await writeDigest.run(ctx.tx, { userId: ctx.actor.userId, every: input.every });
  ctx.touch('user', ctx.actor.userId);
  return {};
});

export const handleNoteDigest = handle(noteDigest, async (ctx, input) => {
  await noteSent.run(ctx.tx, input);
  return {};
});

/** In the morning: who has something unread is told how much, with a link. Counts only: what was said is behind sign-in. */
export const digestJob: LongJobHandler = {
  name: 'notify.send-digests',
  work: async (job) => {
    const { mission, deps } = job;
    const post = postOf(mission);
    if (!post) return;
    const day = dayIn(deps.clock(mission), mission.timeZone);
    const due = await deps.db.transaction({ schema: mission.schema, readOnly: true }, (tx) =>
      listDueDigests.all(tx, { day, zone: mission.timeZone, limit: 10_000 }),
    );
    for (const [index, one] of due.entries()) {
      await sendDigest(job, post, one, day);
      await job.progress(index + 1, due.length);
    }
  },
};

/** Sent first, noted then: a cut in between sends it twice, and never loses it. */
async function sendDigest(job: JobControl, post: Post, { user_id: userId, email, language, unread, fresh }: DueDigest, day: string) {
  const { mission } = job;
  const t = (key: string, values = {}) => translate(language, key, values);
  await sendWords(post, mission, {
    to: email,
    language,
    subject: t('notify.mail-digest-subject', { count: fresh, mission: mission.name }),
    lines: [t('notify.mail-digest', { fresh, unread }), linkTo(post, mission, '/notifications?unread=1'), t('notify.mail-digest-change')],
  });
  await job.command(noteDigest, { userId, day });
}

const dayIn = (at: Date, timeZone: string) => new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }).format(at);

import { translate } from '#foundation/i18n/server.ts';
import type { EventHandler } from '#foundation/pipeline/context.ts';
import { resetAsked } from '#kernel/access/contract/links.ts';
import { addressOf, linkTokenOf } from '#kernel/access/server/index.ts';
import { linkTo, postOf, sendWords } from './post.ts';

/** Who forgot the password gets a one-time link. It names nobody and says nothing but what it is. */
export const resetMail: EventHandler = {
  event: resetAsked,
  run: async (ctx, payload: { userId: string; linkId: string }) => {
    const post = postOf(ctx.mission);
    const person = await addressOf(ctx.tx, payload.userId);
    if (!post || !person) return;
    const t = (key: string) => translate(person.language, key);
    await sendWords(post, ctx.mission, {
      to: person.email,
      language: person.language,
      subject: t('notify.mail-reset-subject'),
      lines: [t('notify.mail-reset'), linkTo(post, ctx.mission, `/join#${linkTokenOf(payload.linkId)}`), t('notify.mail-reset-not-you')],
    });
  },
};

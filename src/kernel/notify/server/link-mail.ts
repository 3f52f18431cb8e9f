import { translate } from '#foundation/i18n/server.ts';
import type { EventHandler } from '#foundation/pipeline/context.ts';
import { resetAsked, userInvited } from '#kernel/access/contract/links.ts';
import { addressOf, linkTokenOf } from '#kernel/access/server/index.ts';
import { linkTo, postOf, sendWords } from './post.ts';

/** A one-time link by mail. It names nobody and says nothing but what it is. */
function linkMail(event: typeof resetAsked | typeof userInvited, words: 'reset' | 'invite'): EventHandler {
  return {
    event,
    run: async (ctx, payload: { userId: string; linkId: string }) => {
      const post = postOf(ctx.mission);
      const person = await addressOf(ctx.tx, payload.userId);
      if (!post || !person) return;
      const t = (key: string) => translate(person.language, `notify.mail-${words}${key}`);
      await sendWords(post, ctx.mission, {
        to: person.email,
        language: person.language,
        subject: t('-subject'),
        lines: [t(''), linkTo(post, ctx.mission, `/join#${linkTokenOf(payload.linkId)}`), t('-not-you')],
      });
    },
  };
}

/** Who forgot the password. */
export const resetMail = linkMail(resetAsked, 'reset');
/** Who is invited. */
export const inviteMail = linkMail(userInvited, 'invite');

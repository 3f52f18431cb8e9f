import { translate } from '#foundation/i18n/server.ts';
import type { Language } from '#foundation/i18n/server.ts';
import type { Mailer } from '#foundation/mail/mailer.ts';
import { markOf } from '#foundation/mark.ts';
import type { Mission } from '#foundation/pipeline/context.ts';

export interface Post {
  readonly mailer: Mailer;
  /** Where browsers reach this server, without a slash at its end. */
  readonly publicUrl: string;
}

let post: Post | undefined;

/** Says how mail leaves; called once when the system is put together. */
export function setPost(given: Post | undefined): void {
  post = given;
}

/** Practice sends no mail: nobody should be called to what is not real. */
export function postOf(mission: Mission): Post | undefined {
  return mission.practice ? undefined : post;
}

/** The address of a page of a mission. */
export function linkTo({ publicUrl }: Post, mission: Mission, path: string): string {
  return `${publicUrl}/@${mission.slug}${path}`;
}

/** Sends words with one link; in a demonstration the subject says so. */
export async function sendWords(
  by: Post,
  mission: Mission,
  mail: { to: string; language: Language; subject: string; lines: readonly string[] },
): Promise<void> {
  const mark = markOf(mission, mail.language);
  const subject = `${mark ? `[${mark}] ` : ''}${mail.subject}`;
  const text = [...mail.lines, translate(mail.language, 'notify.mail-foot', { mission: mission.name })].join('\n\n');
  await by.mailer.send({ to: mail.to, subject, text });
}

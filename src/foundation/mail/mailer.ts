import nodemailer from 'nodemailer';
import type { SmtpSettings } from '../settings/read.ts';

/** A mail of plain words. It holds counts and links, never what somebody wrote or whom it concerns. */
export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/** How mail leaves; without one, links are shown and printed. */
export interface Mailer {
  send(mail: Mail): Promise<void>;
  close(): void;
}

const loopback = /^(localhost$|127\.|\[?::1)/;

/** Whether to go on without encryption is out of the question: only this machine may be spoken to in the open. */
export function demandsTls({ host, secure }: Pick<SmtpSettings, 'host' | 'secure'>): boolean {
  return !secure && !loopback.test(host);
}

/** Sends by the set server. Beyond this machine it insists on encryption: a one-time link must not travel in the open. */
export function smtpMailer({ host, port, secure, user, password, from }: SmtpSettings): Mailer {
  const transport = nodemailer.createTransport({
    host,
    port,
    secure,
    requireTLS: demandsTls({ host, secure }),
    connectionTimeout: 15_000,
    socketTimeout: 30_000,
    ...(user ? { auth: { user, pass: password ?? '' } } : {}),
  });
  return {
    send: async (mail) => {
      // Nobody answers a machine, and no answering machine should.
      await transport.sendMail({ ...mail, from, headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' } });
    },
    close: () => transport.close(),
  };
}

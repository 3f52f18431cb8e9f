import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { commonProblems } from '../problem.ts';

/** To whom `/metrics` answers besides programs on this machine. */
export interface MetricsDoor {
  /** To everybody who reaches the server. */
  readonly open: boolean;
  /** To who shows it as a bearer. */
  readonly token?: string;
}

const forwarded = ['x-forwarded-for', 'x-real-ip', 'forwarded', 'via'] as const;

/** Spoken to by this machine itself, and not by a proxy on it that speaks for others. */
function isFromHere({ socket, headers }: FastifyRequest): boolean {
  const address = socket.remoteAddress?.replace(/^::ffff:/, '') ?? '';
  return (address === '::1' || address.startsWith('127.')) && forwarded.every((name) => headers[name] === undefined);
}

const digest = (text: string) => createHash('sha256').update(text).digest();

/** Figures tell outsiders how busy a mission is and what it runs on. */
export function guardMetrics(request: FastifyRequest, { open, token }: MetricsDoor): void {
  if (open || isFromHere(request)) return;
  const shown = /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1];
  if (token && shown && timingSafeEqual(digest(shown), digest(token))) return;
  throw commonProblems.problem('sign-in-needed');
}

import { createHash } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import type { Mission } from '../pipeline/context.ts';
import type { Request } from '../pipeline/execute.ts';
import type { Credential } from '../pipeline/ports.ts';
import { commonProblems } from '../problem.ts';

export const sessionCookie = 'kervan_session';

/** The SHA-256 of an opaque token: the only form in which the database knows it. */
export function tokenHash(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

/** Finds a mission by slug; the first one when the request names none. */
export type FindMission = (slug: string | undefined) => Mission | undefined;

/**
 * Who asks, in which mission: from the cookie or a bearer token and the `x-kervan-mission` header. Guests come in only
 * by the doors that say so: a command's own route, a query's, and that of files they send.
 */
export function requestOf(http: FastifyRequest, findMission: FindMission, options: { readonly guests?: boolean } = {}): Request {
  const header = http.headers['x-kervan-mission'];
  const slug = typeof header === 'string' ? header : (http.query as { mission?: string } | undefined)?.mission;
  const mission = findMission(slug);
  if (!mission) throw commonProblems.problem('mission-unknown', { mission: slug ?? '' });
  const credential = credentialOf(http);
  if (credential.kind === 'guest' && !options.guests) throw commonProblems.problem('sign-in-needed');
  return { mission, credential };
}

const bearers = { kvt: 'token', kvd: 'device', kvg: 'guest' } as const;

/** `Bearer kvt_…` is an API token, `Bearer kvd_…` a device's, `Bearer kvg_…` a guest's; otherwise the session cookie. */
export function credentialOf(http: FastifyRequest): Credential {
  const bearer = /^Bearer ((kv[tdg])_[A-Za-z0-9_-]{20,200})$/.exec(http.headers.authorization ?? '');
  if (bearer) return { kind: bearers[bearer[2] as keyof typeof bearers], tokenHash: tokenHash(bearer[1]!) };
  const cookie = http.cookies[sessionCookie];
  if (!cookie) throw commonProblems.problem('sign-in-needed');
  return { kind: 'session', tokenHash: tokenHash(cookie) };
}

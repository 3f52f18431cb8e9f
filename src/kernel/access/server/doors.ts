import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Missions } from '#foundation/db/missions.ts';
import type { Database } from '#foundation/db/pool.ts';
import { sessionCookie, tokenHash } from '#foundation/http/requests.ts';
import { newId } from '#foundation/ids.ts';
import type { PipelineDeps } from '#foundation/pipeline/execute.ts';
import { browserOf } from '../domain/browsers.ts';
import type { Whence } from '../domain/browsers.ts';
import { lifetimes } from '../domain/lifetimes.ts';
import { deleteSession, insertSession } from './sessions.repo.ts';
import { insertSignIn } from './sign-ins.repo.ts';
import type { SignInOutcome } from './sign-ins.repo.ts';
import { vault } from './vault.ts';

/** A login that the demonstration prints on its sign-in page. */
export interface ShownLogin {
  readonly email: string;
  readonly password: string;
  readonly name: string;
  /** What the role is called, by language. */
  readonly role: Readonly<Record<'en' | 'tr' | 'ar', string>>;
}

/** What the doors of sign-in stand on. */
export interface SignInDeps {
  readonly db: Database;
  readonly missions: Missions;
  readonly pipeline: PipelineDeps;
  /** Logins of the demonstration; empty on a server with a real mission. */
  readonly shownLogins: () => readonly ShownLogin[];
  readonly secureCookie: boolean;
  /** What the identity provider is called, where the settings name one. */
  readonly providerName?: string;
  /** Whether this server can send mail: without it nobody is offered a link by mail. */
  readonly mail: boolean;
}

/** From where somebody knocks; the User-Agent is reduced to two words and then forgotten. */
export function whenceOf(http: FastifyRequest): Whence {
  return { address: http.ip.slice(0, 45), ...browserOf(String(http.headers['user-agent'] ?? '')) };
}

/** Writes one line of the sign-in log, in a transaction of its own: what failed is told too. */
export async function tellSignIn(
  deps: Pick<SignInDeps, 'db'>,
  http: FastifyRequest,
  identityId: string | null,
  outcome: SignInOutcome,
): Promise<void> {
  const line = { id: newId(), identityId, outcome, ...whenceOf(http) };
  await deps.db.transaction({ schema: 'kervan' }, (tx) => insertSignIn.run(tx, line));
}

/** Sets a cookie that scripts cannot read, other sites cannot send, and plain HTTP does not carry where there is HTTPS. */
export function putSessionCookie(deps: Pick<SignInDeps, 'secureCookie'>, reply: FastifyReply, token: string): void {
  void reply.setCookie(sessionCookie, token, {
    path: '/',
    httpOnly: true,
    sameSite: 'strict',
    secure: deps.secureCookie,
    maxAge: lifetimes.session,
  });
}

export const newToken = (): string => randomBytes(32).toString('base64url');

/**
 * Opens a session for who has shown enough: a token never seen before, and the browser's former session ends.
 * @param twoStep whether a second step was shown; rules that ask for one are content with it.
 */
export async function openSession(
  deps: Pick<SignInDeps, 'db' | 'secureCookie'>,
  http: FastifyRequest,
  reply: FastifyReply,
  { identityId, twoStep }: { identityId: string; twoStep: boolean },
): Promise<void> {
  const former = http.cookies[sessionCookie];
  const token = newToken();
  await deps.db.transaction({ schema: 'kervan' }, async (tx) => {
    if (former) await deleteSession.run(tx, { tokenHash: tokenHash(former) });
    await insertSession.run(tx, { tokenHash: tokenHash(token), identityId, twoStep, ...whenceOf(http) });
  });
  await tellSignIn(deps, http, identityId, 'in');
  putSessionCookie(deps, reply, token);
  rememberBrowser(deps, http, reply, identityId);
}

const browserCookie = 'kervan_browser';
const remembered = 8;

/**
 * The nonce under which this browser is known to have signed in as this identity. Such a browser is counted apart, so
 * that a stranger who guesses at the account makes the stranger wait, not its owner.
 */
export function knownBrowser(http: FastifyRequest, identityId: string): string | undefined {
  return marksOf(http).find((mark) => {
    const [at = '', nonce = '', mac = ''] = mark.split('.');
    const isYoung = Date.now() / 1000 - Number.parseInt(at, 36) < lifetimes.knownBrowser;
    const expected = Buffer.from(browserMac(identityId, `${at}.${nonce}`));
    const given = Buffer.from(mac);
    return isYoung && expected.length === given.length && timingSafeEqual(expected, given);
  });
}

function rememberBrowser(deps: Pick<SignInDeps, 'secureCookie'>, http: FastifyRequest, reply: FastifyReply, identityId: string): void {
  if (knownBrowser(http, identityId)) return;
  const mark = `${Math.floor(Date.now() / 1000).toString(36)}.${randomBytes(9).toString('base64url')}`;
  const marks = [`${mark}.${browserMac(identityId, mark)}`, ...marksOf(http)].slice(0, remembered);
  void reply.setCookie(browserCookie, marks.join('~'), {
    path: '/api/sign-in',
    httpOnly: true,
    sameSite: 'strict',
    secure: deps.secureCookie,
    maxAge: lifetimes.knownBrowser,
  });
}

const marksOf = (http: FastifyRequest): string[] => (http.cookies[browserCookie] ?? '').split('~').filter((mark) => mark !== '');
const browserMac = (identityId: string, mark: string): string =>
  vault().mark('browser', `${identityId} ${mark}`).toString('base64url').slice(0, 27);

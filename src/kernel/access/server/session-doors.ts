import type { FastifyReply, FastifyRequest } from 'fastify';
import { sessionCookie, tokenHash } from '#foundation/http/requests.ts';
import { commonProblems } from '#foundation/problem.ts';
import { newToken, putSessionCookie, tellSignIn } from './doors.ts';
import type { SignInDeps } from './doors.ts';
import { findSession, replaceSession } from './sessions.repo.ts';

/** The living session of a request. @throws common.sign-in-needed */
export async function sessionOfRequest(deps: SignInDeps, http: FastifyRequest) {
  const token = http.cookies[sessionCookie];
  const session =
    token &&
    (await deps.db.transaction({ schema: 'kervan', readOnly: true }, (tx) => findSession.maybe(tx, { tokenHash: tokenHash(token) })));
  if (!token || !session) throw commonProblems.problem('sign-in-needed');
  return { ...session, token };
}

/** Who has shown enough gets a new token, and for a while dangerous commands pass. */
export async function renewSession(deps: SignInDeps, http: FastifyRequest, reply: FastifyReply): Promise<void> {
  const session = await sessionOfRequest(deps, http);
  const next = newToken();
  const replaced = await deps.db.transaction({ schema: 'kervan' }, (tx) =>
    replaceSession.maybe(tx, { tokenHash: tokenHash(session.token), newHash: tokenHash(next) }),
  );
  if (!replaced) throw commonProblems.problem('sign-in-needed');
  await tellSignIn(deps, http, session.identity_id, 'proved');
  putSessionCookie(deps, reply, next);
}

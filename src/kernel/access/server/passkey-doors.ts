import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import * as z from 'zod';
import { parseInput } from '#foundation/pipeline/envelope.ts';
import { Problem } from '#foundation/problem.ts';
import { SignedPasskey } from '../contract/passkeys.ts';
import { problems } from '../contract/problems.ts';
import { sourceOf } from '../domain/browsers.ts';
import { openSession, tellSignIn } from './doors.ts';
import type { SignInDeps } from './doors.ts';
import { attemptsUndone, limitOf, takeAttempts } from './limits.ts';
import type { Limit } from './limits.ts';
import { listPasskeys } from './passkeys.repo.ts';
import { renewSession, sessionOfRequest } from './session-doors.ts';
import { missionsOf } from './sign-in.ts';
import { newChallenge, passkeyHostOrRefuse, verifySigned } from './webauthn.ts';

const Signed = z.strictObject({ passkey: SignedPasskey });
const Nothing = z.strictObject({});

/** Signing in with a passkey, and showing one within a session. */
export function addPasskeyRoutes(app: FastifyInstance, deps: SignInDeps): void {
  // No address is asked: the authenticator itself knows who holds it, so nobody learns who works here.
  app.post('/api/passkey/ask', async (http) => {
    parseInput(Nothing, http.body);
    const host = passkeyHostOrRefuse();
    await takeAttempts(deps.db, [limitOf('challenge', sourceOf(http.ip), false)]);
    const challenge = await deps.db.transaction({ schema: 'kervan' }, (tx) => newChallenge(tx, 'sign-in', null));
    return { challenge, host, allow: [] };
  });
  app.post('/api/passkey/sign-in', async (http, reply) => signIn(deps, http, reply));
  app.post('/api/passkey/ask-within', async (http) => askWithin(deps, http));
  app.post('/api/passkey/prove', async (http, reply) => prove(deps, http, reply));
}

async function signIn(deps: SignInDeps, http: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const input = parseInput(Signed, http.body);
  const limits = [limitOf('source', sourceOf(http.ip), false)];
  await takeAttempts(deps.db, limits);
  const { passkey } = await verified(deps, http, limits, { purpose: 'sign-in', signed: input.passkey });
  await openSession(deps, http, reply, { identityId: passkey.identity_id, twoStep: true });
  return reply.send({ missions: await missionsOf(deps, passkey.identity_id) });
}

/** In a session the browser is told which keys fit; to be asked for a new one, or to show one of those there are. */
async function askWithin(deps: SignInDeps, http: FastifyRequest) {
  const { purpose } = parseInput(z.strictObject({ purpose: z.enum(['add', 'proof']) }), http.body);
  const host = passkeyHostOrRefuse();
  const session = await sessionOfRequest(deps, http);
  return deps.db.transaction({ schema: 'kervan' }, async (tx) => ({
    challenge: await newChallenge(tx, purpose, session.identity_id),
    host,
    handle: Buffer.from(session.identity_id.replaceAll('-', ''), 'hex').toString('base64url'),
    email: session.email,
    allow: (await listPasskeys.all(tx, { identityId: session.identity_id })).map((row) => row.credential_id.toString('base64url')),
  }));
}

async function prove(deps: SignInDeps, http: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const input = parseInput(Signed, http.body);
  const session = await sessionOfRequest(deps, http);
  const limits = [limitOf('proof', session.id)];
  await takeAttempts(deps.db, limits);
  const { passkey, askedOf } = await verified(deps, http, limits, { purpose: 'proof', signed: input.passkey });
  // Somebody else's key, or a question put to somebody else, proves nothing here.
  if (passkey.identity_id !== session.identity_id || askedOf !== session.identity_id) throw problems.problem('passkey-refused');
  await renewSession(deps, http, reply);
  return reply.send({});
}

/** Verifies in a transaction that holds whatever comes of it: a challenge is used up by a wrong answer too. */
async function verified(
  deps: SignInDeps,
  http: FastifyRequest,
  limits: readonly Limit[],
  what: { purpose: 'sign-in' | 'proof'; signed: z.output<typeof SignedPasskey> },
) {
  const outcome = await deps.db.transaction({ schema: 'kervan' }, (tx) =>
    verifySigned(tx, what.purpose, what.signed).catch((error: unknown) => {
      if (!(error instanceof Problem)) throw error;
      return error;
    }),
  );
  if (outcome instanceof Problem) {
    await tellSignIn(deps, http, null, 'refused');
    throw outcome;
  }
  await attemptsUndone(deps.db, limits);
  return outcome;
}

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import * as z from 'zod';
import { sessionCookie, tokenHash } from '#foundation/http/requests.ts';
import { parseInput } from '#foundation/pipeline/envelope.ts';
import type { Mission } from '#foundation/pipeline/context.ts';
import { problems } from '../contract/problems.ts';
import { sourceOf } from '../domain/browsers.ts';
import { knownBrowser, openSession, tellSignIn } from './doors.ts';
import type { SignInDeps } from './doors.ts';
import { findIdentity, isUserHere } from './identities.repo.ts';
import type { SignInRow } from './identities.repo.ts';
import { attemptsPassed, attemptsUndone, limitOf, takeAttempts } from './limits.ts';
import type { Limit } from './limits.ts';
import { passwordMatches } from './password.ts';
import { renewSession, sessionOfRequest } from './session-doors.ts';
import { deleteSession, touchSession } from './sessions.repo.ts';
import { takeSecondStep } from './two-step.ts';
import { passkeyHost } from './webauthn.ts';

const SignIn = z.strictObject({
  email: z.string().max(254).trim().toLowerCase(),
  password: z.string().max(200),
  code: z.string().max(20).optional(),
  recoveryCode: z.string().max(40).optional(),
});
const StepUp = z.strictObject({ password: z.string().max(200), code: z.string().max(40).optional() });

/** Signing in and out, and showing the password once more. Sessions are the one thing written outside commands. */
export function addSignInRoutes(app: FastifyInstance, deps: SignInDeps): void {
  app.get('/api/public-info', async () => publicInfo(deps));
  app.post('/api/sign-in', async (http, reply) => signIn(deps, http, reply));
  app.post('/api/step-up', async (http, reply) => stepUp(deps, http, reply));
  app.post('/api/sign-out', async (http, reply) => {
    const token = http.cookies[sessionCookie];
    const ended =
      token && (await deps.db.transaction({ schema: 'kervan' }, (tx) => deleteSession.maybe(tx, { tokenHash: tokenHash(token) })));
    if (ended) await tellSignIn(deps, http, ended.identity_id, 'out');
    return reply.clearCookie(sessionCookie, { path: '/' }).send({});
  });
  keepSessionsAwake(app, deps);
}

function publicInfo(deps: SignInDeps) {
  const first = deps.missions.find(undefined);
  return {
    name: first?.name ?? 'Kervan',
    demo: first?.demo ?? false,
    mail: deps.mail,
    passkeys: passkeyHost(),
    provider: deps.providerName ?? null,
    logins: first?.demo ? deps.shownLogins() : [],
  };
}

/** Checks address, password and second step; the failure's words never say whether the address or the password was wrong. */
async function signIn(deps: SignInDeps, http: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const input = parseInput(SignIn, http.body);
  const found = await deps.db.transaction({ schema: 'kervan', readOnly: true }, (tx) => findIdentity.maybe(tx, { email: input.email }));
  const limits = limitsOf(http, input.email, found);
  await counted(deps, http, found?.id ?? null, limits);
  // An unknown address costs the same work as a known one.
  const matches = await passwordMatches(input.password, found?.password_hash ?? null);
  if (!found || !matches) {
    await tellSignIn(deps, http, found?.id ?? null, found ? 'password-wrong' : 'address-unknown');
    throw problems.problem('sign-in-failed');
  }
  await showSecondStep(deps, http, found, { typed: input.recoveryCode ?? input.code, limits });
  await attemptsPassed(deps.db, limits);
  await openSession(deps, http, reply, { identityId: found.id, twoStep: found.two_step });
  return reply.send({ missions: await missionsOf(deps, found.id) });
}

/** What is counted: an unknown address just like a known one, so that waiting tells nothing about who works here. */
function limitsOf(http: FastifyRequest, email: string, found: SignInRow | undefined): Limit[] {
  const known = found && knownBrowser(http, found.id);
  if (known) return [limitOf('known', known)];
  const source = sourceOf(http.ip);
  return [limitOf('source', source, false), limitOf('pair', `${source} ${email}`), limitOf('account', email)];
}

async function counted(deps: SignInDeps, http: FastifyRequest, identityId: string | null, limits: readonly Limit[]): Promise<void> {
  try {
    await takeAttempts(deps.db, limits);
  } catch (error) {
    await tellSignIn(deps, http, identityId, 'waiting');
    throw error;
  }
}

async function showSecondStep(
  deps: SignInDeps,
  http: FastifyRequest,
  found: SignInRow,
  { typed, limits }: { typed: string | undefined; limits: readonly Limit[] },
): Promise<void> {
  if (!found.two_step) return;
  if (!typed) {
    await attemptsUndone(deps.db, limits);
    await tellSignIn(deps, http, found.id, 'code-asked');
    throw problems.problem('code-needed');
  }
  const step = await deps.db.transaction({ schema: 'kervan' }, (tx) => takeSecondStep(tx, found.id, typed));
  if (step === 'recovery') await tellSignIn(deps, http, found.id, 'recovery-code');
  if (step) return;
  await tellSignIn(deps, http, found.id, 'code-wrong');
  throw problems.problem('code-refused');
}

/** Shows the password (and the code) once more: the session gets a new token, and for a while dangerous commands pass. */
async function stepUp(deps: SignInDeps, http: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const input = parseInput(StepUp, http.body);
  const session = await sessionOfRequest(deps, http);
  const limits = [limitOf('proof', session.id)];
  await counted(deps, http, session.identity_id, limits);
  const found = await deps.db.transaction({ schema: 'kervan', readOnly: true }, (tx) => findIdentity.one(tx, { email: session.email }));
  if (!(await passwordMatches(input.password, found.password_hash))) {
    await tellSignIn(deps, http, found.id, 'proof-wrong');
    throw problems.problem('proof-refused');
  }
  await showSecondStep(deps, http, found, { typed: input.code, limits });
  await attemptsPassed(deps.db, limits);
  await renewSession(deps, http, reply);
  return reply.send({});
}

/** A session rests when nobody asks anything; it is touched at most once a minute, after the answer. */
function keepSessionsAwake(app: FastifyInstance, deps: SignInDeps): void {
  const touched = new Map<string, number>();
  app.addHook('onResponse', async (http) => {
    const token = http.cookies?.[sessionCookie];
    if (!token || http.url.startsWith('/api/live')) return;
    const hash = tokenHash(token);
    const key = hash.toString('base64');
    if (Date.now() - (touched.get(key) ?? 0) < 60_000) return;
    if (touched.size > 5000) touched.clear();
    touched.set(key, Date.now());
    await deps.db.transaction({ schema: 'kervan' }, (tx) => touchSession.run(tx, { tokenHash: hash })).catch(() => undefined);
  });
}

/** The missions in which an identity works. */
export async function missionsOf(deps: Pick<SignInDeps, 'db' | 'missions'>, identityId: string) {
  const found: Mission[] = [];
  for (const mission of deps.missions.all()) {
    const here = await deps.db.transaction({ schema: mission.schema, readOnly: true }, (tx) => isUserHere.maybe(tx, { identityId }));
    if (here) found.push(mission);
  }
  return found.map(({ slug, name, demo, practice }) => ({ slug, name, demo, practice }));
}

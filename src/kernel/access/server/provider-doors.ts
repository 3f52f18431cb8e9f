import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import * as z from 'zod';
import { parseInput } from '#foundation/pipeline/envelope.ts';
import { Problem } from '#foundation/problem.ts';
import { problems } from '../contract/problems.ts';
import { sourceOf } from '../domain/browsers.ts';
import { lifetimes } from '../domain/lifetimes.ts';
import { decideLinking, provedTwice } from '../domain/provider.ts';
import type { ProviderClaims } from '../domain/provider.ts';
import { openSession, tellSignIn } from './doors.ts';
import type { SignInDeps } from './doors.ts';
import { findIdentity } from './identities.repo.ts';
import { attemptsPassed, limitOf, takeAttempts } from './limits.ts';
import { ProviderClient } from './provider-client.ts';
import type { ProviderSettings } from './provider-client.ts';
import { findIdentityById, findProviderLink, insertProviderLink } from './provider.repo.ts';
import { missionsOf } from './sign-in.ts';
import { takeSecondStep } from './two-step.ts';
import { vault } from './vault.ts';

const Question = z.strictObject({ at: z.number(), state: z.string(), nonce: z.string(), verifier: z.string() });
const Waiting = z.strictObject({ at: z.number(), identityId: z.string() });
const Code = z.strictObject({ code: z.string().max(40) });
const questionCookie = 'kervan_provider';
const waitingCookie = 'kervan_provider_waits';

export interface ProviderDeps extends SignInDeps {
  readonly publicUrl: string;
  readonly provider: ProviderSettings;
}

/** Signing in by way of the identity provider that the server's settings name. */
export function addProviderRoutes(app: FastifyInstance, deps: ProviderDeps): void {
  const client = new ProviderClient(deps.provider, deps.publicUrl);
  app.get('/api/provider/start', async (http, reply) => orSay(reply, async () => start(deps, client, http, reply)));
  app.get('/api/provider/callback', async (http, reply) =>
    orSay(reply, async () => {
      reply.clearCookie(questionCookie, { path: '/api/provider' });
      return callback(deps, client, http, reply);
    }),
  );
  app.post('/api/provider/finish', async (http, reply) => finish(deps, http, reply));
}

/** The browser stands between two pages, so a refusal is carried to the sign-in page instead of being answered. */
async function orSay(reply: FastifyReply, work: () => Promise<FastifyReply>): Promise<FastifyReply> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return reply.redirect(`/?refused=${encodeURIComponent(error.code)}`);
  }
}

async function start(deps: ProviderDeps, client: ProviderClient, http: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  await takeAttempts(deps.db, [limitOf('challenge', sourceOf(http.ip), false)]);
  const { url, question } = await client.ask();
  putSealed(deps, reply, questionCookie, { at: Date.now(), ...question });
  return reply.redirect(url);
}

async function callback(deps: ProviderDeps, client: ProviderClient, http: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const question = openSealed(http, questionCookie, Question);
  try {
    if (!question) throw problems.problem('provider-refused');
    const claims = await client.claims(new URL(http.url, deps.publicUrl).search, question);
    const identity = await identityOf(deps, claims);
    if (identity.two_step && !provedTwice(claims)) {
      putSealed(deps, reply, waitingCookie, { at: Date.now(), identityId: identity.id });
      return await reply.redirect('/?refused=access.provider-code');
    }
    await openSession(deps, http, reply, { identityId: identity.id, twoStep: provedTwice(claims) });
    return await reply.redirect('/');
  } catch (error) {
    if (error instanceof Problem) await tellSignIn(deps, http, null, 'refused');
    throw error;
  }
}

/** Who signs in: only somebody who was entered in a mission before; a provider's account alone opens nothing. */
async function identityOf(deps: ProviderDeps, claims: ProviderClaims) {
  const { issuer } = deps.provider;
  const { subject } = claims;
  const found = await deps.db.transaction({ schema: 'kervan' }, async (tx) => {
    const linked = await findProviderLink.maybe(tx, { issuer, subject });
    const by = decideLinking(claims, linked?.identity_id);
    if (by.kind === 'refused') throw problems.problem(by.problem);
    const id = by.kind === 'known' ? by.identityId : (await findIdentity.maybe(tx, { email: by.email }))?.id;
    return id ? { identity: await findIdentityById.one(tx, { id }), isNew: by.kind === 'link' } : undefined;
  });
  if (!found || (await missionsOf(deps, found.identity.id)).length === 0) throw problems.problem('provider-unknown');
  if (found.isNew) await link(deps, { issuer, subject, identityId: found.identity.id });
  return found.identity;
}

async function link(deps: ProviderDeps, account: { issuer: string; subject: string; identityId: string }): Promise<void> {
  const tied = await deps.db.transaction({ schema: 'kervan' }, async (tx) => {
    await insertProviderLink.maybe(tx, account);
    return findProviderLink.maybe(tx, account);
  });
  if (tied?.identity_id !== account.identityId) throw problems.problem('provider-other');
}

/** The second step of who came by the provider: the code of the app, or a recovery code. */
async function finish(deps: ProviderDeps, http: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { code } = parseInput(Code, http.body);
  const waiting = openSealed(http, waitingCookie, Waiting);
  if (!waiting) throw problems.problem('provider-refused');
  const { identityId } = waiting;
  const source = sourceOf(http.ip);
  const limits = [limitOf('source', source, false), limitOf('pair', `${source} ${identityId}`), limitOf('account', identityId)];
  await takeAttempts(deps.db, limits);
  const step = await deps.db.transaction({ schema: 'kervan' }, (tx) => takeSecondStep(tx, identityId, code));
  if (!step) {
    await tellSignIn(deps, http, identityId, 'code-wrong');
    throw problems.problem('code-refused');
  }
  await attemptsPassed(deps.db, limits);
  void reply.clearCookie(waitingCookie, { path: '/api/provider' });
  await openSession(deps, http, reply, { identityId, twoStep: true });
  return reply.send({ missions: await missionsOf(deps, identityId) });
}

/** Kept by the browser alone, sealed: the server need remember nothing of who never comes back. `lax`: it must come along from the provider's page. */
function putSealed(deps: ProviderDeps, reply: FastifyReply, name: string, content: object): void {
  const sealed = vault()
    .seal(Buffer.from(JSON.stringify({ name, ...content })))
    .toString('base64url');
  void reply.setCookie(name, sealed, {
    path: '/api/provider',
    httpOnly: true,
    sameSite: 'lax',
    secure: deps.secureCookie,
    maxAge: lifetimes.providerTrip,
  });
}

function openSealed<T extends { at: number }>(http: FastifyRequest, name: string, shape: z.ZodType<T>): T | undefined {
  try {
    const { name: kept, ...content } = JSON.parse(
      vault()
        .open(Buffer.from(http.cookies[name] ?? '', 'base64url'))
        .toString('utf8'),
    ) as {
      name: string;
    };
    const opened = shape.parse(content);
    return kept === name && Date.now() - opened.at < lifetimes.providerTrip * 1000 ? opened : undefined;
  } catch {
    return undefined; // forged, of another key, or none
  }
}

import type { FastifyInstance, FastifyRequest } from 'fastify';
import * as z from 'zod';
import type { CommandDef } from '#foundation/command.ts';
import { tokenHash } from '#foundation/http/requests.ts';
import { newId } from '#foundation/ids.ts';
import type { Mission } from '#foundation/pipeline/context.ts';
import { parseInput } from '#foundation/pipeline/envelope.ts';
import { executeCommand } from '#foundation/pipeline/execute.ts';
import { Problem } from '#foundation/problem.ts';
import { beginMission } from '../contract/first-run.ts';
import { askReset, useLink } from '../contract/links.ts';
import { problems } from '../contract/problems.ts';
import { sourceOf } from '../domain/browsers.ts';
import { tellSignIn } from './doors.ts';
import type { SignInDeps } from './doors.ts';
import { findIdentity, isUserHere } from './identities.repo.ts';
import { attemptsUndone, limitOf, takeAttempts } from './limits.ts';
import { findLink } from './links.repo.ts';
import type { FoundLink } from './links.repo.ts';
import { missionsOf } from './sign-in.ts';
import { findUser } from './users.repo.ts';

/** The user that stands for the program itself. */
const systemUser = '00000000-0000-7000-8000-000000000001';

const Look = z.strictObject({ token: z.string().max(100) });
const Use = z.strictObject({ token: z.string().max(100), password: z.string().max(200) });
const Ask = z.strictObject({ email: z.string().max(254).trim().toLowerCase() });

/** The doors of who is not signed in yet: one-time links, a forgotten password, the first run. */
export function addLinkRoutes(app: FastifyInstance, deps: SignInDeps): void {
  app.post('/api/links/look', async (http) => {
    const link = await openLink(deps, http, parseInput(Look, http.body).token);
    return { ...(await shownLink(deps, link)), expiresAt: link.expires_at.toISOString() };
  });
  app.post('/api/links/use', async (http) => {
    const input = parseInput(Use, http.body);
    const link = await openLink(deps, http, input.token);
    const { mission, userId } = await whoseLink(deps, link);
    await apply(deps, mission, userId, useLink, input);
    await tellSignIn(deps, http, link.identity_id, 'link-used');
    return { email: link.email };
  });
  app.post('/api/first-run', async (http) => {
    const input = parseInput(beginMission.input, http.body);
    const link = await openLink(deps, http, input.token);
    const mission = deps.missions.find(link.mission_slug);
    if (!mission) throw problems.problem('link-gone');
    await apply(deps, mission, systemUser, beginMission, input);
    await deps.missions.reload();
    return { email: input.email };
  });
  app.post('/api/reset-password', async (http, reply) => {
    const { email } = parseInput(Ask, http.body);
    // Each asking counts, whether anybody has the address or not; the answer is the same and does not wait for the work.
    await takeAttempts(deps.db, [limitOf('resetSource', sourceOf(http.ip), false), limitOf('reset', email)]);
    if (deps.mail) void sendReset(deps, email).catch((error: unknown) => http.log.error({ err: error }, 'reset by mail failed'));
    return reply.code(202).send({});
  });
}

async function openLink(deps: SignInDeps, http: FastifyRequest, token: string): Promise<FoundLink> {
  const limits = [limitOf('link', sourceOf(http.ip), false)];
  await takeAttempts(deps.db, limits);
  const link = await deps.db.transaction({ schema: 'kervan', readOnly: true }, (tx) => findLink.maybe(tx, { tokenHash: tokenHash(token) }));
  if (!link) {
    await tellSignIn(deps, http, null, 'link-gone');
    throw problems.problem('link-gone');
  }
  await attemptsUndone(deps.db, limits);
  return link;
}

async function whoseLink(deps: SignInDeps, link: FoundLink): Promise<{ mission: Mission; userId: string }> {
  const mission = deps.missions.find(link.mission_slug);
  const { identity_id: identityId } = link;
  const user =
    mission && identityId
      ? await deps.db.transaction({ schema: mission.schema, readOnly: true }, (tx) => isUserHere.maybe(tx, { identityId }))
      : undefined;
  if (!mission || !user) throw problems.problem('link-gone');
  return { mission, userId: user.id };
}

async function shownLink(deps: SignInDeps, link: FoundLink) {
  if (link.kind === 'first-run')
    return { kind: link.kind, mission: deps.missions.find(link.mission_slug)?.name ?? '', name: null, email: null, language: null };
  const { mission, userId } = await whoseLink(deps, link);
  const user = await deps.db.transaction({ schema: mission.schema, readOnly: true }, (tx) => findUser.one(tx, { id: userId }));
  return { kind: link.kind, mission: mission.name, name: user.name, email: link.email, language: user.language };
}

/** Runs a command for who is not signed in; the refusal becomes the answer's problem. */
async function apply<I extends z.ZodObject, R extends z.ZodType>(
  deps: SignInDeps,
  mission: Mission,
  userId: string,
  def: CommandDef<I, R>,
  input: z.input<I>,
): Promise<void> {
  const envelope = {
    id: newId(),
    name: def.name,
    version: def.version,
    input: input as Record<string, unknown>,
    occurredAt: deps.missions.now(mission).toISOString(),
  };
  const { outcome } = await executeCommand(deps.pipeline, { mission, credential: { kind: 'internal', userId } }, envelope);
  if (outcome.state === 'refused') throw new Problem(outcome.problem.type, outcome.problem.status, outcome.problem.figures ?? {});
}

/** Makes a link for who forgot the password; the room that sends mail hears of it. */
async function sendReset(deps: SignInDeps, email: string): Promise<void> {
  const found = await deps.db.transaction({ schema: 'kervan', readOnly: true }, (tx) => findIdentity.maybe(tx, { email }));
  if (!found?.password_hash) return;
  const [first] = await missionsOf(deps, found.id);
  const mission = first && deps.missions.find(first.slug);
  if (!mission) return;
  const user = await deps.db.transaction({ schema: mission.schema, readOnly: true }, (tx) => isUserHere.one(tx, { identityId: found.id }));
  await apply(deps, mission, user.id, askReset, { linkId: newId() });
}

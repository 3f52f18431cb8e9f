import { randomBytes } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import * as z from 'zod';
import type { Missions } from '#foundation/db/missions.ts';
import type { Database } from '#foundation/db/pool.ts';
import { sessionCookie, tokenHash } from '#foundation/http/requests.ts';
import { parseInput } from '#foundation/pipeline/envelope.ts';
import type { Mission } from '#foundation/pipeline/context.ts';
import type { Tx } from '#foundation/db/tx.ts';
import { problems } from '../contract/problems.ts';
import { clearFailures, countFailure, deleteSession, findIdentity, insertSession, isUserHere } from './identities.repo.ts';
import { passwordMatches } from './password.ts';

const SignIn = z.strictObject({
  email: z.string().max(254).trim().toLowerCase(),
  password: z.string().max(200),
  code: z.string().max(20).optional(),
  recoveryCode: z.string().max(40).optional(),
});
const sessionHours = 12;

/** A login that the demonstration prints on its sign-in page. */
export interface ShownLogin {
  readonly email: string;
  readonly password: string;
  readonly name: string;
  readonly role: string;
}

export interface SignInDeps {
  readonly db: Database;
  readonly missions: Missions;
  /** Logins of the demonstration; empty on a server with a real mission. */
  readonly shownLogins: () => readonly ShownLogin[];
  readonly secureCookie: boolean;
}

/** Signing in and out. Sessions are the one thing written outside commands. */
export function addSignInRoutes(app: FastifyInstance, deps: SignInDeps): void {
  app.get('/api/public-info', async () => publicInfo(deps));
  app.post('/api/sign-in', async (http, reply) => {
    const input = parseInput(SignIn, http.body);
    const identityId = await signIn(deps.db, input);
    const token = randomBytes(32).toString('base64url');
    await deps.db.transaction({ schema: 'kervan' }, (tx) =>
      insertSession.run(tx, { tokenHash: tokenHash(token), identityId, hours: sessionHours }),
    );
    const missions = await missionsOf(deps, identityId);
    return reply
      .setCookie(sessionCookie, token, {
        path: '/',
        httpOnly: true,
        sameSite: 'strict',
        secure: deps.secureCookie,
        maxAge: sessionHours * 3600,
      })
      .send({ missions });
  });
  app.post('/api/sign-out', async (http, reply) => {
    const token = http.cookies[sessionCookie];
    if (token) await deps.db.transaction({ schema: 'kervan' }, (tx) => deleteSession.run(tx, { tokenHash: tokenHash(token) }));
    return reply.clearCookie(sessionCookie, { path: '/' }).send({});
  });
}

function publicInfo(deps: SignInDeps) {
  const first = deps.missions.find(undefined);
  return { name: first?.name ?? 'Kervan', demo: first?.demo ?? false, logins: first?.demo ? deps.shownLogins() : [] };
}

/** Checks address and password; the failure's words never say which of the two was wrong. */
async function signIn(db: Database, input: z.output<typeof SignIn>): Promise<string> {
  // The failure is counted in a transaction that commits, so it answers instead of throwing.
  const answer = await db.transaction({ schema: 'kervan' }, (tx) => attempt(tx, input));
  if (answer === 'failed') throw problems.problem('sign-in-failed');
  if ('waitSeconds' in answer) throw problems.problem('locked-out', { seconds: answer.waitSeconds });
  return answer.id;
}

async function attempt(tx: Tx, input: z.output<typeof SignIn>): Promise<'failed' | { waitSeconds: number } | { id: string }> {
  const found = await findIdentity.maybe(tx, { email: input.email });
  const wait = found?.locked_until ? Math.ceil((found.locked_until.getTime() - Date.now()) / 1000) : 0;
  if (wait > 0) return { waitSeconds: wait };
  const matches = await passwordMatches(input.password, found?.password_hash ?? null);
  if (!found) return 'failed';
  if (!matches) {
    await countFailure.run(tx, { id: found.id });
    return 'failed';
  }
  if (found.failed_count > 0) await clearFailures.run(tx, { id: found.id });
  return { id: found.id };
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

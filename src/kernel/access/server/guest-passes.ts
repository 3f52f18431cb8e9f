import type { FastifyInstance, FastifyRequest } from 'fastify';
import { requestOf, tokenHash } from '#foundation/http/requests.ts';
import { newId } from '#foundation/ids.ts';
import type { CommandContext } from '#foundation/pipeline/context.ts';
import { sourceOf } from '../domain/browsers.ts';
import type { SignInDeps } from './doors.ts';
import { countGuestUse, endGuestPass, insertGuest } from './guest-passes.repo.ts';
import { attemptsUndone, limitOf, takeAttempts } from './limits.ts';

export interface GuestGiven {
  readonly passId: string;
  readonly token: string;
  /** What records say of who did it: never a person's name. */
  readonly name: string;
  /** For whom the guest acts. */
  readonly org: { readonly id: string; readonly kind: string } | null;
  readonly permissions: readonly string[];
  readonly hours: number;
}

/**
 * Lets somebody without a sign-in do one errand: a user made for it alone, who holds these permissions with what a room's
 * position says is theirs. Answers who that is and until when.
 */
export async function admitGuest(ctx: CommandContext, given: GuestGiven): Promise<{ userId: string; until: string }> {
  const { token, org, ...rest } = given;
  const ofOrg = { orgId: org?.id ?? null, orgKind: org?.kind ?? 'own' };
  const userId = newId(ctx.now.getTime());
  await insertGuest.run(ctx.tx, { ...rest, ...ofOrg, userId, tokenHash: tokenHash(token), at: ctx.now.toISOString() });
  // Whether it opens goes by the server's own clock; what people read is told by the mission's.
  return { userId, until: new Date(ctx.now.getTime() + given.hours * 3_600_000).toISOString() };
}

/** Ends a guest's pass at once; false when it was over already. */
export async function endGuest(ctx: CommandContext, passId: string): Promise<boolean> {
  return (await endGuestPass.run(ctx.tx, { id: passId })) > 0;
}

const guestToken = (http: FastifyRequest) => /^Bearer (kvg_[A-Za-z0-9_-]{20,200})$/.exec(http.headers.authorization ?? '')?.[1];

/**
 * Guests wait like everybody who knocks: a wrong or dead pass counts against its source, each request against its pass.
 * Each request that came in counts as a use.
 */
export function addGuestGuard(app: FastifyInstance, deps: Pick<SignInDeps, 'db' | 'missions'>): void {
  const source = (http: FastifyRequest) => limitOf('link', sourceOf(http.ip), false);
  app.addHook('onRequest', async (http) => {
    const token = guestToken(http);
    if (token) await takeAttempts(deps.db, [source(http), limitOf('guest', token, false)]);
  });
  app.addHook('onResponse', async (http, reply) => {
    const token = guestToken(http);
    if (!token || reply.statusCode === 401 || reply.statusCode === 429) return;
    await attemptsUndone(deps.db, [source(http)]);
    const { mission } = requestOf(http, deps.missions.find, { guests: true });
    await deps.db.transaction({ schema: mission.schema }, (tx) => countGuestUse.run(tx, { tokenHash: tokenHash(token) }));
  });
}

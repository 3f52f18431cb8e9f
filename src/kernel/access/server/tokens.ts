import type { FastifyInstance } from 'fastify';
import { requestOf, tokenHash } from '#foundation/http/requests.ts';
import { answer, handle } from '#foundation/pipeline/context.ts';
import { problems } from '../contract/problems.ts';
import { createToken, endToken, endUserToken, listMyTokens, listTokens } from '../contract/tokens.ts';
import type { SignInDeps } from './doors.ts';
import { unknownPermissions } from './roles.repo.ts';
import { everyone } from './sign-ins.repo.ts';
import { endTokenRow, insertToken, listTokenRows, touchToken } from './tokens.repo.ts';
import type { FoundToken } from './tokens.repo.ts';

/** Permissions that a token may hold though no role gives them: who asks this, learns only about the asker. */
const ofOneself: readonly string[] = ['access.get-me'];

export const handleCreateToken = handle(createToken, async (ctx, input) => {
  const unknown = await unknownPermissions.all(ctx.tx, { permissions: input.permissions });
  if (unknown.length > 0) throw problems.problem('permission-unknown', { names: unknown.map((row) => row.name).join(', ') });
  const beyond = input.permissions.filter((name) => !ctx.can(name) && !ofOneself.includes(name));
  if (beyond.length > 0) throw problems.problem('token-beyond', { names: beyond.join(', ') });
  const { tokenId: id, name, permissions, days } = input;
  await insertToken.run(ctx.tx, { id, userId: ctx.actor.userId, name, permissions, days, tokenHash: tokenHash(input.token) });
  ctx.touch('user', ctx.actor.userId);
  return {};
});

export const handleEndToken = handle(endToken, async (ctx, input) => {
  if ((await endTokenRow.run(ctx.tx, { id: input.tokenId, userId: ctx.actor.userId })) === 0) throw problems.problem('token-not-found');
  ctx.touch('user', ctx.actor.userId);
  return {};
});

export const handleEndUserToken = handle(endUserToken, async (ctx, input) => {
  if ((await endTokenRow.run(ctx.tx, { id: input.tokenId, userId: input.userId })) === 0) throw problems.problem('token-not-found');
  ctx.touch('user', input.userId);
  return {};
});

const shown = (row: FoundToken) => ({
  id: row.id,
  name: row.name,
  userId: row.user_id,
  user: row.user_name,
  permissions: row.permissions,
  state: row.state,
  createdAt: row.created_at.toISOString(),
  expiresAt: row.expires_at.toISOString(),
  lastUsedAt: row.last_used_at?.toISOString() ?? null,
});

export const answerListMyTokens = answer(listMyTokens, async (ctx) => {
  const filter = { reach: everyone, userId: ctx.actor.userId, search: null, state: null, sort: undefined, limit: 200, offset: 0 };
  return { rows: (await listTokenRows.all(ctx.tx, filter)).map(shown) };
});

export const answerListTokens = answer(listTokens, async (ctx, input) => {
  const rows = await listTokenRows.all(ctx.tx, {
    reach: ctx.reach(listTokens.name, { org: 'u.org_id' }),
    userId: input.userId ?? null,
    search: input.search ?? null,
    state: input.state ?? null,
    sort: input.sort,
    limit: input.limit,
    offset: input.offset,
  });
  return { total: rows[0]?.total ?? 0, rows: rows.map(shown) };
});

/** Notes when a token was last used, after the answer and at most once a minute, so that nobody waits for it. */
export function addTokenUse(app: FastifyInstance, deps: Pick<SignInDeps, 'db' | 'missions'>): void {
  const noted = new Map<string, number>();
  app.addHook('onResponse', async (http, reply) => {
    const token = /^Bearer (kvt_[A-Za-z0-9_-]{20,200})$/.exec(http.headers.authorization ?? '')?.[1];
    if (!token || reply.statusCode === 401 || Date.now() - (noted.get(token) ?? 0) < 60_000) return;
    const { mission } = requestOf(http, deps.missions.find);
    if (noted.size > 1_000) noted.clear();
    noted.set(token, Date.now());
    await deps.db.transaction({ schema: mission.schema }, (tx) => touchToken.run(tx, { tokenHash: tokenHash(token) }));
  });
}

import * as z from 'zod';
import { defineCommand, secret } from '#foundation/command.ts';
import { Id } from '#foundation/ids.ts';
import { defineQuery, pageInput, pageOf } from '#foundation/query.ts';
import { lifetimes } from '../domain/lifetimes.ts';

/** `kvt_` and 256 bits, base64url, made where the token is shown; the server keeps its hash. */
export const ApiToken = z.string().regex(/^kvt_[A-Za-z0-9_-]{43}$/);

/** Makes a token for a program: it acts as its maker, within the permissions named and until its day. */
export const createToken = defineCommand({
  name: 'access.create-token',
  version: 1,
  kind: 'decision',
  input: z.strictObject({
    tokenId: Id,
    name: z.string().trim().min(1).max(100),
    token: secret(ApiToken),
    permissions: z.array(z.string().max(100)).min(1).max(1000),
    days: z.int().min(1).max(lifetimes.tokenDays),
  }),
  scope: () => 'any',
  fresh: lifetimes.proof,
});

/** Ends one of one's own tokens at once. */
export const endToken = defineCommand({
  name: 'access.end-token',
  version: 1,
  kind: 'decision',
  input: z.strictObject({ tokenId: Id }),
  scope: () => 'self',
});

/** Ends somebody's token at once. */
export const endUserToken = defineCommand({
  name: 'access.end-user-token',
  version: 1,
  kind: 'decision',
  input: z.strictObject({ userId: Id, tokenId: Id }),
  scope: (input) => ({ kind: 'user', id: input.userId }),
});

export const TokenState = z.enum(['open', 'over', 'ended']);

export const TokenRow = z.strictObject({
  id: Id,
  name: z.string(),
  userId: Id,
  user: z.string(),
  permissions: z.array(z.string()),
  state: TokenState,
  createdAt: z.string(),
  expiresAt: z.string(),
  /** By the minute; null: never. */
  lastUsedAt: z.string().nullable(),
});

/** One's own tokens. */
export const listMyTokens = defineQuery({
  name: 'access.list-my-tokens',
  input: z.strictObject({}),
  output: z.strictObject({ rows: z.array(TokenRow) }),
  scope: () => 'self',
});

/** Every token of the mission's people, with what it opens. */
export const listTokens = defineQuery({
  name: 'access.list-tokens',
  input: z.strictObject({ ...pageInput, search: z.string().max(100).optional(), state: TokenState.optional(), userId: Id.optional() }),
  output: pageOf(TokenRow),
  scope: () => 'any',
  columns: [
    { key: 'name', type: 'text' },
    { key: 'user', type: 'text' },
    { key: 'state', type: 'code', words: 'access.token-' },
    { key: 'permissions', type: 'list' },
    { key: 'createdAt', type: 'instant' },
    { key: 'expiresAt', type: 'instant' },
    { key: 'lastUsedAt', type: 'instant' },
  ],
});

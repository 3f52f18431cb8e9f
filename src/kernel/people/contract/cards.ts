import * as z from 'zod';
import { defineCommand } from '#foundation/command.ts';
import { Id } from '#foundation/ids.ts';
import { defineQuery, pageInput, pageOf } from '#foundation/query.ts';

/** Gives a household a card; the one it had is dead from that moment. */
export const issueCard = defineCommand({
  name: 'people.issue-card',
  version: 1,
  kind: 'decision',
  input: z.strictObject({ cardId: Id, householdId: Id, because: z.enum(['first', 'lost', 'damaged', 'replaced']).default('first') }),
  result: z.strictObject({ number: z.string() }),
  scope: (input) => ({ kind: 'household', id: input.householdId }),
  opens: 'persons',
});
export const revokeCard = defineCommand({
  name: 'people.revoke-card',
  version: 1,
  kind: 'decision',
  input: z.strictObject({ cardId: Id, householdId: Id, why: z.enum(['lost', 'damaged', 'replaced', 'closed']) }),
  scope: (input) => ({ kind: 'household', id: input.householdId }),
  opens: 'persons',
});

/** Whose card this is. A code of another mission, a changed code and a dead card are told apart. */
export const readCard = defineQuery({
  name: 'people.read-card',
  input: z.strictObject({ code: z.string().max(2000) }),
  output: z.strictObject({
    /** `beyond`: it is ours and lives, and belongs to somebody outside the reader's reach. */
    state: z.enum(['living', 'revoked', 'unknown', 'beyond']),
    number: z.string(),
    householdId: Id.nullable(),
  }),
  scope: () => 'any',
  opens: 'persons',
  sensitive: true,
});

export const CardRow = z.strictObject({
  id: Id,
  number: z.string(),
  householdId: Id,
  householdNumber: z.string(),
  size: z.int(),
  state: z.enum(['living', 'revoked']),
  issuedAt: z.string(),
  issuedBy: z.string(),
  revokedAt: z.string().nullable(),
  revokedBy: z.string().nullable(),
  why: z.string().nullable(),
});
/** Cards of households within reach, the latest first. */
export const listCards = defineQuery({
  name: 'people.list-cards',
  input: z.strictObject({ state: z.enum(['living', 'revoked']).optional(), number: z.string().trim().max(30).optional(), ...pageInput }),
  output: pageOf(CardRow),
  scope: () => 'any',
  permission: 'people.read-card',
  opens: 'persons',
  sensitive: true,
  columns: [
    { key: 'number', type: 'code' },
    { key: 'householdNumber', type: 'code' },
    { key: 'size', type: 'number' },
    { key: 'state', type: 'text', words: 'people.card-' },
    { key: 'issuedAt', type: 'instant' },
    { key: 'issuedBy', type: 'text' },
    { key: 'revokedAt', type: 'instant' },
    { key: 'revokedBy', type: 'text' },
    { key: 'why', type: 'text', words: 'people.card-why-' },
  ],
});

import * as z from 'zod';
import { defineCommand, personal } from '#foundation/command.ts';
import { Id } from '#foundation/ids.ts';
import { defineQuery, pageInput, pageOf } from '#foundation/query.ts';
import { Instant } from '#foundation/time.ts';

export const erasureGrounds = ['request', 'no-consent', 'retention', 'mistake'] as const;
export const ErasureGround = z.enum(erasureGrounds);

/** Asks that a person be forgotten. Nothing happens before a second person has decided. */
export const askErasure = defineCommand({
  name: 'people.ask-erasure',
  version: 1,
  kind: 'decision',
  input: z.strictObject({
    erasureId: Id,
    personId: Id,
    ground: ErasureGround,
    reason: personal(z.string().trim().min(3).max(500), { kind: 'person', field: 'personId' }),
  }),
  scope: (input) => ({ kind: 'person', id: input.personId }),
  opens: 'persons',
});

/** A second person erases or keeps. Erased, the person's key is destroyed: names, numbers, contacts and needs are gone everywhere. */
export const decideErasure = defineCommand({
  name: 'people.decide-erasure',
  version: 1,
  kind: 'decision',
  input: z.strictObject({ erasureId: Id, decision: z.enum(['erase', 'keep']) }),
  scope: (input) => ({ kind: 'person-erasure', id: input.erasureId }),
  opens: 'persons',
});

/** An older copy has come back, and the keys of who was erased since are destroyed again: the register lets go of the rest. */
export const finishErasures = defineCommand({
  name: 'people.finish-erasures',
  version: 1,
  kind: 'decision',
  input: z.strictObject({}),
  result: z.strictObject({ persons: z.int() }),
  scope: () => 'mission',
  opens: 'persons',
});

export const ErasureRow = z.strictObject({
  id: Id,
  personId: Id,
  number: z.string(),
  ground: ErasureGround,
  /** Null once the person is forgotten. */
  reason: z.string().nullable(),
  state: z.enum(['asked', 'erased', 'kept']),
  askedBy: z.string(),
  askedAt: Instant,
  decidedBy: z.string().nullable(),
  decidedAt: Instant.nullable(),
  /** Whoever asked does not decide. */
  mine: z.boolean(),
  abilities: z.array(z.string()),
});
export type ErasureRow = z.infer<typeof ErasureRow>;

/** Who is to be forgotten, the open ones first. */
export const listErasures = defineQuery({
  name: 'people.list-erasures',
  input: z.strictObject({ state: z.enum(['asked', 'erased', 'kept']).optional(), personId: Id.optional(), ...pageInput }),
  output: pageOf(ErasureRow),
  scope: () => 'any',
  opens: 'persons',
  sensitive: true,
  columns: [
    { key: 'number', type: 'code' },
    { key: 'ground', type: 'text', words: 'people.erasure-ground-' },
    { key: 'state', type: 'text', words: 'people.erasure-state-' },
    { key: 'askedBy', type: 'text' },
    { key: 'askedAt', type: 'instant' },
    { key: 'decidedBy', type: 'text' },
    { key: 'decidedAt', type: 'instant' },
  ],
});

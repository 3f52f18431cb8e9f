import * as z from 'zod';
import { defineCommand } from '#foundation/command.ts';
import { Id } from '#foundation/ids.ts';
import { defineQuery, pageInput, pageOf } from '#foundation/query.ts';
import { Evidence, PersonRow } from './queries.ts';

export const PairState = z.enum(['open', 'same', 'different', 'unsure']);
export const PairRow = z.strictObject({
  id: Id,
  a: PersonRow,
  b: PersonRow,
  probability: z.number(),
  zone: z.enum(['hold', 'look', 'silent']),
  evidence: z.array(Evidence),
  modelVersion: z.string(),
  state: PairState,
  raisedAt: z.string(),
  decidedBy: z.string().nullable(),
  note: z.string().nullable(),
  abilities: z.array(z.string()),
});
/** Pairs of records that may be one person, the surest first; both must lie within reach. */
export const listPairs = defineQuery({
  name: 'people.list-pairs',
  input: z.strictObject({ state: PairState.optional(), personId: Id.optional(), ...pageInput }),
  output: pageOf(PairRow),
  scope: () => 'any',
  opens: 'persons',
  sensitive: true,
});

/** Says that two records are of two people, or that nobody can tell yet. */
export const decidePair = defineCommand({
  name: 'people.decide-pair',
  version: 1,
  kind: 'decision',
  input: z.strictObject({ pairId: Id, decision: z.enum(['different', 'unsure']), note: z.string().trim().max(500).optional() }),
  scope: (input) => ({ kind: 'match-pair', id: input.pairId }),
  opens: 'persons',
});

/** One record becomes an alias of the other; nothing of it is deleted, and it can be undone. */
export const mergePersons = defineCommand({
  name: 'people.merge-persons',
  version: 1,
  kind: 'decision',
  input: z.strictObject({ mergeId: Id, fromId: Id, intoId: Id, reason: z.string().trim().min(3).max(500) }),
  scope: (input) => ({ kind: 'person', id: input.intoId }),
  opens: 'persons',
});
export const undoMerge = defineCommand({
  name: 'people.undo-merge',
  version: 1,
  kind: 'decision',
  input: z.strictObject({ mergeId: Id }),
  scope: (input) => ({ kind: 'person-merge', id: input.mergeId }),
  opens: 'persons',
});

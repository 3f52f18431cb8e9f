import * as z from 'zod';
import { defineCommand } from '#foundation/command.ts';
import { Id } from '#foundation/ids.ts';
import { defineQuery, pageInput, pageOf } from '#foundation/query.ts';
import { Day, Instant } from '#foundation/time.ts';

export const Step = z.strictObject({
  id: Id,
  name: z.string(),
  actorId: Id,
  actorName: z.string(),
  /** Who let it pass, when it had been parked. */
  releasedBy: z.string().nullable(),
  deviceId: Id.nullable(),
  via: z.string(),
  /** The program that acted, as the owner of its token called it. */
  tokenId: Id.nullable(),
  tokenName: z.string().nullable(),
  occurredAt: z.string(),
  recordedAt: z.string(),
  state: z.enum(['applied', 'refused', 'parked']),
});

/** What happened to one thing: who did what, when it happened and when it arrived. Readable by whoever reaches the thing. */
export const listHistory = defineQuery({
  name: 'audit.list-history',
  input: z.strictObject({ kind: z.string().max(40), id: z.string().max(80), limit: z.int().min(1).max(200).default(50) }),
  output: z.strictObject({ rows: z.array(Step) }),
  scope: (input) => ({ kind: input.kind, id: input.id }),
});

/** The command log, searched. */
export const searchCommands = defineQuery({
  name: 'audit.search-commands',
  input: z.strictObject({
    ...pageInput,
    /** In the command's name, the person's or the program's; or the whole number of a command or of a thing it touched. */
    search: z.string().trim().max(100).optional(),
    command: z.string().max(100).optional(),
    actorId: Id.optional(),
    state: z.enum(['applied', 'refused', 'parked']).optional(),
    since: Instant.optional(),
    until: Instant.optional(),
    /** Days of the mission, both counted in. */
    from: Day.optional(),
    to: Day.optional(),
    tokenId: Id.optional(),
    thingKind: z.string().max(40).optional(),
    thingId: z.string().max(80).optional(),
  }),
  output: pageOf(Step),
  scope: () => 'mission',
  sensitive: true,
  columns: [
    { key: 'recordedAt', type: 'instant' },
    { key: 'name', type: 'code' },
    { key: 'actorName', type: 'text' },
    { key: 'releasedBy', type: 'text' },
    { key: 'state', type: 'code' },
    { key: 'occurredAt', type: 'instant' },
    { key: 'via', type: 'code', words: 'audit.via-' },
    { key: 'tokenName', type: 'text' },
    { key: 'id', type: 'code' },
  ],
});

/** One command with its input as kept: secrets gone, personal fields sealed unless the reader may open them. */
export const getCommand = defineQuery({
  name: 'audit.get-command',
  input: z.strictObject({ id: Id }),
  output: Step.extend({
    version: z.int(),
    input: z.record(z.string(), z.unknown()),
    outcome: z.record(z.string(), z.unknown()),
    touches: z.array(z.strictObject({ kind: z.string(), id: z.string() })),
    seal: z.int().nullable(),
    opened: z.boolean(),
  }),
  scope: () => 'mission',
  sensitive: true,
});

/** Opens sealed personal fields of the log; each such read is logged. */
export const openPersonal = { name: 'audit.open-personal', opens: 'persons' } as const;

/** The reads of sensitive records. */
export const listReads = defineQuery({
  name: 'audit.list-reads',
  input: z.strictObject({ ...pageInput, actorId: Id.optional(), query: z.string().max(100).optional() }),
  output: pageOf(
    z.strictObject({
      id: Id,
      actorName: z.string(),
      tokenName: z.string().nullable(),
      query: z.string(),
      rows: z.int(),
      readAt: z.string(),
    }),
  ),
  scope: () => 'mission',
  columns: [
    { key: 'readAt', type: 'instant' },
    { key: 'actorName', type: 'text' },
    { key: 'tokenName', type: 'text' },
    { key: 'query', type: 'code' },
    { key: 'rows', type: 'number' },
  ],
});

/** How far the log is sealed, and the last proof. */
export const getProof = defineQuery({
  name: 'audit.get-proof',
  input: z.strictObject({}),
  output: z.strictObject({
    commands: z.int(),
    sealed: z.int(),
    lastSeal: z.strictObject({ seq: z.int(), hash: z.string(), at: z.string() }).nullable(),
    lastRun: z
      .strictObject({
        at: z.string(),
        checked: z.int(),
        faults: z.int(),
        proofs: z.array(z.strictObject({ name: z.string(), checked: z.int(), faults: z.array(z.string()) })),
      })
      .nullable(),
  }),
  scope: () => 'any',
});

/** Runs every proof now instead of tonight. */
export const proveNow = defineCommand({
  name: 'audit.prove-now',
  version: 1,
  kind: 'decision',
  input: z.strictObject({ runId: Id }),
  scope: () => 'mission',
});

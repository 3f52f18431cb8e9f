import * as z from 'zod';
import { defineCommand, personal } from '#foundation/command.ts';
import { Id } from '#foundation/ids.ts';
import { defineQuery, pageInput, pageOf } from '#foundation/query.ts';
import { Day, Instant } from '#foundation/time.ts';

export const demandChannels = ['letter', 'mail', 'visit', 'phone', 'court', 'search', 'other'] as const;
export const demandClasses = [
  'persons',
  'informants',
  'exact-sites',
  'live-positions',
  'staff',
  'organisations',
  'figures',
  'other',
] as const;
export const demandOutcomes = ['refused', 'granted', 'in-part', 'referred', 'withdrawn'] as const;
export const DemandOutcome = z.enum(demandOutcomes);
/** `waits` until decided; `overdue` when its day has passed. */
export const DemandState = z.enum(['waits', 'overdue', ...demandOutcomes]);

/** Somebody outside asks for data. It has happened: whoever is asked writes it down. */
export const receiveDemand = defineCommand({
  name: 'demands.receive-demand',
  version: 1,
  kind: 'fact',
  input: z.strictObject({
    demandId: Id,
    orgId: Id.optional(),
    /** Name, office, badge: whatever they said of themselves. */
    who: personal(z.string().trim().min(1).max(300)),
    channel: z.enum(demandChannels),
    classes: z.array(z.enum(demandClasses)).min(1).max(demandClasses.length),
    /** What they ask, in their words, and on what law they say it rests. */
    asks: personal(z.string().trim().min(1).max(4000)),
    receivedAt: Instant.optional(),
    dueOn: Day.optional(),
  }),
  scope: () => 'any',
});

/** Decides on a demand, with the grounds; never by who received it. */
export const decideDemand = defineCommand({
  name: 'demands.decide-demand',
  version: 1,
  kind: 'decision',
  input: z.strictObject({
    demandId: Id,
    decisionId: Id,
    /** The decision that was seen before; absent: none. */
    after: Id.optional(),
    outcome: DemandOutcome,
    grounds: z.string().trim().min(5).max(2000),
    /** What may be given: needed when something may, and only then. */
    gives: z.string().trim().min(3).max(2000).optional(),
  }),
  scope: () => 'mission',
  fresh: 900,
});

/** Writes down what was given. Without a decision that grants it an exception opens. */
export const handOver = defineCommand({
  name: 'demands.hand-over',
  version: 1,
  kind: 'fact',
  input: z.strictObject({
    demandId: Id,
    handOverId: Id,
    given: z.string().trim().min(3).max(2000),
    /** How many persons it says something about. */
    persons: z.int().min(0).max(100_000_000),
    /** The export that was given. */
    exportId: Id.optional(),
    givenAt: Instant.optional(),
  }),
  scope: () => 'mission',
});

export const DemandRow = z.strictObject({
  id: Id,
  receivedAt: z.string(),
  dueOn: z.string(),
  orgId: Id.nullable(),
  orgNames: z.strictObject({ en: z.string(), tr: z.string().nullable(), ar: z.string().nullable() }).nullable(),
  channel: z.enum(demandChannels),
  classes: z.array(z.enum(demandClasses)),
  state: DemandState,
  handOvers: z.int(),
  receivedBy: z.string(),
});

/** Every demand, with how it stands; not who asked nor in which words. */
export const listDemands = defineQuery({
  name: 'demands.list-demands',
  input: z.strictObject({ ...pageInput, state: DemandState.optional(), channel: z.enum(demandChannels).optional() }),
  output: pageOf(DemandRow),
  scope: () => 'mission',
  columns: [
    { key: 'receivedAt', type: 'instant' },
    { key: 'orgNames', type: 'names' },
    { key: 'channel', type: 'code', words: 'demands.channel-' },
    { key: 'classes', type: 'list' },
    { key: 'state', type: 'code', words: 'demands.state-' },
    { key: 'dueOn', type: 'date' },
    { key: 'handOvers', type: 'number' },
    { key: 'receivedBy', type: 'text' },
  ],
});

/** One demand whole. It may name persons: each look is logged. */
export const getDemand = defineQuery({
  name: 'demands.get-demand',
  input: z.strictObject({ demandId: Id }),
  output: DemandRow.extend({
    receivedById: Id,
    /** Null when the demand's key was destroyed. */
    who: z.string().nullable(),
    asks: z.string().nullable(),
    decisions: z.array(
      z.strictObject({ id: Id, outcome: DemandOutcome, grounds: z.string(), gives: z.string().nullable(), by: z.string(), at: z.string() }),
    ),
    given: z.array(
      z.strictObject({
        id: Id,
        given: z.string(),
        persons: z.int(),
        decided: z.boolean(),
        by: z.string(),
        at: z.string(),
        export: z.strictObject({ query: z.string(), rows: z.int(), at: z.string() }).nullable(),
      }),
    ),
    abilities: z.array(z.string()),
  }),
  scope: () => 'mission',
  sensitive: true,
  opens: 'persons',
});

/** One's own exports of the last 60 days, to say which of them was given. */
export const listMyExports = defineQuery({
  name: 'demands.list-my-exports',
  permission: 'demands.hand-over',
  input: z.strictObject({}),
  output: z.strictObject({
    rows: z.array(z.strictObject({ id: Id, query: z.string(), format: z.string(), rows: z.int(), at: z.string() })),
  }),
  scope: () => 'mission',
});

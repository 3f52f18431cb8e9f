import * as z from 'zod';
import { defineCommand } from '#foundation/command.ts';
import { Id } from '#foundation/ids.ts';
import { defineQuery, pageInput, pageOf } from '#foundation/query.ts';
import { Instant } from '#foundation/time.ts';

/** How an exception may end by a person's hand. */
export const outcomes = ['corrected', 'explained', 'accepted', 'written-off', 'duplicate'] as const;
export const Outcome = z.enum(outcomes);

const many = { exceptionIds: z.array(Id).min(1).max(200) };
const reason = z.string().trim().min(3).max(1000);
/** What a command on several did to each; those out of reach or closed meanwhile are named, the others are done. */
const Done = z.strictObject({
  done: z.array(Id),
  refused: z.array(z.strictObject({ id: Id, code: z.string() })),
});

/** Gives exceptions to somebody, or back to everybody who may close them. */
export const assignExceptions = defineCommand({
  name: 'exceptions.assign',
  version: 1,
  kind: 'decision',
  scope: () => 'any',
  input: z.strictObject({ ...many, ownerId: Id.nullable() }),
  result: Done,
});

/** Sets another deadline, with the reason. */
export const setDeadline = defineCommand({
  name: 'exceptions.set-deadline',
  version: 1,
  kind: 'decision',
  scope: () => 'any',
  input: z.strictObject({ ...many, dueAt: Instant, reason }),
  result: Done,
});

/** Closes exceptions with an outcome and a reason. */
export const closeExceptions = defineCommand({
  name: 'exceptions.close',
  version: 1,
  kind: 'decision',
  scope: () => 'any',
  input: z.strictObject({ ...many, outcome: Outcome, reason }),
  result: Done,
});

/** Opens a closed one again; its former closing stays in its history. */
export const reopenException = defineCommand({
  name: 'exceptions.reopen',
  version: 1,
  kind: 'decision',
  scope: (input) => ({ kind: 'exception', id: input.exceptionId }),
  input: z.strictObject({ exceptionId: Id, reason }),
});

/** Says how many hours a kind may stay open. */
export const setRule = defineCommand({
  name: 'exceptions.set-rule',
  version: 1,
  kind: 'decision',
  scope: () => 'mission',
  input: z.strictObject({ kind: z.string().max(100), dueInHours: z.int().min(1).max(8760) }),
});

/** Tells owners what is overdue; the system runs it every hour. */
export const tellOverdue = defineCommand({
  name: 'exceptions.tell-overdue',
  version: 1,
  kind: 'decision',
  scope: () => 'mission',
  input: z.strictObject({}),
  result: z.strictObject({ told: z.int() }),
});

const Figures = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string())]));
const State = z.enum(['open', 'closed']);
export const ExceptionRow = z.strictObject({
  id: Id,
  kind: z.string(),
  subjectKind: z.string(),
  subjectId: z.string(),
  figures: Figures,
  ownerId: Id.nullable(),
  ownerName: z.string().nullable(),
  dueAt: Instant,
  overdue: z.boolean(),
  state: State,
  times: z.int(),
  raisedAt: Instant,
  closedAt: Instant.nullable(),
  outcome: z.string().nullable(),
});

/** Exceptions within reach: what does not fit, whose it is, by when. */
export const listExceptions = defineQuery({
  name: 'exceptions.list',
  scope: () => 'any',
  input: z.strictObject({
    ...pageInput,
    state: State.default('open'),
    kinds: z.array(z.string().max(100)).max(50).optional(),
    /** `mine`: given to me; `none`: given to nobody. */
    owner: z.union([z.literal('mine'), z.literal('none'), Id]).optional(),
    overdue: z.boolean().optional(),
    subjectKind: z.string().max(60).optional(),
    subjectId: z.string().max(100).optional(),
  }),
  output: pageOf(ExceptionRow),
  columns: [
    { key: 'kind', type: 'code' },
    { key: 'subjectKind', type: 'code' },
    { key: 'subjectId', type: 'text' },
    { key: 'ownerName', type: 'text' },
    { key: 'dueAt', type: 'instant' },
    { key: 'state', type: 'code' },
    { key: 'times', type: 'number' },
    { key: 'raisedAt', type: 'instant' },
    { key: 'closedAt', type: 'instant' },
    { key: 'outcome', type: 'code' },
  ],
});

/** One exception with how it was closed each time, and what the asker may do. */
export const getException = defineQuery({
  name: 'exceptions.get',
  scope: (input) => ({ kind: 'exception', id: input.exceptionId }),
  permission: 'exceptions.list',
  input: z.strictObject({ exceptionId: Id }),
  output: ExceptionRow.extend({
    raisedByCommand: Id,
    raisedBy: z.string(),
    /** The phone that told it; null: a desk, a paper, the system. */
    device: z.string().nullable(),
    lastRaisedAt: Instant,
    secondPerson: z.boolean(),
    /** For how many days it rests once it was judged, unless it gets worse; null: a fact raises it, each time anew. */
    restDays: z.int().nullable(),
    restsUntil: Instant.nullable(),
    reason: z.string().nullable(),
    closings: z.array(z.strictObject({ closedAt: Instant, closedBy: z.string(), outcome: z.string(), reason: z.string().nullable() })),
    abilities: z.array(z.string()),
  }),
});

/** People to whom an exception can be given: who may close some. Names only. */
export const findOwners = defineQuery({
  name: 'exceptions.find-owners',
  scope: () => 'any',
  permission: 'exceptions.assign',
  input: z.strictObject({ search: z.string().trim().max(100) }),
  output: z.strictObject({ people: z.array(z.strictObject({ id: Id, name: z.string() })) }),
});

/** How many are open, and of which kinds: the filters of the page and the first page's figures. */
export const countExceptions = defineQuery({
  name: 'exceptions.count',
  scope: () => 'any',
  permission: 'exceptions.list',
  input: z.strictObject({}),
  output: z.strictObject({
    open: z.int(),
    mine: z.int(),
    overdue: z.int(),
    unowned: z.int(),
    oldestAt: Instant.nullable(),
    kinds: z.array(z.strictObject({ kind: z.string(), open: z.int(), dueInHours: z.int() })),
  }),
});

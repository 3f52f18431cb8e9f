import * as z from 'zod';
import { defineCommand, secret } from '#foundation/command.ts';
import { Id } from '#foundation/ids.ts';
import { defineQuery, pageInput, pageOf } from '#foundation/query.ts';
import { Instant } from '#foundation/time.ts';
import { Names } from '../shared.ts';
import { Channel, SealedCategory, languages } from './feedback.ts';

export const SealedState = z.enum(['restricted', 'focal_point', 'external_investigation', 'closed']);
export type SealedState = z.infer<typeof SealedState>;

/** Names who alone may read sealed reports; nobody names themselves, and only the mission's own people are named. */
export const nameFocalPoint = defineCommand({
  name: 'assistance.name-focal-point',
  version: 1,
  kind: 'decision',
  scope: () => 'mission',
  input: z.strictObject({ focalPointId: Id, userId: Id }),
});
export const endFocalPoint = defineCommand({
  name: 'assistance.end-focal-point',
  version: 1,
  kind: 'decision',
  scope: () => 'mission',
  input: z.strictObject({ focalPointId: Id }),
});

/** Who the focal points are: everybody may know whom to speak to. */
export const listFocalPoints = defineQuery({
  name: 'assistance.list-focal-points',
  scope: () => 'any',
  input: z.strictObject({}),
  output: z.strictObject({
    rows: z.array(z.strictObject({ id: Id, userId: Id, name: z.string(), namedAt: Instant })),
    abilities: z.array(z.string()),
  }),
});

/** A focal point takes a report up, hands it to investigators outside, or ends it without detail. */
export const moveSealed = defineCommand({
  name: 'assistance.move-sealed-report',
  version: 1,
  kind: 'decision',
  scope: () => 'any',
  input: z.strictObject({
    actId: Id,
    reportId: Id,
    version: z.int().min(1),
    state: SealedState.exclude(['restricted']),
    note: secret(z.string().trim().min(3).max(4000)).optional(),
  }),
});

export const SealedRow = z.strictObject({
  id: Id,
  category: SealedCategory,
  channel: Channel,
  language: z.enum(languages),
  siteNames: Names.nullable(),
  orgNames: Names.nullable(),
  anonymous: z.boolean(),
  state: SealedState,
  receivedAt: Instant,
  dueAt: Instant,
  overdue: z.boolean(),
});
export type SealedRow = z.infer<typeof SealedRow>;

/** Sealed reports, to named focal points alone; the database keeps them from everybody else. Each reading is logged. */
export const listSealed = defineQuery({
  name: 'assistance.list-sealed-reports',
  sensitive: true,
  scope: () => 'any',
  input: z.strictObject({ ...pageInput, states: z.array(SealedState).max(4).optional() }),
  output: pageOf(SealedRow),
});

export const getSealed = defineQuery({
  name: 'assistance.get-sealed-report',
  permission: 'assistance.list-sealed-reports',
  sensitive: true,
  scope: () => 'any',
  input: z.strictObject({ reportId: Id }),
  output: SealedRow.extend({
    version: z.int(),
    reference: z.string(),
    words: z.string().nullable(),
    contact: z.string().nullable(),
    acts: z.array(z.strictObject({ id: Id, state: SealedState, note: z.string().nullable(), by: z.string(), at: Instant })),
  }),
});

/** Rings the bell of focal points for whom something new lies sealed, or has waited too long; the system runs it, so that nobody's act tells of a report. */
export const tellFocalPoints = defineCommand({
  name: 'assistance.tell-focal-points',
  version: 1,
  kind: 'decision',
  scope: () => 'mission',
  input: z.strictObject({}),
});

/** What waits for the focal point who asks. */
export const countSealed = defineQuery({
  name: 'assistance.count-sealed-reports',
  permission: 'assistance.list-sealed-reports',
  scope: () => 'any',
  input: z.strictObject({}),
  output: z.strictObject({ waiting: z.int(), overdue: z.int() }),
});

import * as z from 'zod';
import { defineCommand, personal, secret } from '#foundation/command.ts';
import { Id } from '#foundation/ids.ts';
import { defineQuery, pageInput, pageOf } from '#foundation/query.ts';
import { Day, Instant } from '#foundation/time.ts';
import type { ImportDef } from '#foundation/import.ts';
import { Names, Reason } from '../shared.ts';
import { RowOutcome } from '../tokens.ts';

export const openCategories = ['question', 'thanks', 'quality', 'quantity', 'left-out', 'waiting', 'access', 'staff', 'other'] as const;
/** Go sealed to named focal points and stand in no list of the desk. */
export const sealedCategories = ['abuse', 'exploitation', 'fraud'] as const;
export const OpenCategory = z.enum(openCategories);
export const SealedCategory = z.enum(sealedCategories);
export const channels = ['event', 'sheet', 'call', 'visit', 'link'] as const;
export const Channel = z.enum(channels);
export const languages = ['ar', 'tr', 'en', 'ku', 'other'] as const;
export const FeedbackState = z.enum(['received', 'acknowledged', 'answered', 'loop_closed', 'reopened']);
export type FeedbackState = z.infer<typeof FeedbackState>;
const atFeedback = (input: { feedbackId: string }) => ({ kind: 'assistance-feedback', id: input.feedbackId });

/**
 * Takes down what somebody said. What it is about is kept in no log: whoever reads the log does not learn that abuse was
 * reported. Nobody has to say who they are.
 */
export const recordFeedback = defineCommand({
  name: 'assistance.record-feedback',
  version: 1,
  kind: 'fact',
  offline: true,
  scope: (input) => (input.eventId ? { kind: 'assistance-event', id: input.eventId } : { kind: 'site', id: input.siteId }),
  input: z.strictObject({
    feedbackId: Id,
    siteId: Id,
    eventId: Id.optional(),
    category: secret(z.enum([...openCategories, ...sealedCategories])),
    channel: Channel,
    language: z.enum(languages),
    anonymous: z.boolean().default(true),
    words: secret(z.string().trim().min(1).max(4000)),
    /** How to bring the answer; not with an anonymous one. */
    contact: secret(z.string().trim().max(300)).optional(),
    /** A user whom it is about; such a report is never theirs to read. */
    aboutUserId: secret(Id).optional(),
  }),
  /** What the person is told, so that the answer can be asked for. The same whatever it is about. */
  result: z.strictObject({ reference: z.string() }),
});

/** Tells the desk that somebody looks into it. */
export const acknowledgeFeedback = defineCommand({
  name: 'assistance.acknowledge-feedback',
  version: 1,
  kind: 'decision',
  scope: atFeedback,
  input: z.strictObject({ feedbackId: Id, version: z.int().min(1) }),
});

export const answerFeedback = defineCommand({
  name: 'assistance.answer-feedback',
  version: 1,
  kind: 'decision',
  scope: atFeedback,
  input: z.strictObject({ feedbackId: Id, version: z.int().min(1), answer: personal(z.string().trim().min(3).max(4000)) }),
});

/** The person has heard the answer, or it hangs where it can be read, or they could not be reached. */
export const closeLoop = defineCommand({
  name: 'assistance.close-loop',
  version: 1,
  kind: 'decision',
  scope: atFeedback,
  input: z.strictObject({ feedbackId: Id, version: z.int().min(1), loop: z.enum(['told', 'posted', 'not-reached']) }),
});

export const reopenFeedback = defineCommand({
  name: 'assistance.reopen-feedback',
  version: 1,
  kind: 'decision',
  scope: atFeedback,
  input: z.strictObject({ feedbackId: Id, version: z.int().min(1), reason: Reason }),
});

/** It turns out to be about abuse, exploitation or fraud: it leaves the desk and goes sealed to the focal points. */
export const sealFeedback = defineCommand({
  name: 'assistance.seal-feedback',
  version: 1,
  kind: 'decision',
  scope: atFeedback,
  input: z.strictObject({ feedbackId: Id, category: secret(SealedCategory), aboutUserId: secret(Id).optional() }),
});

export const FeedbackRow = z.strictObject({
  id: Id,
  number: z.string(),
  category: OpenCategory,
  channel: Channel,
  language: z.enum(languages),
  siteNames: Names,
  eventId: Id.nullable(),
  eventNumber: z.string().nullable(),
  orgNames: Names.nullable(),
  anonymous: z.boolean(),
  state: FeedbackState,
  receivedAt: Instant,
  dueAt: Instant,
  overdue: z.boolean(),
});
export type FeedbackRow = z.infer<typeof FeedbackRow>;

/** What people said, without the words; those that are due first come first. */
export const listFeedback = defineQuery({
  name: 'assistance.list-feedback',
  scope: () => 'any',
  input: z.strictObject({
    ...pageInput,
    states: z.array(FeedbackState).max(5).optional(),
    category: OpenCategory.optional(),
    channel: Channel.optional(),
    eventId: Id.optional(),
    reference: z.string().max(20).optional(),
    overdue: z.boolean().optional(),
  }),
  output: pageOf(FeedbackRow),
  columns: [
    { key: 'number', type: 'code' },
    { key: 'receivedAt', type: 'instant' },
    { key: 'category', type: 'code', words: 'assistance.category-' },
    { key: 'siteNames', type: 'names' },
    { key: 'eventNumber', type: 'code' },
    { key: 'orgNames', type: 'names' },
    { key: 'channel', type: 'code', words: 'assistance.channel-' },
    { key: 'language', type: 'code', words: 'assistance.language-' },
    { key: 'anonymous', type: 'boolean' },
    { key: 'dueAt', type: 'instant' },
    { key: 'state', type: 'code', words: 'assistance.feedback-state-' },
  ],
});

/** One complaint with its words; each reading is logged. */
export const getFeedback = defineQuery({
  name: 'assistance.get-feedback',
  permission: 'assistance.list-feedback',
  sensitive: true,
  scope: atFeedback,
  input: z.strictObject({ feedbackId: Id }),
  output: FeedbackRow.extend({
    version: z.int(),
    reference: z.string(),
    words: z.string().nullable(),
    contact: z.string().nullable(),
    recordedBy: z.string(),
    answer: z.string().nullable(),
    answeredBy: z.string().nullable(),
    answeredAt: Instant.nullable(),
    loop: z.enum(['told', 'posted', 'not-reached']).nullable(),
    closedAt: Instant.nullable(),
    abilities: z.array(z.string()),
  }),
});

/** What of complaints waits for the desk. */
export const countFeedback = defineQuery({
  name: 'assistance.count-feedback',
  permission: 'assistance.list-feedback',
  scope: () => 'any',
  input: z.strictObject({}),
  output: z.strictObject({ waiting: z.int(), overdue: z.int() }),
});

/** Rows of a sheet on which complaints were taken down by hand. */
export const importFeedback = defineCommand({
  name: 'assistance.import-feedback',
  version: 1,
  kind: 'decision',
  scope: () => 'any',
  input: z.strictObject({
    rows: z
      .array(
        z.strictObject({
          feedbackId: Id,
          siteId: Id,
          eventId: Id.optional(),
          saidOn: Day,
          category: secret(z.enum([...openCategories, ...sealedCategories])),
          language: z.enum(languages),
          words: secret(z.string().trim().min(1).max(4000)),
          contact: secret(z.string().trim().max(300)).optional(),
        }),
      )
      .min(1)
      .max(200),
  }),
  result: z.strictObject({ outcomes: z.array(RowOutcome) }),
});

export const feedbackImport: ImportDef = {
  name: 'assistance.feedback',
  permission: importFeedback.name,
  page: '/assistance/feedback',
  // What people said lies sealed while the sheet waits and is destroyed afterwards.
  personal: true,
  columns: [
    {
      key: 'place',
      type: 'code',
      required: true,
      aliases: ['site', 'distribution', 'yer', 'dağıtım', 'الموقع', 'التوزيع'],
      example: 'DP-1A',
    },
    { key: 'saidOn', type: 'day', required: true, aliases: ['date', 'day', 'tarih', 'gün', 'التاريخ', 'اليوم'], example: '2023-08-18' },
    {
      key: 'category',
      type: 'choice',
      required: true,
      choices: [...openCategories, ...sealedCategories],
      words: 'assistance.category-',
      aliases: ['about', 'konu', 'الموضوع'],
      example: { en: 'Question', tr: 'Soru', ar: 'سؤال' },
    },
    { key: 'language', type: 'choice', choices: [...languages], words: 'assistance.language-', aliases: ['dil', 'اللغة'], example: 'ar' },
    {
      key: 'words',
      type: 'text',
      required: true,
      maxLength: 4000,
      aliases: ['what was said', 'söylenen', 'ما قيل'],
      example: { en: 'When is the next day?', tr: 'Sonraki dağıtım ne zaman?', ar: 'متى التوزيع القادم؟' },
    },
    { key: 'contact', type: 'text', maxLength: 300, aliases: ['how to reach', 'iletişim', 'وسيلة التواصل'] },
  ],
};

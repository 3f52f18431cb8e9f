import * as z from 'zod';
import { defineCommand, personal, secret } from '#foundation/command.ts';
import { Id } from '#foundation/ids.ts';
import { defineQuery } from '#foundation/query.ts';
import { Instant } from '#foundation/time.ts';
import { GuestToken, mostGuestHours } from '#kernel/access/contract/guest-passes.ts';
import { Names } from '../shared.ts';
import { languages, openCategories, sealedCategories } from './feedback.ts';

const atPlace = (input: { siteId: string; eventId?: string | undefined }) =>
  input.eventId ? { kind: 'assistance-event', id: input.eventId } : { kind: 'site', id: input.siteId };

/** Opens a link by which anybody at a site, or at one distribution, says something without a sign-in. The token is made where it is shown. */
export const giveFeedbackLink = defineCommand({
  name: 'assistance.give-feedback-link',
  version: 1,
  kind: 'decision',
  scope: atPlace,
  input: z.strictObject({
    linkId: Id,
    siteId: Id,
    eventId: Id.optional(),
    days: z
      .int()
      .min(1)
      .max(Math.floor(mostGuestHours / 24)),
    token: secret(GuestToken),
  }),
  result: z.strictObject({ until: Instant }),
});

/** Ends a link at once; what was said by it stays. */
export const withdrawFeedbackLink = defineCommand({
  name: 'assistance.withdraw-feedback-link',
  version: 1,
  kind: 'decision',
  scope: atPlace,
  input: z.strictObject({ linkId: Id, siteId: Id, eventId: Id.optional() }),
});

/** Links of a site or a distribution. How much was said by each is told of none: a number could tell of a sealed report. */
export const listFeedbackLinks = defineQuery({
  name: 'assistance.list-feedback-links',
  permission: giveFeedbackLink.name,
  scope: atPlace,
  input: z.strictObject({ siteId: Id, eventId: Id.optional() }),
  output: z.strictObject({
    rows: z.array(
      z.strictObject({ id: Id, givenBy: z.string(), givenAt: Instant, until: Instant, state: z.enum(['open', 'over', 'withdrawn']) }),
    ),
  }),
});

/** What the page behind a link shows: where one is, and nothing of the mission. */
export const getFeedbackDoor = defineQuery({
  name: 'assistance.get-feedback-door',
  scope: () => 'any',
  input: z.strictObject({}),
  /** `now` is the mission's: a demonstration stands in its own year. */
  output: z.strictObject({ siteNames: Names, now: Instant, until: Instant }),
});

/** Somebody says something by a link. Nothing about the person is asked; a way to bring the answer may be left. */
export const sayByLink = defineCommand({
  name: 'assistance.say-by-link',
  version: 1,
  kind: 'fact',
  scope: () => 'any',
  input: z.strictObject({
    feedbackId: Id,
    category: secret(z.enum([...openCategories, ...sealedCategories])),
    language: z.enum(languages),
    words: secret(z.string().trim().min(1).max(4000)),
    contact: secret(z.string().trim().max(300)).optional(),
  }),
  result: z.strictObject({ reference: z.string() }),
});

/** The answer to a reference, if there is one. Whatever has none, waits, is sealed or never was, is told alike. */
export const askForAnswer = defineQuery({
  name: 'assistance.ask-for-answer',
  scope: () => 'any',
  input: z.strictObject({ reference: personal(z.string().trim().min(8).max(12)) }),
  output: z.strictObject({ answer: z.string().nullable() }),
});

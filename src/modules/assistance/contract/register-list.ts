import * as z from 'zod';
import { defineCommand } from '#foundation/command.ts';
import { Id } from '#foundation/ids.ts';
import { defineQuery } from '#foundation/query.ts';
import { HouseholdRule } from '#kernel/people/contract/lists.ts';
import { Count, ItemBrief, Reason } from './shared.ts';

const atEvent = (input: { eventId: string }) => ({ kind: 'assistance-event', id: input.eventId });

/** What a rule would put on the list of a distribution, before anybody is listed. */
export const previewList = defineQuery({
  name: 'assistance.preview-list',
  permission: 'assistance.draw-list',
  scope: atEvent,
  opens: 'persons',
  sensitive: true,
  input: z.strictObject({ eventId: Id, rule: HouseholdRule }),
  output: z.strictObject({
    households: Count,
    persons: Count,
    /** On the list already. */
    already: Count,
    /** Without a card: they are served by the number of their household. */
    uncarded: Count,
    needed: z.array(z.strictObject({ item: ItemBrief, qty: Count })),
  }),
});

/** Puts the households that a rule admits on the list: each by its card, with its size; nobody's name goes along. */
export const drawList = defineCommand({
  name: 'assistance.draw-list',
  version: 1,
  kind: 'decision',
  scope: atEvent,
  opens: 'persons',
  input: z.strictObject({ eventId: Id, drawId: Id, rule: HouseholdRule, laneIds: z.array(Id).max(40).default([]) }),
  result: z.strictObject({ listed: Count, already: Count, uncarded: Count }),
});

/** Lets the phones of a day show who heads a household, with the reason why; or no longer. */
export const showNames = defineCommand({
  name: 'assistance.show-names',
  version: 1,
  kind: 'decision',
  scope: atEvent,
  opens: 'persons',
  input: z.strictObject({ eventId: Id, reason: Reason.optional() }),
});

/**
 * The register has given a household another card, or taken its card away: what stands on lists to come goes by it. A household
 * that was closed stands on none, and one that was closed by mistake stands again where it stood.
 */
export const followCard = defineCommand({
  name: 'assistance.follow-card',
  version: 1,
  kind: 'decision',
  scope: () => 'mission',
  input: z.strictObject({
    householdId: Id,
    householdNumber: z.string().max(30),
    card: z.string().max(30).nullable(),
    closed: z.boolean().default(false),
    reopened: z.boolean().default(false),
  }),
  result: z.strictObject({ tokens: Count }),
});

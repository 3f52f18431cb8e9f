import * as z from 'zod';
import { Day } from '#foundation/time.ts';
import { defineQuery } from '#foundation/query.ts';

export const needs = [
  'requestsToApprove',
  'trucksTurnedBack',
  'trucksToReceive',
  'papersToCheck',
  'sheetsToCheck',
  'receiptsToCheck',
  'countsToCheck',
  'listsClosing',
  'casesOverdue',
  'casesDue',
  'backOrders',
  'lotsExpiring',
  'grantsEnding',
  'arrivalsLate',
] as const;
export type Need = (typeof needs)[number];

/** What of goods needs this reader today, each counted within their rights and nothing where they have none. */
export const getNeeds = defineQuery({
  name: 'supply.get-needs',
  input: z.strictObject({}),
  output: z.strictObject({
    ...(Object.fromEntries(needs.map((need) => [need, z.int()])) as Record<Need, z.ZodInt>),
    /** The day by which the lots that are counted expire, so that their list shows the same. */
    lotsBy: Day,
  }),
  scope: () => 'any',
});

import * as z from 'zod';
import { defineQuery } from '#foundation/query.ts';

export const needs = [
  'trucksToReceive',
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
  output: z.strictObject(Object.fromEntries(needs.map((need) => [need, z.int()])) as Record<Need, z.ZodInt>),
  scope: () => 'any',
});

import * as z from 'zod';
import { defineQuery } from '#foundation/query.ts';
import { listPastMovements } from '../transport/board.ts';
import { Month, Names } from './shared.ts';

const End = z.strictObject({ lat: z.number(), lon: z.number(), names: Names });
const Line = z.strictObject({
  id: z.string(),
  from: End,
  to: End,
  /** Trucks that have left. */
  trucks: z.int(),
  /** Trucks that are planned; none for who may not see movements. */
  planned: z.int(),
});
export type ConsignmentLine = z.output<typeof Line>;

/**
 * Trucks of a month from where to where. Who sees movements sees sites and what is planned; everybody else districts, up to
 * yesterday. Points in Syria are rounded for all.
 */
export const listConsignmentLines = defineQuery({
  name: 'supply.list-consignment-lines',
  permission: listPastMovements.name,
  input: z.strictObject({ month: Month.optional() }),
  output: z.strictObject({
    month: Month,
    /** The months in which trucks left, oldest first. */
    months: z.array(Month),
    /** Whether sites and plans are shown. */
    near: z.boolean(),
    lines: z.array(Line),
  }),
  scope: () => 'any',
});

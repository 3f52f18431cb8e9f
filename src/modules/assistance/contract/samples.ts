import * as z from 'zod';
import { defineCommand } from '#foundation/command.ts';
import { Id } from '#foundation/ids.ts';
import { defineQuery } from '#foundation/query.ts';
import { Instant } from '#foundation/time.ts';
import { Count, Way } from './shared.ts';

const atEvent = (input: { eventId: string }) => ({ kind: 'assistance-event', id: input.eventId });

/**
 * Draws households for monitoring afterwards from those who truly received: each household of each hand-over that stands is
 * put in the order of sha256 of `seed:hand-over:n`, and the first are taken. The same seed draws the same ones again.
 */
export const drawSample = defineCommand({
  name: 'assistance.draw-sample',
  version: 1,
  kind: 'decision',
  scope: atEvent,
  input: z.strictObject({ eventId: Id, sampleId: Id, seed: z.string().trim().min(4).max(60), size: z.int().min(1).max(5000) }),
  result: z.strictObject({ population: z.int() }),
});

/** Samples of a distribution with their members. */
export const listSamples = defineQuery({
  name: 'assistance.list-samples',
  scope: atEvent,
  input: z.strictObject({ eventId: Id }),
  output: z.strictObject({
    rows: z.array(
      z.strictObject({
        id: Id,
        seed: z.string(),
        size: Count,
        population: Count,
        by: z.string(),
        at: Instant,
        members: z.array(
          z.strictObject({
            position: z.int(),
            handoverId: Id,
            nth: z.int(),
            way: Way,
            number: z.int().nullable(),
            tent: z.string().nullable(),
            laneNo: z.int().nullable(),
            occurredAt: Instant,
          }),
        ),
      }),
    ),
    abilities: z.array(z.string()),
  }),
});

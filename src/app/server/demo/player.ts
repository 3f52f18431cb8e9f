import type * as z from 'zod';
import type { CommandDef, Envelope, Outcome } from '#foundation/command.ts';
import { newId, seededRandom } from '#foundation/ids.ts';
import type { Id } from '#foundation/ids.ts';
import type { Mission } from '#foundation/pipeline/context.ts';
import { askQuery } from '#foundation/pipeline/ask.ts';
import { executeCommand } from '#foundation/pipeline/execute.ts';
import type { PipelineDeps } from '#foundation/pipeline/execute.ts';
import { Problem } from '#foundation/problem.ts';
import type { QueryDef } from '#foundation/query.ts';

/** Plays a story through the same commands that screens send, with a set clock and seeded ids: the same story every time. */
export interface Player {
  /** The story is played for practice. */
  readonly practice: boolean;
  /** Sets the story's clock. */
  at(instant: string): void;
  /** Who acts from now on; null is the system. */
  as(userId: Id | null): void;
  id(): Id;
  /** The mission's doors at the story's hour, for phones that come to them by themselves. */
  readonly doors: { readonly deps: PipelineDeps; readonly mission: Mission };
  ask<I extends z.ZodObject, O extends z.ZodType>(def: QueryDef<I, O>, input: z.input<I>): Promise<z.output<O>>;
  do<I extends z.ZodObject, R extends z.ZodType>(def: CommandDef<I, R>, input: z.input<I>): Promise<z.output<R>>;
}

const systemUser = '00000000-0000-7000-8000-000000000001';

/** A command of the story was not applied: what it rests on is not as the story left it. */
export class StoryStops extends Error {}

/** Only a demonstration may be played: a real mission's clock and ids are nobody's to set. */
export function playerOf(deps: PipelineDeps, mission: Mission, seed: number): Player {
  if (!mission.demo) throw new Error('only a demonstration mission has a set clock');
  const random = seededRandom(seed);
  let now = new Date('2023-02-06T06:00:00Z');
  let userId: Id = systemUser;
  const played: PipelineDeps = { ...deps, clock: () => now };
  const send = async (envelope: Envelope): Promise<Outcome | 'stands'> => {
    try {
      return (await executeCommand(played, { mission, credential: { kind: 'internal', userId } }, envelope)).outcome;
    } catch (error) {
      if (error instanceof Problem && error.code === 'sync.id-reused') return 'stands';
      throw error;
    }
  };
  return {
    practice: mission.practice,
    doors: { deps: played, mission },
    at: (instant) => (now = new Date(instant)),
    as: (id) => (userId = id ?? systemUser),
    id: () => newId(now.getTime(), random),
    ask: async (def, input) =>
      (await askQuery(played, { mission, credential: { kind: 'internal', userId } }, def.name, input)).data as never,
    do: async (def, input) => {
      const envelope = {
        id: newId(now.getTime(), random),
        name: def.name,
        version: def.version,
        input: input as Record<string, unknown>,
        occurredAt: now.toISOString(),
      };
      const outcome = await send(envelope);
      // Told before, and what was read for it has changed since then: it stands as it was told.
      if (outcome === 'stands') return {} as never;
      if (outcome.state !== 'applied') throw new StoryStops(`the story stops at ${def.name}: ${JSON.stringify(outcome)}`);
      return outcome.result as never;
    },
  };
}

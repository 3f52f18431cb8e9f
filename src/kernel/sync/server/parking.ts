import { newId } from '#foundation/ids.ts';
import { handle } from '#foundation/pipeline/context.ts';
import type { CommandContext } from '#foundation/pipeline/context.ts';
import type { ParkingPort } from '#foundation/pipeline/ports.ts';
import type { Envelope } from '#foundation/command.ts';
import { dismissParked, releaseParked } from '../contract/parking.ts';
import { syncProblems } from '../contract/problems.ts';
import { keepParked } from './aside.ts';
import { minutesAhead } from '../domain/order.ts';
import { openEnvelope } from './sealing.ts';
import { lockParked, settleParked } from './waiting.repo.ts';

/** A fact that a device signed is never turned away: what keeps it from being applied is for a person. */
export function parkingPort(): ParkingPort {
  return {
    mayPark: (_envelope, _problem, credential) => credential.kind === 'signed',
    park: (ctx, envelope, problem) => keepParked(ctx, envelope, { deviceId: ctx.actor.device!, userId: ctx.actor.userId }, problem),
    look: async (ctx, envelope) => {
      const minutes = minutesAhead(envelope.occurredAt, ctx.now);
      if (minutes === 0 || !ctx.actor.device) return;
      const subject = { kind: 'device', id: ctx.actor.device };
      await ctx.raise({ kind: 'sync.clock-ahead', subject, figures: { minutes, told: envelope.occurredAt.slice(0, 10) }, position: {} });
    },
  };
}

async function getWaiting(ctx: CommandContext, id: string) {
  const parked = await lockParked.maybe(ctx.tx, { id });
  if (!parked) throw syncProblems.problem('parked-absent', { id });
  if (parked.state !== 'waiting') throw syncProblems.problem('parked-settled', { state: parked.state });
  return parked;
}

/** The same content under an id of its own: the first id has its outcome, `parked`, for ever. */
function again(envelope: Envelope, at: Date): Envelope {
  const { name, version, input, occurredAt } = envelope;
  return { id: newId(at.getTime()), name, version, input, occurredAt, ...(envelope.basedOn ? { basedOn: envelope.basedOn } : {}) };
}

export const releaseHandler = handle(releaseParked, async (ctx, input) => {
  const parked = await getWaiting(ctx, input.id);
  const run = again(await openEnvelope(ctx.tx, parked.envelope), ctx.now);
  const outcome = await ctx.runAs(input.asUser ?? parked.user_id, run);
  ctx.touch('parked-command', input.id);
  if (outcome.state === 'applied') {
    await settleParked.run(ctx.tx, {
      id: input.id,
      state: 'released',
      by: ctx.actor.userId,
      at: ctx.now.toISOString(),
      resolution: null,
      runId: run.id,
      outcome: JSON.stringify(outcome),
    });
  }
  return { outcome };
});

export const dismissHandler = handle(dismissParked, async (ctx, input) => {
  await getWaiting(ctx, input.id);
  await settleParked.run(ctx.tx, {
    id: input.id,
    state: 'dismissed',
    by: ctx.actor.userId,
    at: ctx.now.toISOString(),
    resolution: input.reason,
    runId: null,
    outcome: null,
  });
  ctx.touch('parked-command', input.id);
  return {};
});

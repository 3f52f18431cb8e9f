import type { CommandContext, RequestContext } from '#foundation/pipeline/context.ts';
import type { Figures } from '#foundation/problem.ts';
import type { Position } from '#foundation/scope.ts';
import { mustBeOwn } from '#kernel/access/server/index.ts';
import { problems } from '../contract/problems.ts';
import { findEvent, insertMark } from './shared.repo.ts';
import type { EventFound } from './shared.repo.ts';

export const positionOf = (event: EventFound): Position => ({ orgs: [event.org_id], sites: [event.site_id], areas: event.lineage });

/** A distribution that the actor may touch; decisions of an outsider reach only its own organisation's. */
export async function getEventOf(ctx: RequestContext, id: string, permission: string, lock = false): Promise<EventFound> {
  const event = await findEvent.maybe(ctx.tx, { id, lock });
  if (!event) throw problems.problem('event-not-found');
  await mustBeOwn(ctx, event.org_id, permission);
  return event;
}

/** Writes down what happened to the distribution as a whole. */
export async function mark(ctx: CommandContext, event: EventFound, kind: string, figures: Figures = {}): Promise<void> {
  await insertMark.run(ctx.tx, {
    id: ctx.command.id,
    eventId: event.id,
    kind,
    figures: JSON.stringify(figures),
    occurredAt: ctx.command.occurredAt.toISOString(),
    at: ctx.now.toISOString(),
    by: ctx.actor.userId,
  });
  ctx.touch('assistance-event', event.id);
}

/** A fact about a distribution that has ended: kept, and for a person to look at. */
export async function raiseLate(ctx: CommandContext, event: EventFound): Promise<void> {
  await ctx.raise({
    kind: 'assistance.told-after-end',
    subject: { kind: 'assistance-event', id: event.id },
    figures: { number: event.number, state: event.state, command: ctx.command.name },
    position: positionOf(event),
  });
}

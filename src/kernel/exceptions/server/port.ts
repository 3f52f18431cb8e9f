import type { CommandContext, RaiseException } from '#foundation/pipeline/context.ts';
import type { ExceptionPort } from '#foundation/pipeline/ports.ts';
import type { Id } from '#foundation/ids.ts';
import { tell } from '#kernel/notify/server/index.ts';
import { isJudged, usualRule } from '../domain/kinds.ts';
import type { KindRules } from '../domain/kinds.ts';
import { findResting, letRest, raiseOne, restOn, settleOne, settleUnraised } from './exceptions.repo.ts';

/** What the pipeline calls when a fact does not fit, and when a later one explains it. */
export function exceptionPort(rules: KindRules): ExceptionPort {
  return {
    raise: (ctx, exception) => raise(ctx, exception, rules),
    settle: async (ctx, kind, subject, reason) => {
      const settled = await settleOne.all(ctx.tx, {
        kind,
        subjectKind: subject.kind,
        subjectId: subject.id,
        at: ctx.now.toISOString(),
        by: ctx.actor.userId,
        outcome: 'explained-itself',
        reason: reason ?? null,
        commandId: ctx.command.id,
      });
      for (const { id } of settled) ctx.touch('exception', id);
    },
  };
}

async function raise(ctx: CommandContext, exception: RaiseException & { id: Id }, rules: KindRules): Promise<Id> {
  const rule = rules[exception.kind] ?? usualRule;
  const { position, subject } = exception;
  const raised = await raiseOne.one(ctx.tx, {
    id: exception.id,
    kind: exception.kind,
    subjectKind: subject.kind,
    subjectId: subject.id,
    figures: JSON.stringify(exception.figures),
    areas: position.areas ?? [],
    site: position.sites?.[0] ?? null,
    org: position.orgs?.[0] ?? null,
    response: position.responses?.[0] ?? null,
    ownerId: exception.owner ?? null,
    dueInHours: exception.dueInHours ?? rule.dueInHours,
    secondPerson: rule.secondPerson,
    actorId: ctx.actor.userId,
    commandId: ctx.command.id,
    at: ctx.now.toISOString(),
  });
  ctx.touch('exception', raised.id);
  if (raised.owner_id && raised.times === 1) {
    await tell(ctx, {
      to: [raised.owner_id],
      kind: 'exception-raised',
      subject: { kind: 'exception', id: raised.id },
      figures: { kind: exception.kind },
      cause: `exception ${raised.id}`,
    });
  }
  return raised.id;
}

/**
 * A door: raises what a look that comes again has found, unless a person has judged this cause, it is no more than it was, and
 * the days it may rest are not over. Answers whether it was raised.
 */
export async function raiseByLook(ctx: CommandContext, exception: RaiseException, restDays = 30): Promise<boolean> {
  const { kind, subject, figures } = exception;
  const at = ctx.now.toISOString();
  const rests = await findResting.maybe(ctx.tx, { kind, subjectKind: subject.kind, subjectId: subject.id, at });
  if (rests && isJudged(rests.judged, figures)) {
    await restOn.run(ctx.tx, { id: rests.id, judged: JSON.stringify(figures), at });
    return false;
  }
  await letRest.run(ctx.tx, { id: await ctx.raise(exception), days: restDays });
  return true;
}

/**
 * A door: ends what was not raised again by a look at everything of its kind, for it holds no longer. The look raises first,
 * and calls this in the same command.
 */
export async function settleWhatEnded(ctx: CommandContext, kinds: readonly string[]): Promise<void> {
  const end = { at: ctx.now.toISOString(), by: ctx.actor.userId, outcome: 'explained-itself', reason: null, commandId: ctx.command.id };
  for (const kind of kinds) for (const { id } of await settleUnraised.all(ctx.tx, { kind, ...end })) ctx.touch('exception', id);
}

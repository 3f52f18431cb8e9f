import type { Envelope, Outcome } from '../command.ts';
import { newId } from '../ids.ts';
import type { Id } from '../ids.ts';
import { Problem, commonProblems } from '../problem.ts';
import { authorise, requestContext } from './authorise.ts';
import type { CommandContext, CommandHandler, RequestContext } from './context.ts';
import { inputHash, parseInput, upcast } from './envelope.ts';
import type { PipelineDeps } from './execute.ts';
import type { LogEntry } from './ports.ts';
import { problemBody } from './problem-body.ts';

/** What a handler has named besides its result: written with the log, in one statement. */
export interface Effects {
  readonly touches: { kind: string; id: string }[];
  readonly events: { id: Id; name: string; payload: unknown }[];
  readonly exceptions: Id[];
  /** Log entries of commands run inside this one. */
  readonly inner: LogEntry[];
}
export const newEffects = (): Effects => ({ touches: [], events: [], exceptions: [], inner: [] });

/** What a command's handler sees. */
export function commandContext(
  deps: PipelineDeps,
  base: RequestContext,
  handler: CommandHandler,
  envelope: Envelope,
  effects: Effects,
): CommandContext {
  const touched = new Set<string>();
  const ctx: CommandContext = {
    ...base,
    command: {
      id: envelope.id,
      name: envelope.name,
      kind: handler.def.kind,
      occurredAt: new Date(envelope.occurredAt),
      basedOn: envelope.basedOn ?? null,
    },
    touch: (kind, id) => {
      const key = `${kind} ${id}`;
      if (!touched.has(key)) effects.touches.push({ kind, id });
      touched.add(key);
    },
    emit: (event, payload) => {
      effects.events.push({ id: newId(base.now.getTime()), name: event.name, payload: event.payload.parse(payload) });
    },
    raise: async (exception) => {
      const id = await deps.ports.exceptions.raise(ctx, { ...exception, id: exception.id ?? newId(base.now.getTime()) });
      if (!effects.exceptions.includes(id)) effects.exceptions.push(id);
      return id;
    },
    settle: (kind, subject, reason) => deps.ports.exceptions.settle(ctx, kind, subject, reason),
    runAs: (userId, inner) => runInside(deps, ctx, userId, inner, effects),
  };
  return ctx;
}

/** Runs a command inside another's transaction; what it wrote is taken back when it is refused. */
async function runInside(
  deps: PipelineDeps,
  outer: CommandContext,
  userId: Id,
  envelope: Envelope,
  outerEffects: Effects,
): Promise<Outcome> {
  await outer.tx.query('savepoint inner_command');
  try {
    const entry = await applyInside(deps, outer, userId, envelope);
    await outer.tx.query('release savepoint inner_command');
    outerEffects.inner.push(entry);
    return entry.outcome;
  } catch (error) {
    if (!(error instanceof Problem) || error.status >= 500) throw error;
    outer.tx.forget();
    await outer.tx.query('rollback to savepoint inner_command');
    return { id: envelope.id, state: 'refused', problem: problemBody(error) };
  } finally {
    await outer.tx.query(`select set_config('kervan.user', $1, true)`, [outer.actor.userId]).catch(() => undefined);
  }
}

async function applyInside(deps: PipelineDeps, outer: CommandContext, userId: Id, envelope: Envelope): Promise<LogEntry> {
  const handler = deps.registry.commands.get(envelope.name);
  if (!handler) throw commonProblems.problem('name-unknown', { name: envelope.name });
  const open = deps.ports.access.openStatement({ kind: 'internal', userId }, envelope.id);
  const { rows } = await outer.tx.query<Record<string, unknown>>(open.text, open.values);
  const { ctx: base } = await requestContext(deps, outer.mission, outer.tx, rows[0]);
  const input = parseInput(handler.def.input, upcast(handler.def, envelope.version, envelope.input));
  const effects = newEffects();
  const ctx = commandContext(deps, base, handler, envelope, effects);
  await authorise(deps.registry, ctx, handler.def, input);
  const result = handler.def.result.parse(await handler.run(ctx, input as never));
  const outcome: Outcome = { id: envelope.id, state: 'applied', result, exceptions: effects.exceptions };
  const keptInput = await deps.ports.audit.keep(ctx.tx, envelope.name, input);
  const { touches, events } = effects;
  const entry: LogEntry = {
    envelope,
    kind: handler.def.kind,
    inputHash: inputHash(deps.ports.audit.blinded(envelope)),
    recordedAt: ctx.now,
    outcome,
    touches,
    events,
    actor: ctx.actor,
    keptInput,
  };
  if (!(await deps.ports.audit.record(ctx.tx, entry))) throw new Error(`the inner command ${envelope.id} was in the log already`);
  await deps.ports.audit.recordWithin(ctx.tx, { id: envelope.id, outerId: outer.command.id, by: outer.actor.userId });
  return entry;
}

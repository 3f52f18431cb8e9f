import type { Envelope, Outcome } from '../command.ts';
import { isDeadlock } from '../db/errors.ts';
import type { Database } from '../db/pool.ts';
import type { Id } from '../ids.ts';
import { Problem, commonProblems } from '../problem.ts';
import type { CommandHandler, Mission } from './context.ts';
import { authorise, requestContext } from './authorise.ts';
import type { OpenRequest } from './authorise.ts';
import { OpenedOtherwise, forget, recall, refuseOther, remember } from './ahead.ts';
import type { OpenRow } from './ahead.ts';
import { commandContext, newEffects } from './command-context.ts';
import { inputHash, parseInput, upcast } from './envelope.ts';
import type { Credential, FormerOutcome, LogEntry, PipelinePorts } from './ports.ts';
import { pipelineProblems } from './problems.ts';
import { problemBody } from './problem-body.ts';
import type { Registry } from './registry.ts';

export interface PipelineDeps {
  readonly db: Database;
  readonly registry: Registry;
  readonly ports: PipelinePorts;
  /** The server's clock; a demonstration mission may set it. */
  readonly clock: (mission: Mission) => Date;
  /** Told after commit which things changed; drives live notifications and the event relay. */
  readonly onApplied?: (mission: Mission, entry: LogEntry) => void;
}

export interface Request {
  readonly mission: Mission;
  readonly credential: Credential;
}

export interface Executed {
  readonly outcome: Outcome;
  readonly grantsVersion: number;
}

/** How often a command begins anew when it and another waited for each other: the database undid all of it. */
const triesAfterDeadlock = 3;

/** Another transaction recorded the same id while this one ran. */
class ReplayRace extends Error {}

/**
 * Runs one command to its outcome, in one transaction. Throws only what never reaches the log: nobody signed in, an
 * unknown name, an undecodable input, a reused id, or a fault of ours. A refused decision is logged and answered.
 */
export async function executeCommand(deps: PipelineDeps, request: Request, envelope: Envelope): Promise<Executed> {
  const handler = deps.registry.commands.get(envelope.name);
  if (!handler) throw commonProblems.problem('name-unknown', { name: envelope.name });
  const hash = inputHash(deps.ports.audit.blinded(envelope));
  for (let left = triesAfterDeadlock; ; left -= 1) {
    try {
      return await runOnce(deps, request, handler, { envelope, hash });
    } catch (error) {
      if (error instanceof ReplayRace) return replayOf(deps, request, envelope, hash);
      if (!isDeadlock(error)) throw error;
      if (left === 0) throw commonProblems.problem('busy');
    }
  }
}

interface Work {
  readonly envelope: Envelope;
  readonly hash: string;
}

async function runOnce(deps: PipelineDeps, request: Request, handler: CommandHandler, work: Work): Promise<Executed> {
  const { envelope } = work;
  let refusal: Problem | undefined;
  const logged: LogEntry[] = [];
  let grantsVersion = 0;
  let former: FormerOutcome | undefined;
  // Whether a password was shown lately, only the database knows.
  const opening = handler.def.fresh === undefined ? inRequestAhead : inRequest;
  const answer = await opening(deps, request, envelope.id, async (open) => {
    grantsVersion = open.rights.version;
    former = deps.ports.audit.formerOf(open.row);
    if (former) return replayed(former, open.ctx.actor.userId, envelope, work.hash);
    const input = parseInput(handler.def.input, upcast(handler.def, envelope.version, envelope.input));
    const effects = newEffects();
    const ctx = commandContext(deps, open.ctx, handler, envelope, effects);
    await authorise(deps.registry, ctx, handler.def, input);
    const result = handler.def.result.parse(await handler.run(ctx, input as never));
    if (request.credential.kind === 'signed') await deps.ports.parking.look?.(ctx, envelope);
    const outcome: Outcome = { id: envelope.id, state: 'applied', result, exceptions: effects.exceptions };
    const keptInput = await deps.ports.audit.keep(ctx.tx, envelope.name, input);
    const { touches, events, inner } = effects;
    const entry: LogEntry = {
      envelope,
      kind: handler.def.kind,
      inputHash: work.hash,
      recordedAt: ctx.now,
      outcome,
      touches,
      events,
      actor: ctx.actor,
      keptInput,
    };
    if (!(await deps.ports.audit.recordLast(ctx.tx, entry))) throw new ReplayRace();
    logged.push(entry, ...inner);
    return outcome;
  }).catch((error: unknown) => {
    if (!(error instanceof Problem) || !mayBeLogged(error)) throw error;
    refusal = error;
    return undefined;
  });
  if (refusal) return logRefusal(deps, request, handler, work, refusal);
  for (const entry of logged) deps.onApplied?.(request.mission, entry);
  return { outcome: answer!, grantsVersion };
}

/** Undecodable input and missing sign-in leave no trace in the log: there is nobody or nothing to hold it against. */
function mayBeLogged(problem: Problem): boolean {
  return (
    problem.status < 500 &&
    problem.status !== 401 &&
    !['common.input-invalid', 'common.version-unknown', 'sync.id-reused'].includes(problem.code)
  );
}

async function logRefusal(deps: PipelineDeps, request: Request, handler: CommandHandler, work: Work, problem: Problem): Promise<Executed> {
  const { envelope } = work;
  const park = handler.def.kind === 'fact' && deps.ports.parking.mayPark(envelope, problem, request.credential);
  const outcome: Outcome = park
    ? { id: envelope.id, state: 'parked', reason: problem.code }
    : { id: envelope.id, state: 'refused', problem: problemBody(problem) };
  return inRequest(deps, request, envelope.id, async (open) => {
    const former = deps.ports.audit.formerOf(open.row);
    const grantsVersion = open.rights.version;
    if (former) return { outcome: replayed(former, open.ctx.actor.userId, envelope, work.hash), grantsVersion };
    const keptInput = await deps.ports.audit.keep(open.ctx.tx, envelope.name, envelope.input);
    const recorded = await deps.ports.audit[park ? 'record' : 'recordLast'](open.ctx.tx, {
      envelope,
      kind: handler.def.kind,
      inputHash: work.hash,
      recordedAt: open.ctx.now,
      outcome,
      touches: [],
      events: [],
      actor: open.ctx.actor,
      keptInput,
    });
    if (!recorded) throw new ReplayRace();
    if (park) await deps.ports.parking.park(open.ctx, envelope, problem);
    return { outcome, grantsVersion };
  });
}

async function replayOf(deps: PipelineDeps, request: Request, envelope: Envelope, hash: string): Promise<Executed> {
  return inRequest(deps, request, envelope.id, async (open) => {
    const former = await deps.ports.audit.formerOutcome(open.ctx.tx, envelope.id);
    if (!former) throw commonProblems.problem('failed');
    return { outcome: replayed(former, open.ctx.actor.userId, envelope, hash), grantsVersion: open.rights.version };
  });
}

function replayed(former: FormerOutcome, actorId: Id, envelope: Envelope, hash: string): Outcome {
  const same = former.inputHash === hash && former.actorId === actorId && (former.device ?? null) === (envelope.device ?? null);
  if (!same) throw pipelineProblems.problem('id-reused', { id: envelope.id });
  return { ...former.outcome, replayed: true };
}

type OpenWork<T> = (open: OpenRequest) => Promise<T>;

/** Opens the request's transaction: BEGIN, settings and the actor in one flight. */
export async function inRequest<T>(
  deps: PipelineDeps,
  request: Request,
  commandId: Id | null,
  work: OpenWork<T>,
  readOnly = false,
  snapshot = false,
): Promise<T> {
  let row: OpenRow | undefined;
  return deps.db.transaction(
    { ...settingsOf(deps, request, commandId), readOnly, snapshot, onOpen: (rows) => (row = rows[0]) },
    async (tx) => {
      if (row) remember(deps.db, request, row);
      return work(await requestContext(deps, request.mission, tx, row));
    },
  );
}

/**
 * The same without waiting for who asks, where that is known from a moment ago: what the work asks first travels with the
 * opening statement. Who asks is still looked up in the same transaction, before anything is answered or committed; when it
 * is not as it was, or the command was there before, all is undone and done again the other way.
 */
export async function inRequestAhead<T>(
  deps: PipelineDeps,
  request: Request,
  commandId: Id | null,
  work: OpenWork<T>,
  readOnly = false,
): Promise<T> {
  const known = recall(deps.db, request);
  if (!known) return inRequest(deps, request, commandId, work, readOnly);
  try {
    return await deps.db.transaction(
      { ...settingsOf(deps, request, commandId), readOnly, ahead: true, onOpen: ([row]) => refuseOther(known, row) },
      async (tx) => work(await requestContext(deps, request.mission, tx, known)),
    );
  } catch (error) {
    if (!(error instanceof OpenedOtherwise)) throw error;
    forget(deps.db, request);
    return inRequest(deps, request, commandId, work, readOnly);
  }
}

const settingsOf = (deps: PipelineDeps, { mission, credential }: Request, commandId: Id | null) => ({
  schema: mission.schema,
  open: deps.ports.access.openStatement(credential, commandId),
  inTurn: commandId !== null,
});

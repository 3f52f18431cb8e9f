import type { Envelope, Outcome } from '#foundation/command.ts';
import type { Tx } from '#foundation/db/tx.ts';
import type { RequestContext } from '#foundation/pipeline/context.ts';
import { inputHash } from '#foundation/pipeline/envelope.ts';
import { inRequest } from '#foundation/pipeline/execute.ts';
import type { FormerOutcome, ItemAnswer } from '#foundation/pipeline/ports.ts';
import { problemBody } from '#foundation/pipeline/problem-body.ts';
import { pipelineProblems } from '#foundation/pipeline/problems.ts';
import { Problem } from '#foundation/problem.ts';
import { findSeq } from './devices.repo.ts';
import type { Inbox } from './inbox.ts';
import { sealEnvelope } from './sealing.ts';
import { insertParked } from './waiting.repo.ts';

const systemUser = '00000000-0000-7000-8000-000000000001';

/** Writes the parked command beside its log entry. */
export async function keepParked(
  ctx: RequestContext,
  envelope: Envelope,
  of: { deviceId: string; userId: string },
  problem: Problem,
): Promise<void> {
  await insertParked.run(ctx.tx, {
    id: envelope.id,
    deviceId: of.deviceId,
    userId: of.userId,
    name: envelope.name,
    reason: problem.code,
    figures: JSON.stringify(problem.figures),
    envelope: await sealEnvelope(ctx.tx, envelope),
    occurredAt: envelope.occurredAt,
    at: ctx.now.toISOString(),
  });
}

/**
 * Logs a verified command that never reached a handler: a fact is parked, a decision refused. What cannot be told apart
 * (a name this server does not know) may be a fact, so it is parked. Its number counts as answered, so that the
 * device's later commands go on.
 */
export async function setAside(inbox: Inbox, envelope: Envelope, problem: Problem): Promise<ItemAnswer> {
  try {
    return await logAside(inbox, envelope, problem);
  } catch (error) {
    // Another batch took the number between our look and our writing: what it wrote is there now, so look again.
    if (error instanceof Problem && error.code === 'sync.seq-used') return logAside(inbox, envelope, problem);
    throw error;
  }
}

async function logAside(inbox: Inbox, envelope: Envelope, problem: Problem): Promise<ItemAnswer> {
  const { deps, mission, signer } = inbox;
  const def = deps.registry.commands.get(envelope.name)?.def;
  const parked = def?.kind !== 'decision';
  const outcome: Outcome = parked
    ? { id: envelope.id, state: 'parked', reason: problem.code }
    : { id: envelope.id, state: 'refused', problem: problemBody(problem) };
  return inRequest(deps, { mission, credential: { kind: 'internal', userId: systemUser } }, envelope.id, async ({ ctx, row }) => {
    const former = deps.ports.audit.formerOf(row);
    if (former) return replayOf(former, envelope);
    const recorded = await deps.ports.audit.record(ctx.tx, {
      envelope: await withFreeSeq(ctx.tx, envelope, signer.id),
      kind: def?.kind ?? 'fact',
      inputHash: inputHash(envelope),
      recordedAt: ctx.now,
      outcome,
      touches: [],
      events: [],
      actor: {
        userId: signer.user_id,
        name: signer.user_name,
        orgId: signer.org_id,
        language: signer.language,
        device: signer.id,
        via: 'device',
      },
      // Of an unknown command nobody knows which fields are personal: only the sealed envelope keeps it.
      keptInput: def ? await deps.ports.audit.keep(ctx.tx, envelope.name, envelope.input) : {},
    });
    if (!recorded) {
      const other = await deps.ports.audit.formerOutcome(ctx.tx, envelope.id);
      if (other) return replayOf(other, envelope);
    }
    if (parked) await keepParked(ctx, envelope, { deviceId: signer.id, userId: signer.user_id }, problem);
    return outcome;
  });
}

function replayOf(former: FormerOutcome, envelope: Envelope): ItemAnswer {
  if (former.inputHash === inputHash(envelope) && former.device === envelope.device) return { ...former.outcome, replayed: true };
  return { id: envelope.id, state: 'refused', problem: problemBody(pipelineProblems.problem('id-reused', { id: envelope.id })) };
}

/** The log holds each number of a device once; a second command with it is logged without. */
async function withFreeSeq(tx: Tx, envelope: Envelope, deviceId: string): Promise<Envelope> {
  if (envelope.seq === undefined || !(await findSeq.maybe(tx, { deviceId, seq: envelope.seq }))) return envelope;
  const { seq: _, ...rest } = envelope;
  return rest;
}

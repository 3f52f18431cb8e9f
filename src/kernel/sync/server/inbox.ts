import type { Envelope } from '#foundation/command.ts';
import type { Mission } from '#foundation/pipeline/context.ts';
import { executeCommand } from '#foundation/pipeline/execute.ts';
import type { PipelineDeps } from '#foundation/pipeline/execute.ts';
import type { ItemAnswer } from '#foundation/pipeline/ports.ts';
import { problemBody } from '#foundation/pipeline/problem-body.ts';
import { Problem } from '#foundation/problem.ts';
import { syncProblems } from '../contract/problems.ts';
import { placeOf } from '../domain/order.ts';
import { setAside } from './aside.ts';
import { findLastSeq } from './devices.repo.ts';
import type { SignerRow } from './devices.repo.ts';
import { openEnvelope, sealEnvelope } from './sealing.ts';
import { dropHeld, findReady, hold } from './waiting.repo.ts';

/** One device's commands on their way into the system, while one batch or job works on them. */
export interface Inbox {
  readonly deps: PipelineDeps;
  readonly mission: Mission;
  readonly signer: SignerRow;
  /** The highest number that has an outcome, as far as this inbox has seen. */
  lastSeq: number;
}

export function openInbox(deps: PipelineDeps, mission: Mission, signer: SignerRow): Inbox {
  return { deps, mission, signer, lastSeq: signer.last_seq };
}

/** Gives a verified command its outcome, or keeps it until its predecessors have theirs. */
export async function take(inbox: Inbox, envelope: Envelope): Promise<ItemAnswer> {
  if (envelope.seq === undefined) return refusedUnlogged(envelope.id, syncProblems.problem('seq-missing'));
  let place = placeOf(envelope.seq, inbox.lastSeq);
  if (place === 'ahead') {
    // Another batch of the same device may have gone on meanwhile.
    await refresh(inbox);
    place = placeOf(envelope.seq, inbox.lastSeq);
  }
  if (place === 'ahead') return keepWaiting(inbox, envelope, envelope.seq);
  if (place === 'past' && !(await hasOutcome(inbox, envelope.id)))
    return setAside(inbox, envelope, syncProblems.problem('seq-late', { seq: envelope.seq }));
  const answer = await decide(inbox, envelope);
  if (place === 'next' && !isUnlogged(answer)) inbox.lastSeq = envelope.seq;
  return answer;
}

/** Runs what was held and need not wait any more; tells each answer. */
export async function releaseHeld(inbox: Inbox, answered: (id: string, answer: ItemAnswer) => void = () => undefined): Promise<void> {
  const { deps, mission, signer } = inbox;
  // Read after what was just held is committed: whoever fills the gap sees the held row, or we see the gap filled.
  await refresh(inbox);
  for (;;) {
    const ready = await inTx(inbox, async (tx) => {
      const row = await findReady.maybe(tx, { deviceId: signer.id, upTo: inbox.lastSeq + 1 });
      return row && { seq: row.seq, envelope: await openEnvelope(tx, row.envelope) };
    });
    if (!ready) return;
    answered(ready.envelope.id, await take(inbox, ready.envelope));
    await deps.db.transaction({ schema: mission.schema }, (tx) => dropHeld.run(tx, { deviceId: signer.id, seq: ready.seq }));
  }
}

/** Refuses without a trace in the log: nobody can be held to it. */
export function refusedUnlogged(id: string | null, problem: Problem): ItemAnswer {
  return { id, state: 'refused', problem: problemBody(problem) };
}

async function decide(inbox: Inbox, envelope: Envelope): Promise<ItemAnswer> {
  const { deps, mission, signer } = inbox;
  if (signer.revoked) return setAside(inbox, envelope, syncProblems.problem('device-revoked'));
  if (signer.disabled) return setAside(inbox, envelope, syncProblems.problem('user-disabled'));
  try {
    return (await executeCommand(deps, { mission, credential: { kind: 'signed', deviceId: signer.id } }, envelope)).outcome;
  } catch (error) {
    if (!(error instanceof Problem) || error.status >= 500) throw error;
    if (error.code === 'sync.id-reused') return refusedUnlogged(envelope.id, error);
    return setAside(inbox, envelope, error);
  }
}

async function keepWaiting(inbox: Inbox, envelope: Envelope, seq: number): Promise<ItemAnswer> {
  const { deps, mission, signer } = inbox;
  const holder = await inTx(inbox, async (tx) =>
    hold.one(tx, {
      deviceId: signer.id,
      seq,
      id: envelope.id,
      envelope: await sealEnvelope(tx, envelope),
      at: deps.clock(mission).toISOString(),
    }),
  );
  if (holder.id !== envelope.id) return setAside(inbox, envelope, syncProblems.problem('seq-used', { seq }));
  return { id: envelope.id, state: 'held', waitsFor: inbox.lastSeq + 1 };
}

async function refresh(inbox: Inbox): Promise<void> {
  const row = await inTx(inbox, (tx) => findLastSeq.one(tx, { id: inbox.signer.id }));
  inbox.lastSeq = row.last_seq;
}

function hasOutcome(inbox: Inbox, id: string): Promise<boolean> {
  return inTx(inbox, async (tx) => (await inbox.deps.ports.audit.formerOutcome(tx, id)) !== undefined);
}

function inTx<T>(inbox: Inbox, work: Parameters<typeof inbox.deps.db.transaction<T>>[1]): Promise<T> {
  return inbox.deps.db.transaction({ schema: inbox.mission.schema }, work);
}

function isUnlogged(answer: ItemAnswer): boolean {
  return answer.state === 'refused' && answer.problem.type === 'sync.id-reused';
}

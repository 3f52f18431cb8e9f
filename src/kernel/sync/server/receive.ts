import { Envelope } from '#foundation/command.ts';
import type { Mission } from '#foundation/pipeline/context.ts';
import { parseInput } from '#foundation/pipeline/envelope.ts';
import type { PipelineDeps } from '#foundation/pipeline/execute.ts';
import type { DevicePort, ItemAnswer } from '#foundation/pipeline/ports.ts';
import { Problem } from '#foundation/problem.ts';
import { syncProblems } from '../contract/problems.ts';
import { findSigner, markSeen } from './devices.repo.ts';
import { openInbox, refusedUnlogged, releaseHeld, take } from './inbox.ts';
import { envelopeHolds } from './verify.ts';

interface Item {
  readonly index: number;
  readonly envelope: Envelope;
}

/** What devices signed, taken in. The signature says who speaks, so another device or a desk may hand a queue in. */
export function devicePort(): DevicePort {
  return {
    concerns: (credential, item) =>
      credential.kind === 'device' ||
      (item !== null && typeof item === 'object' && ('device' in item || 'signature' in item || 'seq' in item)),
    receive: async (deps, mission, items) => {
      const answers: ItemAnswer[] = [];
      const byDevice = new Map<string, Item[]>();
      for (const [index, item] of items.entries()) {
        const read = readItem(item);
        if ('state' in read) answers[index] = read;
        else byDevice.set(read.device!, [...(byDevice.get(read.device!) ?? []), { index, envelope: read }]);
      }
      for (const [deviceId, own] of byDevice) await receiveFrom(deps, mission, deviceId, own, answers);
      return answers;
    },
  };
}

/** The envelope, or why it is turned away: nothing in it can be trusted before its signature is checked. */
function readItem(item: unknown): Envelope | ItemAnswer {
  const id = item !== null && typeof item === 'object' && 'id' in item && typeof item.id === 'string' ? item.id : null;
  try {
    const envelope = parseInput(Envelope, item);
    return envelope.device && envelope.signature ? envelope : refusedUnlogged(id, syncProblems.problem('signature-missing'));
  } catch (error) {
    if (error instanceof Problem) return refusedUnlogged(id, error);
    throw error;
  }
}

async function receiveFrom(
  deps: PipelineDeps,
  mission: Mission,
  deviceId: string,
  items: readonly Item[],
  answers: ItemAnswer[],
): Promise<void> {
  const signer = await deps.db.transaction({ schema: mission.schema, readOnly: true }, (tx) => findSigner.maybe(tx, { id: deviceId }));
  const verified: Item[] = [];
  for (const item of items) {
    if (!signer) answers[item.index] = refusedUnlogged(item.envelope.id, syncProblems.problem('device-unknown'));
    else if (!(await envelopeHolds(signer.public_key, item.envelope)))
      answers[item.index] = refusedUnlogged(item.envelope.id, syncProblems.problem('signature-invalid'));
    else verified.push(item);
  }
  if (!signer || verified.length === 0) return;
  const inbox = openInbox(deps, mission, signer);
  verified.sort((a, b) => (a.envelope.seq ?? 0) - (b.envelope.seq ?? 0));
  for (const { index, envelope } of verified) answers[index] = await take(inbox, envelope);
  await releaseHeld(inbox, (id, answer) => {
    for (const item of verified) if (item.envelope.id === id) answers[item.index] = answer;
  });
  await deps.db.transaction({ schema: mission.schema }, (tx) => markSeen.run(tx, { id: deviceId, now: deps.clock(mission).toISOString() }));
}

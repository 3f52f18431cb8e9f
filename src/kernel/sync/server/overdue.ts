import type { Mission } from '#foundation/pipeline/context.ts';
import type { PipelineDeps } from '#foundation/pipeline/execute.ts';
import { syncProblems } from '../contract/problems.ts';
import { giveUpBefore } from '../domain/order.ts';
import { setAside } from './aside.ts';
import { findSigner } from './devices.repo.ts';
import { openInbox, releaseHeld } from './inbox.ts';
import { openEnvelope } from './sealing.ts';
import { dropHeld, findReady, listWaitingDevices } from './waiting.repo.ts';

/**
 * Releases what need not wait any more, and parks what has waited too long for a gap: the later commands of the device
 * then go on. Runs every few minutes; also heals what a crash left behind. Answers how many were parked.
 */
export async function tidyHeld(deps: PipelineDeps, mission: Mission): Promise<number> {
  const before = giveUpBefore(deps.clock(mission)).toISOString();
  const waiting = await deps.db.transaction({ schema: mission.schema }, (tx) => listWaitingDevices.all(tx, { before }));
  let parked = 0;
  for (const { device_id: deviceId, overdue } of waiting) {
    const signer = await deps.db.transaction({ schema: mission.schema }, (tx) => findSigner.one(tx, { id: deviceId }));
    const inbox = openInbox(deps, mission, signer);
    await releaseHeld(inbox);
    if (overdue !== null) parked += await parkUpTo(deps, mission, deviceId, overdue);
    await releaseHeld(inbox);
  }
  return parked;
}

async function parkUpTo(deps: PipelineDeps, mission: Mission, deviceId: string, upTo: number): Promise<number> {
  const signer = await deps.db.transaction({ schema: mission.schema }, (tx) => findSigner.one(tx, { id: deviceId }));
  const inbox = openInbox(deps, mission, signer);
  for (let count = 0; ; count += 1) {
    const next = await deps.db.transaction({ schema: mission.schema }, async (tx) => {
      const row = await findReady.maybe(tx, { deviceId, upTo });
      return row && { seq: row.seq, envelope: await openEnvelope(tx, row.envelope) };
    });
    if (!next) return count;
    await setAside(inbox, next.envelope, syncProblems.problem('gap', { seq: next.seq, waitsFor: signer.last_seq + 1 }));
    await deps.db.transaction({ schema: mission.schema }, (tx) => dropHeld.run(tx, { deviceId, seq: next.seq }));
  }
}

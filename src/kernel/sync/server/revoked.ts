import type { PipelineDeps, Request } from '#foundation/pipeline/execute.ts';
import { syncProblems } from '../contract/problems.ts';
import { findRevoked } from './devices.repo.ts';

/** A revoked device is told so in a code of its own, that it may wipe itself. */
export async function refuseRevoked(deps: PipelineDeps, request: Request): Promise<void> {
  const { credential, mission } = request;
  if (credential.kind !== 'device') return;
  const revoked = await deps.db.transaction({ schema: mission.schema, readOnly: true }, (tx) =>
    findRevoked.maybe(tx, { tokenHash: credential.tokenHash }),
  );
  if (revoked) throw syncProblems.problem('device-revoked');
}

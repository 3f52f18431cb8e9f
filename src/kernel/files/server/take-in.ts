import type { Accepted } from '#foundation/files/accept.ts';
import { newId } from '#foundation/ids.ts';
import { executeCommand, inRequest } from '#foundation/pipeline/execute.ts';
import type { PipelineDeps, Request } from '#foundation/pipeline/execute.ts';
import { commonProblems } from '#foundation/problem.ts';
import { keepFile } from '../contract/files.ts';
import { keepBytes } from './content.ts';
import { expectBytes } from './keep.ts';

/** Seals what was accepted, and enters it by a command in the sender's name. */
export async function takeIn(
  deps: PipelineDeps,
  request: Request,
  fileId: string,
  accepted: Accepted,
): Promise<{ type: string; size: number }> {
  const kept = await inRequest(deps, request, null, async ({ ctx }) => ({
    hash: await keepBytes(ctx.tx, accepted.bytes),
    ...(accepted.thumb ? { thumbHash: await keepBytes(ctx.tx, accepted.thumb) } : {}),
  }));
  const { width, height, mediaType } = accepted;
  const size = accepted.bytes.length;
  const input = { fileId, ...kept, mediaType, size, ...(width && height ? { width, height } : {}) };
  const done = expectBytes(fileId);
  try {
    const occurredAt = deps.clock(request.mission).toISOString();
    const envelope = { id: newId(), name: keepFile.name, version: keepFile.version, input, occurredAt };
    const { outcome } = await executeCommand(deps, request, envelope);
    if (outcome.state !== 'applied') throw commonProblems.problem('failed');
  } finally {
    done();
  }
  return { type: mediaType, size };
}

import type { ServerRoom } from '#foundation/pipeline/context.ts';
import { audit } from '../module.ts';
import { answerGetCommand, answerGetProof, answerListHistory, answerListReads, answerSearchCommands, handleProveNow } from './history.ts';
import { proveJob, sealJob } from './jobs.ts';
import { logProof, sealProof } from './seal.ts';

export { auditPort } from './port.ts';
export { historySection } from './paper.ts';
export { blindInputs, keepInputs, openKept } from './keep.ts';

export const room: ServerRoom = {
  module: audit,
  commands: [handleProveNow],
  queries: [answerListHistory, answerSearchCommands, answerGetCommand, answerListReads, answerGetProof],
  jobs: [sealJob, proveJob],
  proofs: [sealProof, logProof],
};

import type { ServerRoom } from '#foundation/pipeline/context.ts';
import { files } from '../module.ts';
import { answerStorage, fileProof, forgetJob, handleForget, handleKeep } from './keep.ts';

export { setFileVault } from './content.ts';
export { linkFile, readFile, unlinkFile } from './link.ts';
export { setFileRegistry } from './reading.ts';
export { addFileRoutes } from './routes.ts';

export const room: ServerRoom = {
  module: files,
  commands: [handleKeep, handleForget],
  queries: [answerStorage],
  jobs: [forgetJob],
  proofs: [fileProof],
};

import type { ServerRoom } from '#foundation/pipeline/context.ts';
import { files } from '../module.ts';
import {
  answerOpenThumb,
  answerThumbPages,
  findThumbPosition,
  forgetThumbsJob,
  handleDeleteThumb,
  handleForgetThumb,
  handleKeepThumb,
  handleSetThumbTerm,
} from './thumb-pages.ts';
import { letGoJob } from './forget.ts';
import { answerStorage, fileProof, forgetJob, handleForget, handleKeep } from './keep.ts';

export { setFileVault } from './content.ts';
export { eraseFilesOf } from './forget.ts';
export { linkFile, readFile, unlinkFile } from './link.ts';
export { setFileRegistry } from './reading.ts';
export { addFileRoutes } from './routes.ts';

export const room: ServerRoom = {
  module: files,
  commands: [handleKeep, handleForget, handleKeepThumb, handleDeleteThumb, handleForgetThumb, handleSetThumbTerm],
  queries: [answerStorage, answerThumbPages, answerOpenThumb],
  positions: { 'thumb-page': findThumbPosition },
  jobs: [forgetJob, forgetThumbsJob, letGoJob],
  proofs: [fileProof],
};

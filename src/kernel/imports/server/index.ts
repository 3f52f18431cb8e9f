import type { ServerRoom } from '#foundation/pipeline/context.ts';
import { imports } from '../module.ts';
import { findImport } from './imports.repo.ts';
import { applyJob, checkJob, clearFilesJob } from './jobs.ts';
import { answerGetImport, answerListImports, answerListKinds, answerListPersonalRows, answerListRows } from './read.ts';
import {
  handleApplyImport,
  handleCheckAgain,
  handleCorrectCells,
  handleDiscardImport,
  handleReplaceValue,
  handleStageFile,
} from './write.ts';

export { setImports } from './handlers.ts';
export { addImportRoutes, keepSheet } from './routes.ts';
export { faultWords } from './marked.ts';

export const room: ServerRoom = {
  module: imports,
  commands: [handleStageFile, handleCorrectCells, handleReplaceValue, handleCheckAgain, handleApplyImport, handleDiscardImport],
  queries: [answerListKinds, answerListImports, answerGetImport, answerListRows, answerListPersonalRows],
  positions: {
    import: async (tx, id) => {
      const found = await findImport.maybe(tx, { id });
      return found && { users: [found.created_by] };
    },
  },
  jobs: [checkJob, applyJob, clearFilesJob],
};

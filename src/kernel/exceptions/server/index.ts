import type { ServerRoom } from '#foundation/pipeline/context.ts';
import { exceptions } from '../module.ts';
import { findOne } from './exceptions.repo.ts';
import { answerCount, answerGet, answerList, answerOwners } from './read.ts';
import {
  handleAssign,
  handleClose,
  handleReopen,
  handleSetDeadline,
  handleSetRule,
  handleTellOverdue,
  overdueJob,
  positionOf,
} from './write.ts';

export { exceptionPort, raiseByLook, settleWhatEnded } from './port.ts';

export const room: ServerRoom = {
  module: exceptions,
  commands: [handleAssign, handleSetDeadline, handleClose, handleReopen, handleSetRule, handleTellOverdue],
  queries: [answerList, answerGet, answerCount, answerOwners],
  positions: {
    exception: async (tx, id) => {
      const found = await findOne.maybe(tx, { id });
      return found && positionOf(found);
    },
  },
  jobs: [overdueJob],
};

import { Id } from '#foundation/ids.ts';
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
  // What is said about an exception tells of its record.
  recordRules: {
    exception: async (ctx, { id }) => {
      const found = Id.safeParse(id).success ? await findOne.maybe(ctx.tx, { id }) : undefined;
      return !found || ctx.isShown({ kind: found.subject_kind, id: found.subject_id });
    },
  },
  jobs: [overdueJob],
};

import type { ServerRoom } from '#foundation/pipeline/context.ts';
import { notes } from '../module.ts';
import { readPageHandler } from './pages.ts';
import { findPeopleHandler, getHandler, myTasksHandler } from './read.ts';
import { addCommentHandler, addTaskHandler, attachHandler, closeTaskHandler, detachHandler, removeCommentHandler } from './write.ts';

export const room: ServerRoom = {
  module: notes,
  commands: [addCommentHandler, removeCommentHandler, addTaskHandler, closeTaskHandler, attachHandler, detachHandler],
  queries: [getHandler, myTasksHandler, findPeopleHandler, readPageHandler],
};

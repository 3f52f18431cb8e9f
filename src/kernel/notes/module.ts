import { defineModule } from '#foundation/module.ts';
import {
  addComment,
  addTask,
  attachFile,
  closeTask,
  findPeople,
  getNotes,
  listMyTasks,
  noteProblems,
  removeAttachment,
  removeComment,
} from './contract/notes.ts';

/** Comments, tasks and files on any record. */
export const notes = defineModule({
  name: 'notes',
  commands: [addComment, removeComment, addTask, closeTask, attachFile, removeAttachment],
  queries: [getNotes, listMyTasks, findPeople],
  problems: [noteProblems],
  permissions: [{ name: 'notes.moderate' }],
  pages: [{ path: '/tasks', name: 'notes.my-tasks', nav: { area: 'home', icon: 'tasks', order: 10, key: 't' } }],
});

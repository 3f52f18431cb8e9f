import { codeProblems } from '#foundation/code-problems.ts';
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
  readPage,
  removeAttachment,
  removeComment,
} from './contract/notes.ts';

/** Comments, tasks and files on any record. */
export const notes = defineModule({
  name: 'notes',
  commands: [addComment, removeComment, addTask, closeTask, attachFile, removeAttachment],
  queries: [getNotes, listMyTasks, findPeople, readPage],
  problems: [noteProblems, codeProblems],
  permissions: [{ name: 'notes.moderate' }],
  pages: [
    { path: '/tasks', name: 'notes.my-tasks', nav: { area: 'home', icon: 'tasks', order: 10, key: 't' } },
    {
      path: '/signed-pages',
      name: 'notes.signed-pages',
      nav: { area: 'goods', icon: 'signature', order: 90 },
      permission: 'notes.attach-file',
    },
  ],
});

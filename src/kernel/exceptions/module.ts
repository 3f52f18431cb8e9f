import { defineModule } from '#foundation/module.ts';
import {
  assignExceptions,
  closeExceptions,
  countExceptions,
  findOwners,
  getException,
  listExceptions,
  reopenException,
  setDeadline,
  setRule,
  tellOverdue,
} from './contract/exceptions.ts';
import { problems } from './contract/problems.ts';

/** What does not fit and must be closed. */
export const exceptions = defineModule({
  name: 'exceptions',
  commands: [assignExceptions, setDeadline, closeExceptions, reopenException, setRule, tellOverdue],
  queries: [listExceptions, getException, countExceptions, findOwners],
  problems: [problems],
  jobs: [{ name: 'exceptions.tell-overdue', schedule: '7 * * * *' }],
  pages: [
    {
      path: '/exceptions',
      name: 'exceptions.list',
      nav: { area: 'home', icon: 'exceptions', order: 5, key: 'x' },
      permission: 'exceptions.list',
    },
    {
      path: '/exceptions/$exceptionId',
      name: 'exceptions.one',
      permission: 'exceptions.list',
      shot: { exceptionId: 'first:exceptions.list' },
    },
  ],
});

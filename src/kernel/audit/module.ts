import { defineModule } from '#foundation/module.ts';
import { getCommand, getProof, listHistory, listReads, openPersonal, proveNow, searchCommands } from './contract/history.ts';
import { problems } from './contract/problems.ts';
import { keyProblems } from '#foundation/key-problems.ts';
import { signedProblems } from '#foundation/signed-problems.ts';

/** Who did what and when; the seals over it, and the proofs. */
export const audit = defineModule({
  name: 'audit',
  commands: [proveNow],
  queries: [listHistory, searchCommands, getCommand, listReads, getProof],
  permissions: [openPersonal],
  problems: [problems, keyProblems, signedProblems],
  jobs: [
    { name: 'audit.seal', schedule: '*/10 * * * *' },
    { name: 'audit.prove', schedule: '0 6 * * *' },
  ],
  pages: [
    {
      path: '/admin/audit',
      name: 'audit.log',
      nav: { area: 'administration', icon: 'audit', order: 30, key: 'l' },
      permission: 'audit.search-commands',
    },
    { path: '/admin/audit/$commandId', name: 'audit.command', permission: 'audit.get-command' },
    { path: '/admin/reads', name: 'audit.reads', nav: { area: 'administration', icon: 'list', order: 31 }, permission: 'audit.list-reads' },
    {
      path: '/proof',
      name: 'audit.proof',
      nav: { area: 'administration', icon: 'proof', order: 32, key: 'p' },
      permission: 'audit.get-proof',
    },
  ],
});

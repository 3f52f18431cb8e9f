import { defineModule } from '#foundation/module.ts';
import {
  closeMonth,
  expireHolds,
  getDocument,
  holdBroken,
  holdStock,
  listBalances,
  listCard,
  postDocument,
  recordDocument,
  reverseDocument,
  voidHolds,
} from './contract/documents.ts';
import { problems } from './contract/problems.ts';

/** The books: goods and money, from one bucket to another, promised and proved. */
export const ledger = defineModule({
  name: 'ledger',
  commands: [postDocument, recordDocument, reverseDocument, holdStock, voidHolds, expireHolds, closeMonth],
  queries: [listCard, listBalances, getDocument],
  events: [holdBroken],
  problems: [problems],
  jobs: [
    { name: 'ledger.seal', schedule: '5,15,25,35,45,55 * * * *' },
    { name: 'ledger.expire-holds', schedule: '*/5 * * * *' },
    { name: 'ledger.sum-outside', schedule: '* * * * *' },
    { name: 'ledger.keep-months', schedule: '12,42 * * * *' },
  ],
});

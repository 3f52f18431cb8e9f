import { defineModule } from '#foundation/module.ts';
import { moneyProblems, problems } from './contract/problems.ts';
import { enterRates, listRates } from './contract/rates.ts';

/** Dated exchange rates. */
export const rates = defineModule({
  name: 'rates',
  commands: [enterRates],
  queries: [listRates],
  problems: [problems, moneyProblems],
  pages: [
    { path: '/programme/rates', name: 'rates.rates', nav: { area: 'programme', icon: 'rates', order: 60 }, permission: 'rates.list-rates' },
  ],
});

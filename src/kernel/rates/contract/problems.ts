import { defineProblems } from '#foundation/problem.ts';
import { moneyProblems } from '#foundation/money.ts';

export const problems = defineProblems('rates', {
  'no-rate': { status: 409 },
  'not-a-rate': { status: 422, constraints: ['exchange_rates_rate_check'] },
  'same-currency': { status: 422, constraints: ['exchange_rates_currencies_check'] },
  'day-too-late': { status: 422 },
  'told-at-once': { status: 409, constraints: ['exchange_rates_current_key', 'exchange_rates_pkey'] },
});
export { moneyProblems };

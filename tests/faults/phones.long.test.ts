// First of all: the store looks for the browser’s database when it is loaded.
import 'fake-indexeddb/auto';
import { expect, it } from 'vitest';
import { checkWeeks } from '#tests/support/weeks/check-weeks.ts';

it('two weeks, eight phones, 10,000 commands: nothing lost, nothing doubled, the ledger proved, every exception listed', async () => {
  const told = await checkWeeks({ commands: 10_000, days: 14 });
  console.log(JSON.stringify(told));
  expect(told).toMatchObject({ commands: 10_000 });
  expect(told.deaths).toBeGreaterThan(100);
  expect(told.falls).toBeGreaterThan(0);
});

// First of all: the store looks for the browser’s database when it is loaded.
import 'fake-indexeddb/auto';
import { expect, it } from 'vitest';
import { checkWeeks } from '#tests/support/weeks/check-weeks.ts';

// Ten thousand commands are in phones.long.test.ts.
it('five days of eight phones with lost answers, wrong clocks and ends in the middle lose nothing and double nothing', async () => {
  expect(await checkWeeks({ commands: 104, days: 5 })).toMatchObject({ commands: 104 });
});

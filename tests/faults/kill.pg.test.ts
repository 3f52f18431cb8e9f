import { afterAll, beforeAll, expect, it } from 'vitest';
import { Storm } from './storm.ts';

const storm = new Storm();
beforeAll(() => storm.open());
afterAll(() => storm.close());

// Twenty rounds are in kill.long.test.ts.
it('keeps what it acknowledged, once, when server, database and both are killed under load', async () => {
  for (const round of [0, 1, 2]) await storm.round(round);
  const { acknowledged } = await storm.settle();
  expect(acknowledged).toBeGreaterThan(3);
}, 180_000);

import { afterAll, beforeAll, expect, it } from 'vitest';
import { Storm } from './storm.ts';

const rounds = 20;
const storm = new Storm();
beforeAll(() => storm.open());
afterAll(() => storm.close());

it(`keeps what it acknowledged, once, through ${rounds} rounds of kill -9 of server and database`, async () => {
  for (let round = 0; round < rounds; round += 1) await storm.round(round);
  const { sent, acknowledged, unanswered } = await storm.settle();
  expect(acknowledged).toBeGreaterThan(rounds);
  console.log(
    `${rounds} rounds, ${sent} commands sent, ${acknowledged} acknowledged, ${unanswered} had not happened and did after being sent again`,
  );
});

import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestMission } from '#tests/support/mission.ts';
import type { TestMission } from '#tests/support/mission.ts';
import { limitRules, waitAfter } from '../domain/limits.ts';
import { giveBack, takeAttempt } from './limits.repo.ts';
import { limitOf, takeAttempts } from './limits.ts';

let mission: TestMission;
beforeAll(async () => {
  mission = await openTestMission();
});
afterAll(() => mission.close());

const kervan = <T>(work: Parameters<typeof mission.kervan.db.transaction<T>>[1]) =>
  mission.kervan.db.transaction({ schema: 'kervan' }, work);

it('the database makes wait as long as the rule on paper says', async () => {
  const rule = limitRules.pair;
  for (let failures = 1; failures <= 14; failures += 1) {
    await kervan((tx) => takeAttempt.one(tx, { key: 'paper', rule }));
    const waits = await mission.asOwner(async (client) => {
      const { rows } = await client.query<{ seconds: number }>(
        `select greatest(0, round(extract(epoch from waits_until - (forgotten_at - make_interval(secs => $1)))))::int as seconds from kervan.sign_in_limits where key = 'paper'`,
        [rule.forget],
      );
      await client.query(`update kervan.sign_in_limits set waits_until = now() where key = 'paper'`);
      return rows[0]!.seconds;
    });
    expect(waits).toBe(waitAfter(failures, rule));
  }
});

it('a long quiet time forgets', async () => {
  const rule = limitRules.pair;
  for (let tries = 0; tries < 4; tries += 1) await kervan((tx) => takeAttempt.one(tx, { key: 'quiet', rule }));
  await mission.asOwner((client) => client.query(`update kervan.sign_in_limits set forgotten_at = now() where key = 'quiet'`));
  expect(await kervan((tx) => takeAttempt.one(tx, { key: 'quiet', rule }))).toEqual({ failures: 1 });
});

it('attempts at the same moment do not make each other wait', async () => {
  const rule = limitRules.source;
  const taken = await Promise.all(Array.from({ length: 30 }, () => kervan((tx) => takeAttempt.maybe(tx, { key: 'together', rule }))));
  expect(taken.map((one) => one?.failures).sort((a, b) => Number(a) - Number(b))).toEqual(
    Array.from({ length: 30 }, (_, index) => index + 1),
  );
});

it('an attempt given back leaves no trace', async () => {
  const rule = limitRules.source;
  await kervan((tx) => takeAttempt.one(tx, { key: 'back', rule }));
  await kervan((tx) => giveBack.run(tx, { key: 'back' }));
  expect(await kervan((tx) => takeAttempt.one(tx, { key: 'back', rule }))).toEqual({ failures: 1 });
});

it('who waits for one account has not used up tries of the others that share the source', async () => {
  const limits = [limitOf('source', '192.0.2.1', false), limitOf('pair', 'a'), limitOf('account', 'a')];
  for (let tries = 0; tries < 5; tries += 1) await takeAttempts(mission.kervan.db, limits);
  for (let tries = 0; tries < 5; tries += 1)
    await expect(takeAttempts(mission.kervan.db, limits)).rejects.toMatchObject({ code: 'access.locked-out' });
  const { rows } = await mission.asOwner((client) =>
    client.query(`select failures from kervan.sign_in_limits where key = $1`, [limits[0]!.key]),
  );
  expect(rows).toEqual([{ failures: 5 }]);
});

it('the table tells no address and no account', async () => {
  await takeAttempts(mission.kervan.db, [limitOf('pair', '192.0.2.77 person@example.org')]);
  const { rows } = await mission.asOwner((client) =>
    client.query<{ text: string }>(`select string_agg(l::text, ' ') as text from kervan.sign_in_limits l`),
  );
  expect(rows[0]!.text).not.toMatch(/192\.0\.2\.77|person/);
});

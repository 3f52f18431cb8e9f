import { expect, test } from 'vitest';
import { createHttp } from './app.ts';

/** What the log says of a request that failed with this error. */
async function logOf(error: Error): Promise<string> {
  const lines: string[] = [];
  const app = await createHttp({ trustProxy: false, log: { write: (line) => void lines.push(line) } });
  app.get('/fails', async () => {
    throw error;
  });
  expect((await app.inject({ url: '/fails' })).statusCode).toBe(500);
  await app.close();
  return lines.join('');
}

test('an error of the database is logged by where it is, without a word of the row', async () => {
  const failed = Object.assign(new Error('invalid input: "Maryam al-Hasan"'), {
    severity: 'ERROR',
    code: '23502',
    table: 'people',
    column: 'birth_year',
    detail: 'Failing row contains (7, Maryam al-Hasan, null).',
    where: 'Maryam al-Hasan',
  });
  const log = await logOf(failed);
  expect(log).toContain('"code":"23502"');
  expect(log).toContain('"column":"birth_year"');
  expect(log).toContain('app.test.ts');
  expect(log).not.toContain('Maryam');
});

test('a fault of ours is logged with its words', async () => {
  expect(await logOf(new Error('a branch that cannot be'))).toContain('a branch that cannot be');
});

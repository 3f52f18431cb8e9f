import { createHash } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { newId } from '#foundation/ids.ts';
import { inputHash } from '#foundation/pipeline/envelope.ts';
import { openTestMission } from '#tests/support/mission.ts';
import type { TestMission } from '#tests/support/mission.ts';
import { Browser, enter, nextCode, openDoors, testPassword, tieAuthenticator } from '#tests/support/sign-in.ts';
import { changePassword, renewRecoveryCodes } from '../contract/account.ts';
import { inviteUser } from '../contract/links.ts';
import { setSignInRules } from '../contract/recovery.ts';
import { newLinkToken, newRecoveryCodes } from '../domain/two-step.ts';

let mission: TestMission;
let app: FastifyInstance;
const lines: string[] = [];
beforeAll(async () => {
  mission = await openTestMission();
  app = await openDoors(mission, { log: { write: (line) => void lines.push(line) } });
  await mission.apply(setSignInRules, { twoStep: 'nobody' });
});
afterAll(async () => {
  await app.close();
  await mission.close();
});

/** Every row of every table of this database, as text. */
async function everything(): Promise<{ table: string; text: string }[]> {
  return mission.asOwner(async (client) => {
    const { rows: tables } = await client.query<{ name: string }>(
      `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where c.relkind = 'r' and n.nspname !~ '^(pg_|information_schema)' and c.relname not in ('areas', 'gazetteer')`,
    );
    const found = [];
    for (const { name } of tables)
      for (const row of (await client.query<{ text: string }>(`select t::text as text from ${name} t`)).rows)
        found.push({ table: name, text: row.text });
    return found;
  });
}

/** The ways in which a text can lie somewhere. */
const shapes = (secret: string) => [
  secret,
  Buffer.from(secret).toString('hex'),
  Buffer.from(secret).toString('base64url').replace(/=+$/, ''),
  createHash('sha256').update(secret).digest('hex'),
  createHash('sha256').update(secret).digest('base64url'),
];

it('no password, key, code or token lies in the database, the command log, the sign-in log, an answer or the server’s log', async () => {
  const { email } = await enter(mission);
  const browser = new Browser(app);
  const answers: string[] = [];
  const keep = <T extends { body: unknown }>(answer: T): T => {
    answers.push(JSON.stringify(answer.body));
    return answer;
  };
  const wrong = 'wrong guess of a password';
  const typedAsAddress = 'password typed as address';
  keep(await browser.signIn(email, wrong));
  keep(await browser.signIn(typedAsAddress, wrong));
  keep(await browser.signIn(email));
  const tied = await tieAuthenticator(browser);
  keep(tied.answer);
  const code = nextCode(tied.key);
  keep(await browser.post('/api/step-up', { password: testPassword, code }));
  const next = 'another quiet olive tree';
  const envelope = { id: newId(), name: changePassword.name, version: 1, input: { password: next }, occurredAt: '2023-03-01T09:00:00Z' };
  keep(await browser.send(changePassword, envelope.input, envelope.id));
  const weak = 'zeyneparslan12';
  keep(await browser.send(changePassword, { password: weak }));
  const renewed = newRecoveryCodes();
  keep(await browser.send(renewRecoveryCodes, { recoveryCodes: renewed }));
  // Faults of shape must not repeat what was sent either.
  keep(await browser.post('/api/sign-in', { email, password: [next], extra: wrong }));
  const invited = await enter(mission, { password: null });
  const token = newLinkToken();
  await mission.apply(inviteUser, { linkId: newId(), userId: invited.userId, token });
  const joined = 'river stone by the gate';
  keep(await new Browser(app).post('/api/links/use', { token, password: joined }));
  keep(await new Browser(app).post('/api/links/use', { token: token.replace(/^./, 'x'), password: joined }));
  const session = browser.cookies.get('kervan_session')!;

  const secrets = [wrong, typedAsAddress, testPassword, next, weak, joined, tied.typed, ...tied.recoveryCodes, ...renewed];
  const places = await everything();
  expect(places.some((place) => place.text.includes(email))).toBe(true); // the search itself finds what is there
  const log = lines.join('');
  expect(log).toContain('/api/sign-in');
  for (const secret of secrets) {
    for (const shape of shapes(secret)) {
      expect(places.filter((place) => place.text.includes(shape)).map((place) => place.table)).toEqual([]);
      expect(log.includes(shape)).toBe(false);
      expect(answers.filter((answer) => answer.includes(shape))).toEqual([]);
    }
  }
  // Of tokens the database holds the hash, nothing else does.
  for (const secret of [token, session]) {
    expect(places.filter((place) => place.text.includes(secret)).map((place) => place.table)).toEqual([]);
    expect(log.includes(secret)).toBe(false);
  }
  // Six digits stand in many numbers by chance: they are looked for as a value of their own.
  expect(
    places.filter((place) => place.text.includes(`"${code}"`) || place.text.includes(`,${code},`)).map((place) => place.table),
  ).toEqual([]);
  expect(log).not.toMatch(new RegExp(`(?<!\\w)${code}(?!\\w)`));
  // The hash that tells a replay from a reused id would let a password be guessed, were it a plain one.
  expect(places.filter((place) => place.text.includes(inputHash(envelope))).map((place) => place.table)).toEqual([]);
  expect(places.filter((place) => place.text.includes(envelope.id)).length).toBeGreaterThan(0);
});

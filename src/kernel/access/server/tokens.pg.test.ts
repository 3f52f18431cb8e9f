import fc from 'fast-check';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '#foundation/ids.ts';
import { openTestMission } from '#tests/support/mission.ts';
import type { TestMission } from '#tests/support/mission.ts';
import { Browser, enter, openDoors } from '#tests/support/sign-in.ts';
import { listReads, proveNow, searchCommands } from '#kernel/audit/contract/history.ts';
import { setLanguage, getMe } from '../contract/me.ts';
import { setSignInRules } from '../contract/recovery.ts';
import { createRole, listRoles } from '../contract/roles.ts';
import { createToken, endToken, endUserToken, listMyTokens, listTokens } from '../contract/tokens.ts';
import { assignRole, disableUser, endAssignment, listUsers } from '../contract/users.ts';
import { grantsWithin, newApiToken } from '../domain/api-tokens.ts';
import type { Grant } from '../domain/grants.ts';

let mission: TestMission;
let app: FastifyInstance;
beforeAll(async () => {
  mission = await openTestMission();
  app = await openDoors(mission);
  await mission.apply(setSignInRules, { twoStep: 'nobody' });
  await enter(mission, { role: 'administrator' });
});
afterAll(async () => {
  await app.close();
  await mission.close();
});

const own = ['access.create-token', 'access.list-users', 'access.list-roles', 'audit.prove-now', 'audit.search-commands'];

/** Somebody signed in who may make tokens and read users and roles, and the program that holds their token. */
async function program(permissions: string[], days = 30) {
  const roleId = `r-${newId().slice(-12)}`;
  const names = { en: 'Reader', tr: 'Okuyan', ar: 'قارئ' };
  await mission.apply(createRole, { roleId, names, permissions: own });
  const { userId, email } = await enter(mission);
  const assignmentId = newId();
  await mission.apply(assignRole, { assignmentId, userId, roleId, scope: { kind: 'mission' } });
  const browser = new Browser(app);
  await browser.signIn(email);
  const token = newApiToken();
  const tokenId = newId();
  const made = await browser.send(createToken, { tokenId, name: 'Stock report', token, permissions, days });
  const bearer = new Browser(app);
  const post = bearer.post.bind(bearer);
  bearer.post = (url, payload) => post(url, payload, { authorization: `Bearer ${token}` });
  return { userId, browser, bearer, token, tokenId, made, assignmentId };
}

describe('a token', () => {
  it('acts as its maker, and only within the permissions it was given', async () => {
    const { bearer, userId } = await program(['access.list-users']);
    expect((await bearer.ask(listUsers, {})).status).toBe(200);
    expect((await bearer.ask(listRoles, {})).body).toMatchObject({ type: 'common.not-permitted' });
    const [used] = await mission.asOwner(
      async (client) => (await client.query('select last_used_at from api_tokens where user_id = $1', [userId])).rows,
    );
    expect(used.last_used_at).not.toBeNull();
  });

  it('may not do what is everybody’s own: neither language, nor password, nor another token', async () => {
    const { bearer } = await program(['access.list-users', 'access.create-token']);
    expect((await bearer.send(setLanguage, { language: 'tr' })).body).toMatchObject({ problem: { type: 'common.not-permitted' } });
    expect((await bearer.ask(getMe, {})).body).toMatchObject({ type: 'common.not-permitted' });
    const another = { tokenId: newId(), name: 'x', token: newApiToken(), permissions: ['access.list-users'], days: 1 };
    expect((await bearer.send(createToken, another)).body).toMatchObject({ type: 'common.proof-needed' });
  });

  it('learns of itself what it may do, when it was given that', async () => {
    const { bearer } = await program(['access.get-me', 'access.list-users']);
    const { body } = await bearer.ask(getMe, {});
    const { grants } = (body as unknown as { data: { grants: { permission: string }[] } }).data;
    expect(grants.map((grant) => grant.permission)).toEqual(['access.list-users']);
  });

  it('stands in the log by its name beside its maker, in commands and in reads, and is found by it', async () => {
    const { bearer, userId, tokenId } = await program(['audit.prove-now', 'audit.search-commands']);
    expect((await bearer.send(proveNow, { runId: newId() })).body).toMatchObject({ state: 'applied' });
    const byToken = await mission.ask(searchCommands, { tokenId });
    expect(byToken.rows).toMatchObject([{ name: 'audit.prove-now', actorId: userId, via: 'token', tokenId, tokenName: 'Stock report' }]);
    expect((await mission.ask(searchCommands, { search: 'stock rep', actorId: userId })).rows.map((row) => row.id)).toEqual([
      byToken.rows[0]!.id,
    ]);
    expect((await mission.ask(searchCommands, { actorId: userId, command: 'access.create-token' })).rows).toMatchObject([
      { via: 'session', tokenId: null, tokenName: null },
    ]);
    expect((await bearer.ask(searchCommands, {})).status).toBe(200);
    expect((await mission.ask(listReads, { actorId: userId })).rows).toMatchObject([
      { query: 'audit.search-commands', tokenName: 'Stock report' },
    ]);
  });

  it('is named in the log only where a token acted: the table itself holds it', async () => {
    const { tokenId, bearer } = await program(['audit.prove-now']);
    await bearer.send(proveNow, { runId: newId() });
    const turn = mission.asOwner((client) => client.query(`update command_log set via = 'session' where token_id = $1`, [tokenId]));
    await expect(turn).rejects.toMatchObject({ constraint: 'command_log_token_check' });
  });

  it('cannot be given what its maker may not do', async () => {
    const { made } = await program(['access.disable-user']);
    expect(made.body).toMatchObject({ problem: { type: 'access.token-beyond', figures: { names: 'access.disable-user' } } });
  });

  it('loses what its maker loses, at once', async () => {
    const { bearer, assignmentId } = await program(['access.list-users']);
    await mission.apply(endAssignment, { assignmentId });
    expect((await bearer.ask(listUsers, {})).body).toMatchObject({ type: 'common.not-permitted' });
  });

  it('opens nothing after its day, once it is ended, or when its maker was stopped', async () => {
    const first = await program(['access.list-users']);
    await mission.asOwner((client) =>
      client.query(
        `update api_tokens set created_at = created_at - interval '60 days', expires_at = expires_at - interval '60 days' where id = $1`,
        [first.tokenId],
      ),
    );
    expect((await first.bearer.ask(listUsers, {})).status).toBe(401);
    const second = await program(['access.list-users']);
    expect((await second.browser.send(endToken, { tokenId: second.tokenId })).status).toBe(200);
    expect((await second.bearer.ask(listUsers, {})).status).toBe(401);
    const third = await program(['access.list-users']);
    await mission.apply(disableUser, { userId: third.userId });
    expect((await third.bearer.ask(listUsers, {})).status).toBe(401);
  });

  it('is ended by its owner or by an administrator, and by no other', async () => {
    const { userId, tokenId, bearer } = await program(['access.list-users']);
    const { browser: other } = await program(['access.list-users']);
    expect((await other.send(endToken, { tokenId })).body).toMatchObject({ problem: { type: 'access.token-not-found' } });
    expect((await other.send(endUserToken, { userId, tokenId })).body).toMatchObject({ problem: { type: 'common.not-permitted' } });
    await mission.apply(endUserToken, { userId, tokenId });
    expect((await bearer.ask(listUsers, {})).status).toBe(401);
  });

  it('is listed for its owner and for who looks after tokens, without the token', async () => {
    const { browser, token, tokenId } = await program(['access.list-users']);
    const mine = await browser.ask(listMyTokens, {});
    expect(JSON.stringify(mine.body)).toContain(tokenId);
    const all = await mission.ask(listTokens, { state: 'open', limit: 1000 });
    expect(all.rows.map((row) => row.id)).toContain(tokenId);
    expect(JSON.stringify([mine.body, all])).not.toContain(token);
    const kept = await mission.asOwner(
      async (client) => (await client.query(`select input::text from command_log where name = 'access.create-token'`)).rows,
    );
    expect(kept.length).toBeGreaterThan(0);
    expect(JSON.stringify(kept)).not.toContain('kvt_');
  });

  it('lives a year at most: the table itself holds it', async () => {
    const { userId } = await program(['access.list-users']);
    const insert = mission.asOwner((client) =>
      client.query(
        `insert into api_tokens (id, user_id, name, token_hash, permissions, expires_at)
         values ($1, $2, 'x', '\\x00', '{access.list-users}', now() + interval '400 days')`,
        [newId(), userId],
      ),
    );
    await expect(insert).rejects.toMatchObject({ constraint: 'api_tokens_end_check' });
  });
});

it('a token’s rights are a part of its owner’s, and all of it that was named', () => {
  const permission = fc.constantFrom<string>('a.read', 'a.write', 'b.read', 'b.write', 'c.read');
  const grant = fc.record<Grant>({
    permission,
    scope: fc.constant({ kind: 'mission', id: null }),
    from: fc.constant('2023-01-01T00:00:00.000Z'),
    until: fc.constant(null),
  });
  fc.assert(
    fc.property(fc.array(grant), fc.array(permission), (grants, only) => {
      const kept = grantsWithin(grants, only);
      expect(kept.every((one) => grants.includes(one) && only.includes(one.permission))).toBe(true);
      expect(grants.filter((one) => !kept.includes(one)).every((one) => !only.includes(one.permission))).toBe(true);
    }),
  );
});

import fc from 'fast-check';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allPermissions } from '#app/server/missions.ts';
import { buildApp } from '#app/server/serve.ts';
import { newId } from '#foundation/ids.ts';
import { createOrganisation } from '#kernel/orgs/contract/organisations.ts';
import { openTestMission } from '#tests/support/mission.ts';
import type { TestMission } from '#tests/support/mission.ts';
import { signInAs } from '#tests/support/session.ts';

let mission: TestMission;
let app: FastifyInstance;
let headers: Record<string, string>;
beforeAll(async () => {
  mission = await openTestMission();
  app = await buildApp(mission.kervan, { trustedProxies: [], log: false, secureCookie: false });
  // Who may do everything: what is refused is refused for what was sent.
  const { cookie } = await signInAs(
    mission,
    allPermissions().map((permission) => permission.name),
  );
  headers = { 'x-kervan': '1', 'content-type': 'application/json', cookie };
});
afterAll(async () => {
  await app.close();
  await mission.close();
});

const post = async (url: string, payload: unknown, more: Record<string, string> = {}) => {
  const body = typeof payload === 'string' ? payload : JSON.stringify(payload);
  const answer = await app.inject({ method: 'POST', url, payload: body, headers: { ...headers, ...more } });
  return { status: answer.statusCode, type: answer.headers['content-type'], body: answer.json() as Record<string, unknown> };
};
const command = (input: unknown) => ({ id: newId(), input, occurredAt: '2023-03-01T09:00:00Z' });
const route = `/api/commands/${createOrganisation.name}`;
const good = () => ({ orgId: newId(), nameEn: 'Acme', aliases: [], roles: ['supplier'] });
const written = async () =>
  mission.asOwner(
    async (client) =>
      (await client.query(`select (select count(*) from organisations) + (select count(*) from command_log) as count`)).rows[0].count,
  );

describe('a command', () => {
  it('that fits is applied: what follows is refused for its faults alone', async () => {
    expect(await post(route, command(good()))).toMatchObject({ status: 200, body: { state: 'applied' } });
  });

  it.each([
    ['an unknown field', () => command({ ...good(), colour: 'blue' }), 'colour'],
    ['a wrong type', () => command({ ...good(), nameEn: 7 }), 'nameEn'],
    ['a wrong type deep inside', () => command({ ...good(), roles: ['supplier', 12] }), 'roles.1'],
    ['null where a list is meant', () => command({ ...good(), aliases: null }), 'aliases'],
    ['a number for an id', () => command({ ...good(), orgId: 12 }), 'orgId'],
    ['an unknown field of the envelope', () => ({ ...command(good()), colour: 'blue' }), 'colour'],
    ['no id', () => ({ input: good(), occurredAt: '2023-03-01T09:00:00Z' }), 'id'],
    ['a day for a moment', () => ({ ...command(good()), occurredAt: '2023-03-01' }), 'occurredAt'],
    ['a list for an input', () => ({ ...command(good()), input: [] }), 'input'],
    ['a letter that no database keeps', () => command({ ...good(), nameEn: 'Ac\u0000me' }), 'nameEn'],
    ['half a letter', () => command({ ...good(), aliases: ['Ac\ud800me'] }), 'aliases.0'],
    ['half a letter in a name of a field', () => command({ ...good(), 'a\ud800': 1 }), 'input'],
  ])('with %s is refused with the place of the fault, and nothing is written', async (_what, body, path) => {
    const before = await written();
    const answer = await post(route, body());
    expect([answer.status, answer.type]).toEqual([422, expect.stringContaining('json')]);
    const problem = (answer.body['problem'] ?? answer.body) as { type: string; faults?: { path: string }[] };
    expect(problem.type).toBe('common.input-invalid');
    expect(problem.faults!.map((fault) => fault.path.replace(/^input\./, ''))).toContain(path);
    expect(await written()).toEqual(before);
  });

  it.each([
    ['broken JSON', '{"id":', {}, 400, 'common.body-unreadable'],
    ['an empty body', '', {}, 400, 'common.body-unreadable'],
    ['a form', 'a=1', { 'content-type': 'application/x-www-form-urlencoded' }, 415, 'common.media-type-unknown'],
    ['plain text', 'hello', { 'content-type': 'text/plain' }, 415, 'common.media-type-unknown'],
    ['XML', '<a/>', { 'content-type': 'application/xml' }, 415, 'common.media-type-unknown'],
    ['more than 4 MB', `{"a":"${'x'.repeat(5 * 1024 * 1024)}"}`, {}, 413, 'common.body-too-large'],
    ['a prototype in its JSON', '{"__proto__":{"admin":true}}', {}, 400, 'common.body-unreadable'],
  ])('sent as %s is refused in words', async (_what, body, more, status, type) => {
    const answer = await post(route, body, more);
    expect(answer).toMatchObject({ status, body: { type } });
    expect(answer.body['title']).not.toBe(`problem.${type}`);
  });

  it('in a batch with a broken one is applied all the same, and each says how it went', async () => {
    const whole = { ...command(good()), name: createOrganisation.name, version: 1 };
    const { body } = await post('/api/commands', [{ nonsense: true }, whole, 7, null, { ...whole, id: newId(), version: 99 }]);
    const outcomes = body['outcomes'] as { state: string; problem?: { type: string } }[];
    expect(outcomes.map((one) => one.state)).toEqual(['refused', 'applied', 'refused', 'refused', 'refused']);
  });
});

describe('whatever is sent', () => {
  const anything = fc.oneof(
    fc.constant({}),
    fc.dictionary(
      fc.constantFrom('userId', 'siteId', 'orgId', 'search', 'limit', 'offset', 'sort', 'name', 'kind', 'id', 'rows', 'roleId', 'text'),
      fc.oneof(
        fc.string({ unit: 'binary' }),
        fc.constantFrom('\u0000', '\ud800', 'a\u0000b'),
        fc.integer(),
        fc.double(),
        fc.constant(null),
        fc.boolean(),
        fc.uuid(),
        fc.constantFrom('-createdAt', "'; drop table users; --", '%', '\\', '=1+1', '\u202e', 'a'.repeat(5000)),
        fc.array(fc.jsonValue(), { maxLength: 3 }),
      ),
    ),
    fc.jsonValue(),
  );
  const names = () => {
    const { registry } = mission.kervan.deps;
    return [
      ...[...registry.commands.keys()].map((name) => `/api/commands/${name}`),
      ...[...registry.queries.keys()].map((name) => `/api/queries/${name}`),
    ];
  };

  it('to whichever command or query, the answer is an outcome or a problem with words, never a fault of ours', async () => {
    const urls = names();
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...urls), anything, async (url, input) => {
        const answer = await post(url, url.startsWith('/api/commands/') ? command(input) : input);
        expect([url, answer.status < 500, answer.status]).toEqual([url, true, answer.status]);
      }),
      { numRuns: 400 },
    );
  }, 120_000);
});

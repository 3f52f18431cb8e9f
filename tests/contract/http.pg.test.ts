import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildApp } from '#app/server/serve.ts';
import { newId } from '#foundation/ids.ts';
import { openTestMission } from '#tests/support/mission.ts';
import type { TestMission } from '#tests/support/mission.ts';

let mission: TestMission;
let app: FastifyInstance;
beforeAll(async () => {
  mission = await openTestMission();
  app = await buildApp(mission.kervan, { trustedProxies: [], log: false, secureCookie: false });
});
afterAll(async () => {
  await app.close();
  await mission.close();
});

const ours = { 'x-kervan': '1', 'content-type': 'application/json', cookie: `kervan_session=${'a'.repeat(43)}` };
const post = (url: string, payload: string | object, headers: Record<string, string> = ours) =>
  app.inject({ method: 'POST', url, payload, headers });

describe('the door', () => {
  it('says that the system is ready', async () => {
    expect((await app.inject('/healthz')).json()).toEqual({ ready: true });
  });

  it('speaks Prometheus', async () => {
    expect((await app.inject('/metrics')).body).toContain('kervan_request_seconds_bucket');
  });

  it.each([
    ['broken JSON', '{"a":', ours, 400, 'common.body-unreadable'],
    ['an unknown content type', '<a/>', { ...ours, 'content-type': 'application/xml' }, 415, 'common.media-type-unknown'],
    ['an oversize body', `{"a":"${'x'.repeat(17 * 1024 * 1024)}"}`, ours, 413, 'common.body-too-large'],
    ['a body that is no list', '{}', ours, 422, 'common.input-invalid'],
    ['an unknown mission', '[]', { ...ours, 'x-kervan-mission': 'nowhere' }, 404, 'common.mission-unknown'],
  ])('answers %s with a problem that has words', async (_what, payload, headers, status, type) => {
    const answer = await post('/api/commands', payload, headers);
    expect(answer.statusCode).toBe(status);
    expect(answer.headers['content-type']).toContain('application/problem+json');
    expect(answer.json()).toMatchObject({ type, status });
    expect(answer.json().title).not.toBe(`problem.${type}`);
  });

  it('refuses a write that another site could have sent', async () => {
    const { 'x-kervan': _, ...without } = ours;
    expect((await post('/api/commands', '[]', without)).json()).toMatchObject({ type: 'common.cross-site' });
  });

  it('refuses who has no session, a forged one, or an empty bearer', async () => {
    const { cookie: _, ...without } = ours;
    const command = [{ id: newId(), name: 'any.thing', version: 1, input: {}, occurredAt: '2023-03-01T00:00:00Z' }];
    expect((await post('/api/commands', command, without)).statusCode).toBe(401);
    expect((await post('/api/commands', command, { ...without, authorization: 'Bearer x' })).statusCode).toBe(401);
    expect((await post('/api/queries/access.get-me', {})).statusCode).toBe(401);
  });

  it('has no route without a permission: every command and query asks who is there', async () => {
    const names = [...mission.kervan.deps.registry.commands.keys()]
      .map((name) => `/api/commands/${name}`)
      .concat([...mission.kervan.deps.registry.queries.keys()].map((name) => `/api/queries/${name}`));
    expect(names.length).toBeGreaterThan(0);
    for (const url of names) {
      const answer = await post(url, { id: newId(), input: {}, occurredAt: '2023-03-01T00:00:00Z' });
      expect([url, answer.statusCode]).toEqual([url, 401]);
    }
  });

  it('sends headers that keep other sites out', async () => {
    const { headers } = await app.inject('/healthz');
    expect(headers['content-security-policy']).toContain("default-src 'self'");
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['x-frame-options']).toBeDefined();
  });
});

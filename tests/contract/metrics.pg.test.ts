import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildApp } from '#app/server/serve.ts';
import type { MetricsDoor } from '#foundation/http/metrics-door.ts';
import { openTestMission } from '#tests/support/mission.ts';
import type { TestMission } from '#tests/support/mission.ts';

let mission: TestMission;
beforeAll(async () => {
  mission = await openTestMission();
});
afterAll(() => mission.close());

const token = 'a-token-of-the-monitoring';
async function ask(metrics: MetricsDoor, remoteAddress: string, headers: Record<string, string> = {}, trustedProxies: string[] = []) {
  const app = await buildApp(mission.kervan, { trustedProxies, log: false, secureCookie: false, metrics });
  const answer = await app.inject({ url: '/metrics', remoteAddress, headers });
  await app.close();
  return answer;
}

describe('/metrics is reachable only from this machine or with its token, unless a setting opens it', () => {
  it.each(['127.0.0.1', '::1', '::ffff:127.0.0.1'])('a program on this machine (%s) reads it', async (from) => {
    expect((await ask({ open: false }, from)).body).toContain('kervan_pool_waiting');
  });

  it('another machine is refused, with and without a wrong token, and learns no figure', async () => {
    for (const headers of [{}, { authorization: 'Bearer another' }, { authorization: `Basic ${token}` }]) {
      const answer = await ask({ open: false, token }, '10.1.2.3', headers);
      expect(answer.statusCode).toBe(401);
      expect(answer.json()).toMatchObject({ type: 'common.sign-in-needed' });
    }
    expect((await ask({ open: false }, '10.1.2.3', { authorization: 'Bearer ' })).statusCode).toBe(401);
  });

  it('another machine with the token reads it', async () => {
    expect((await ask({ open: false, token }, '10.1.2.3', { authorization: `Bearer ${token}` })).statusCode).toBe(200);
  });

  it('a proxy on this machine opens it to nobody, trusted or not', async () => {
    const outside = { 'x-forwarded-for': '203.0.113.9' };
    expect((await ask({ open: false }, '127.0.0.1', outside)).statusCode).toBe(401);
    expect((await ask({ open: false }, '127.0.0.1', outside, ['127.0.0.1'])).statusCode).toBe(401);
    expect((await ask({ open: false }, '127.0.0.1', { 'x-forwarded-for': '127.0.0.1' }, ['127.0.0.1'])).statusCode).toBe(401);
  });

  it('a setting opens it to everybody', async () => {
    expect((await ask({ open: true }, '10.1.2.3')).statusCode).toBe(200);
  });
});

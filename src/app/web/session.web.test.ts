import { describe, expect, it } from 'vitest';
import { ClientProblem } from '#foundation/web/client.ts';
import type { ClientPort } from '#foundation/web/client.ts';
import { loadSession } from './session.ts';

const refusing = (type: string, status: number) =>
  ({ ask: () => Promise.reject(new ClientProblem({ type, title: type, status })) }) as unknown as ClientPort;
const nothing = async () => undefined;

describe('who is signed in', () => {
  it('is nobody when the server says so', async () => {
    expect(await loadSession(refusing('common.sign-in-needed', 401), nothing, () => undefined)).toBeUndefined();
  });

  it.each([
    ['common.network-away', 0],
    ['common.failed', 503],
  ])('is not known when the answer is %s: nobody is put out of their work for that', async (type, status) => {
    await expect(loadSession(refusing(type, status), nothing, () => undefined)).rejects.toThrow(ClientProblem);
  });
});

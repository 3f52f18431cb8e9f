import type { FastifyInstance } from 'fastify';
import { buildApp } from '#app/server/serve.ts';
import type { ServeOptions } from '#app/server/serve.ts';
import type * as z from 'zod';
import type { CommandDef } from '#foundation/command.ts';
import { newId } from '#foundation/ids.ts';
import type { Id } from '#foundation/ids.ts';
import type { QueryDef } from '#foundation/query.ts';
import { startTwoStep } from '#kernel/access/contract/account.ts';
import { assignRole, createUser } from '#kernel/access/contract/users.ts';
import { keyBytes, newAuthenticatorKey, newRecoveryCodes } from '#kernel/access/domain/two-step.ts';
import { codeAt, stepAt } from '#kernel/access/server/totp.ts';
import type { TestMission } from './mission.ts';

export const testPassword = 'quiet olive river stone';

export interface Answer {
  readonly status: number;
  // The tests look into whatever came back.
  readonly body: Record<string, never>;
  readonly headers: Record<string, unknown>;
}

/** A browser as the doors see it: an address, a name, and the cookies it was given. */
export class Browser {
  readonly app: FastifyInstance;
  readonly address: string;
  readonly cookies = new Map<string, string>();
  readonly agent = 'Mozilla/5.0 (Linux; Android 13) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0 Mobile Safari/537.36';

  constructor(app: FastifyInstance, address = '203.0.113.7') {
    this.app = app;
    this.address = address;
  }

  async post(url: string, payload: unknown, headers: Record<string, string> = {}): Promise<Answer> {
    const answer = await this.app.inject({
      method: 'POST',
      url,
      payload: JSON.stringify(payload),
      remoteAddress: this.address,
      headers: {
        'x-kervan': '1',
        'content-type': 'application/json',
        'user-agent': this.agent,
        cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        ...headers,
      },
    });
    this.#keep(answer.cookies);
    return { status: answer.statusCode, body: answer.json(), headers: answer.headers };
  }

  async get(url: string): Promise<{ status: number; location: string }> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await this.app.inject({
      method: 'GET',
      url,
      remoteAddress: this.address,
      headers: { 'user-agent': this.agent, cookie },
    });
    this.#keep(answer.cookies);
    return { status: answer.statusCode, location: String(answer.headers['location'] ?? '') };
  }

  #keep(given: readonly { name: string; value: string }[]): void {
    for (const { name, value } of given) {
      if (value === '') this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
  }

  signIn(email: string, password = testPassword, code?: string): Promise<Answer> {
    return this.post('/api/sign-in', { email, password, ...(code ? { code } : {}) });
  }

  send<I extends z.ZodObject, R extends z.ZodType>(def: CommandDef<I, R>, input: z.input<I>, id = newId()): Promise<Answer> {
    return this.post(`/api/commands/${def.name}`, { id, input, occurredAt: '2023-03-01T09:00:00Z' });
  }

  ask<I extends z.ZodObject, O extends z.ZodType>(def: QueryDef<I, O>, input: z.input<I>): Promise<Answer> {
    return this.post(`/api/queries/${def.name}`, input);
  }
}

/** The doors of a test mission. */
export function openDoors(mission: Pick<TestMission, 'kervan'>, options: Partial<ServeOptions> = {}): Promise<FastifyInstance> {
  return buildApp(mission.kervan, { trustedProxies: [], log: false, secureCookie: false, ...options });
}

let count = 0;

/** Enters a person with a sign-in; a role when one is named. */
export async function enter(
  mission: TestMission,
  options: { role?: string; password?: string | null } = {},
): Promise<{ userId: Id; email: string }> {
  const userId = newId();
  const email = `person-${(count += 1)}-${userId.slice(-6)}@example.org`;
  const password = options.password === undefined ? testPassword : options.password;
  await mission.apply(createUser, { userId, name: 'Zeynep Arslan', email, language: 'en', ...(password ? { password } : {}) });
  if (options.role) await mission.apply(assignRole, { assignmentId: newId(), userId, roleId: options.role, scope: { kind: 'mission' } });
  return { userId, email };
}

/** Ties an authenticator from a signed-in browser; answers its key and the codes on paper. */
export async function tieAuthenticator(
  browser: Browser,
): Promise<{ key: Uint8Array; typed: string; recoveryCodes: string[]; answer: Answer }> {
  const typed = newAuthenticatorKey();
  const key = keyBytes(typed)!;
  const recoveryCodes = newRecoveryCodes();
  const answer = await browser.send(startTwoStep, { key: typed, code: codeAt(key, stepAt(Date.now())), recoveryCodes });
  return { key, typed, recoveryCodes, answer };
}

/** A code that was not taken yet: of a later step, within the drift that is allowed. */
export const nextCode = (key: Uint8Array): string => codeAt(key, stepAt(Date.now()) + 1);

import 'fake-indexeddb/auto';
import { randomBytes } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { newId } from '#foundation/ids.ts';
import type { Id } from '#foundation/ids.ts';
import { inviteDevice } from '#kernel/sync/contract/devices.ts';
import { Enrolment } from '#kernel/sync/web/phone/enrol.ts';
import { Phone } from '#kernel/sync/web/phone/phone.ts';
import type { PhonePorts } from '#kernel/sync/web/phone/phone.ts';
import type { PhoneStore } from '#kernel/sync/web/phone/store.ts';
import { unlockBox } from '#kernel/sync/web/phone/vault.ts';
import { sha256 } from './device.ts';
import { newStore, quickPin } from './phone-store.ts';
import { systemUser } from './mission.ts';
import type { TestMission } from './mission.ts';

/** The line between a test's phone and the server; it can be cut, and lose answers. */
export interface TestLine {
  up: boolean;
  /** Answers that the server gives and the phone never hears. */
  loseAnswers: number;
  /** Requests that went out, by path. */
  readonly asked: string[];
  reach(path: string, init: RequestInit): Promise<Response>;
}

export function lineTo(app: FastifyInstance): TestLine {
  const line: TestLine = {
    up: true,
    loseAnswers: 0,
    asked: [],
    reach: async (path, init) => {
      if (!line.up) throw new TypeError('no network');
      line.asked.push(path.split('?')[0]!);
      const answer = await app.inject({
        method: (init.method ?? 'GET') as 'GET' | 'POST',
        url: path,
        headers: { ...(init.headers as Record<string, string>) },
        ...(init.body ? { payload: typeof init.body === 'string' ? init.body : Buffer.from(init.body as Uint8Array) } : {}),
      });
      if (line.loseAnswers > 0) {
        line.loseAnswers -= 1;
        throw new TypeError('the answer was lost');
      }
      return new Response(answer.rawPayload.length > 0 ? new Uint8Array(answer.rawPayload) : null, {
        status: answer.statusCode,
        headers: { 'content-type': 'application/json', 'x-kervan-bytes': String(answer.headers['x-kervan-bytes'] ?? '') },
      });
    },
  };
  return line;
}

export interface TestPhone {
  readonly store: PhoneStore;
  readonly line: TestLine;
  readonly ports: PhonePorts;
  readonly boxId: string;
  readonly deviceId: Id;
  phone: Phone;
  /** Locks and opens again, as after a restart; by another PIN when one is given. */
  again(pin?: string): Promise<Phone>;
}

/** Enrols a phone through the doors, as a person does, and leaves it unlocked. */
export async function enrolPhone(
  mission: TestMission,
  app: FastifyInstance,
  options: { userId: Id; pin?: string; store?: PhoneStore; device?: () => number },
): Promise<TestPhone> {
  const { userId, pin = '240658', store = newStore(), device } = options;
  const line = lineTo(app);
  const code = randomBytes(16).toString('base64url');
  await mission.apply(inviteDevice, { inviteId: newId(), codeHash: sha256(code), name: 'Phone', userId }, { as: systemUser });
  const enrolment = new Enrolment(line.reach);
  const answer = await enrolment.ask({ code, mission: 'test', name: undefined }, 'Phone');
  const open = await enrolment.keep(store, answer, 'Phone', { text: pin, derive: quickPin });
  const ports: PhonePorts = {
    store,
    reach: line.reach,
    alone: async (_name, work) => {
      await work();
      return true;
    },
    shrink: async (photo) => photo,
    ...(device ? { device } : {}),
  };
  const made: TestPhone = {
    store,
    line,
    ports,
    boxId: open.box.id,
    deviceId: answer.deviceId,
    phone: await Phone.start(ports, open),
    again: async (by = pin) => {
      const unlocked = await unlockBox(store, open.box.id, by, quickPin);
      if (unlocked.state !== 'open') throw new Error(`the phone stays ${unlocked.state}`);
      made.phone = await Phone.start(ports, unlocked.open);
      return made.phone;
    },
  };
  return made;
}

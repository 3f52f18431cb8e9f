import { createHash, randomBytes, webcrypto } from 'node:crypto';
import type { CommandDef, Envelope } from '#foundation/command.ts';
import { newId } from '#foundation/ids.ts';
import type { Id } from '#foundation/ids.ts';
import type { ItemAnswer } from '#foundation/pipeline/ports.ts';
import { enrolDevice, inviteDevice } from '#kernel/sync/contract/devices.ts';
import { keyAlgorithm, signAlgorithm, signedText } from '#kernel/sync/domain/signing.ts';
import { systemUser } from './mission.ts';
import type { TestMission } from './mission.ts';

/** A phone of a test: enrolled, with a key of its own, numbering what it sends. */
export interface TestDevice {
  readonly id: Id;
  readonly userId: Id;
  readonly token: string;
  /** Makes the next signed envelope; `seq` may be given to leave gaps. */
  write(def: CommandDef, input: Record<string, unknown>, options?: Partial<Envelope>): Promise<Envelope>;
  sign(envelope: Envelope): Promise<Envelope>;
  /** Hands envelopes in, as the batch route does. */
  send(...envelopes: unknown[]): Promise<readonly ItemAnswer[]>;
}

export function newKey(): Promise<webcrypto.CryptoKeyPair> {
  return webcrypto.subtle.generateKey(keyAlgorithm, false, ['sign', 'verify']) as Promise<webcrypto.CryptoKeyPair>;
}

export async function publicKeyText(key: webcrypto.CryptoKeyPair): Promise<string> {
  return Buffer.from(await webcrypto.subtle.exportKey('spki', key.publicKey)).toString('base64url');
}

export async function signText(key: webcrypto.CryptoKeyPair, text: string): Promise<string> {
  return Buffer.from(await webcrypto.subtle.sign(signAlgorithm, key.privateKey, Buffer.from(text))).toString('base64url');
}

export const sha256 = (bytes: string | Buffer) => createHash('sha256').update(bytes).digest('base64url');

/** Enrols a device for a user by the commands that the routes use. */
export async function enrolTestDevice(mission: TestMission, userId: Id): Promise<TestDevice> {
  const key = await newKey();
  const code = randomBytes(16).toString('base64url');
  const token = `kvd_${randomBytes(32).toString('base64url')}`;
  await mission.apply(inviteDevice, { inviteId: newId(), codeHash: sha256(code), name: 'Phone', userId }, { as: systemUser });
  const { deviceId } = await mission.apply(enrolDevice, {
    deviceId: newId(),
    codeHash: sha256(code),
    tokenHash: sha256(token),
    publicKey: await publicKeyText(key),
    name: 'Phone',
  });
  let seq = 0;
  const sign = async (envelope: Envelope): Promise<Envelope> => ({ ...envelope, signature: await signText(key, signedText(envelope)) });
  const { deps, missions } = mission.kervan;
  return {
    id: deviceId,
    userId,
    token,
    sign,
    write: (def, input, options = {}) => {
      seq = options.seq ?? seq + 1;
      return sign({
        id: newId(),
        name: def.name,
        version: def.version,
        input,
        occurredAt: '2023-03-01T08:00:00.000Z',
        device: deviceId,
        seq,
        ...options,
      });
    },
    send: (...envelopes) => deps.ports.devices.receive(deps, missions.find('test')!, envelopes),
  };
}

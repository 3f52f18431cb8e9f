import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import type * as z from 'zod';
import type { NewPasskey, SignedPasskey } from '#kernel/access/contract/passkeys.ts';

const sha256 = (data: Uint8Array | string): Buffer => createHash('sha256').update(data).digest();
const text = (data: Uint8Array): string => Buffer.from(data).toString('base64url');

/** CBOR of what an authenticator says: small integers, texts, bytes and maps. */
function cbor(value: unknown): Buffer {
  const head = (major: number, length: number): Buffer =>
    length < 24
      ? Buffer.from([(major << 5) | length])
      : length < 256
        ? Buffer.from([(major << 5) | 24, length])
        : Buffer.from([(major << 5) | 25, length >> 8, length & 255]);
  if (typeof value === 'number') return value >= 0 ? head(0, value) : head(1, -1 - value);
  if (typeof value === 'string') return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)]);
  if (value instanceof Uint8Array) return Buffer.concat([head(2, value.length), value]);
  if (value instanceof Map) return Buffer.concat([head(5, value.size), ...[...value].flatMap(([key, item]) => [cbor(key), cbor(item)])]);
  throw new Error('no CBOR for this');
}

export interface Behaviour {
  readonly origin?: string;
  readonly host?: string;
  /** False: the person showed neither finger nor PIN. */
  readonly verified?: boolean;
}

/** A passkey in software: one key pair, a counter, and the honesty that a test asks of it. */
export class SoftAuthenticator {
  readonly id = randomBytes(32);
  counter = 0;
  readonly #keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });

  make(challenge: string, behaviour: Behaviour = {}): z.input<typeof NewPasskey> {
    const jwk = this.#keys.publicKey.export({ format: 'jwk' });
    const coordinate = (part: string | undefined): Buffer => Buffer.from(part!, 'base64url');
    const key = cbor(
      new Map<number, unknown>([
        [1, 2],
        [3, -7],
        [-1, 1],
        [-2, coordinate(jwk.x)],
        [-3, coordinate(jwk.y)],
      ]),
    );
    const length = Buffer.from([0, this.id.length]);
    const authData = Buffer.concat([this.#said(behaviour, 0x40), Buffer.alloc(16), length, this.id, key]);
    const attestationObject = cbor(
      new Map<string, unknown>([
        ['fmt', 'none'],
        ['attStmt', new Map()],
        ['authData', authData],
      ]),
    );
    const clientDataJSON = text(clientData('webauthn.create', challenge, behaviour));
    return { id: text(this.id), clientDataJSON, attestationObject: text(attestationObject), transports: ['internal'] };
  }

  sign(challenge: string, behaviour: Behaviour = {}): z.input<typeof SignedPasskey> {
    this.counter += 1;
    const authenticatorData = this.#said(behaviour, 0);
    const asked = clientData('webauthn.get', challenge, behaviour);
    const signature = sign('sha256', Buffer.concat([authenticatorData, sha256(asked)]), this.#keys.privateKey);
    return { id: text(this.id), clientDataJSON: text(asked), authenticatorData: text(authenticatorData), signature: text(signature) };
  }

  #said({ host = 'localhost', verified = true }: Behaviour, flags: number): Buffer {
    const counter = Buffer.alloc(4);
    counter.writeUInt32BE(this.counter);
    return Buffer.concat([sha256(host), Buffer.from([flags | 0x01 | (verified ? 0x04 : 0)]), counter]);
  }
}

function clientData(type: string, challenge: string, { origin = 'http://localhost' }: Behaviour): Buffer {
  return Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));
}

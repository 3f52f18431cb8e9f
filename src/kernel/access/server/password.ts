import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

const derive = promisify(argon2);

// OWASP's second recommendation for argon2id: 19 MiB, 2 passes, 1 lane; about 30 ms on a small machine.
const cost = { memory: 19_456, passes: 2, parallelism: 1, tagLength: 32 } as const;

/** Hashes a password into `argon2id$memory$passes$salt$hash`. */
export async function hashPassword(password: string): Promise<string> {
  const nonce = randomBytes(16);
  const tag = await derive('argon2id', { ...cost, message: Buffer.from(password.normalize('NFKC')), nonce });
  return ['argon2id', cost.memory, cost.passes, nonce.toString('base64url'), tag.toString('base64url')].join('$');
}

/** A hash that no password matches: checked for an unknown address, so that the answer takes the same time. */
const nobody = `argon2id$${cost.memory}$${cost.passes}$${'A'.repeat(22)}$${'A'.repeat(43)}`;

/** Whether the password is the one hashed; takes the same time when there is none. */
export async function passwordMatches(password: string, stored: string | null): Promise<boolean> {
  const [, memory, passes, salt = '', hash = ''] = (stored ?? nobody).split('$');
  const tag = await derive('argon2id', {
    message: Buffer.from(password.normalize('NFKC')),
    nonce: Buffer.from(salt, 'base64url'),
    memory: Number(memory),
    passes: Number(passes),
    parallelism: cost.parallelism,
    tagLength: cost.tagLength,
  });
  return timingSafeEqual(tag, Buffer.from(hash, 'base64url')) && stored !== null;
}

import { createHmac, timingSafeEqual } from 'node:crypto';

const stepSeconds = 30;

/** The time step of RFC 6238 at a moment in ms. */
export const stepAt = (at: number): number => Math.floor(at / 1000 / stepSeconds);

/** The six digits of a step (RFC 4226 over HMAC-SHA1, the one kind that every authenticator app knows). */
export function codeAt(key: Uint8Array, step: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = createHmac('sha1', key).update(counter).digest();
  const offset = mac[mac.length - 1]! & 15;
  return String((mac.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

/**
 * The step whose code was typed, or undefined. The clock of the phone may be one step off either way.
 * @param after the last step taken: a code seen over a shoulder opens nothing a second time.
 */
export function stepOfCode(key: Uint8Array, typed: string, at: number, after: number): number | undefined {
  const code = Buffer.from(typed.replaceAll(/\s/g, '').padEnd(6).slice(0, 12));
  const now = stepAt(at);
  let found: number | undefined;
  for (const step of [now - 1, now, now + 1]) {
    const expected = Buffer.from(codeAt(key, step));
    if (code.length === expected.length && timingSafeEqual(code, expected) && step > after) found = step;
  }
  return found;
}

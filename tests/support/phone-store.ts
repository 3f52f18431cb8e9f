import { bytesOf, joined } from '#kernel/sync/web/phone/bytes.ts';
import type { DerivePin } from '#kernel/sync/web/phone/pin.ts';
import { PhoneStore } from '#kernel/sync/web/phone/store.ts';

/** A PIN made a key without the cost: tests of the cost itself take the real one. */
export const quickPin: DerivePin = async (pin, { salt }) =>
  new Uint8Array(await crypto.subtle.digest('SHA-256', joined(bytesOf(pin), salt)));

let made = 0;
/** A phone's store of its own, in memory. */
export const newStore = (): PhoneStore => new PhoneStore(`test-${(made += 1)}`);

/** Everything that lies in a store, as whoever copies the phone would see it. */
export async function dumpOf(store: PhoneStore): Promise<string> {
  const rows = await Promise.all(store.tables.map((table) => table.toArray() as Promise<unknown[]>));
  const seen: string[] = [];
  const walk = (value: unknown): void => {
    if (value instanceof Uint8Array) seen.push(Array.from(value, (byte) => String.fromCharCode(byte)).join(''));
    else if (value instanceof CryptoKey) seen.push(`key ${value.extractable ? 'that can be exported' : 'locked'}`);
    else if (value !== null && typeof value === 'object') Object.entries(value).forEach(([key, item]) => (seen.push(key), walk(item)));
    else seen.push(String(value));
  };
  walk(rows);
  return seen.join('\n');
}

import { expect, it } from 'vitest';
import { slowHash } from '#foundation/web/slow-hash.ts';
import { pinFault, pinProof, pinTag } from './household-pin.ts';

it('a household’s PIN has four to six digits, and is none that a neighbour would try first', () => {
  expect(['123', '1234567', '12a4', ''].map(pinFault)).toEqual(['length', 'length', 'length', 'length']);
  expect(['0000', '1234', '987654'].map(pinFault)).toEqual(['simple', 'simple', 'simple']);
  expect(['4071', '20871', '110305'].map(pinFault)).toEqual([undefined, undefined, undefined]);
});

it('neither the digits nor anything to guess them by travels in a lane’s pack: the eight bits that it holds fit many PINs', async () => {
  const key = 'AAECAwQFBgcICQoLDA0ODw';
  const fast = async (words: string, salt: Uint8Array) =>
    new Uint8Array(await crypto.subtle.digest('SHA-256', new Uint8Array([...salt, ...new TextEncoder().encode(words)])));
  const own = await pinTag(await pinProof('4071', 'm', fast), key);
  expect(own).toMatch(/^[0-9a-f]{2}$/);
  let fits = 0;
  for (let pin = 0; pin < 2000; pin += 1) {
    const proof = await pinProof(String(pin).padStart(4, '0'), 'm', fast);
    if ((await pinTag(proof, key)) === own) fits += 1;
  }
  expect(fits).toBeGreaterThan(1);
});

it('what is kept instead of a PIN follows from the mission and costs a slow hash', async () => {
  const one = await pinProof('4071', 'syria', slowHash);
  expect(one).toMatch(/^[\w-]{43}$/);
  expect(await pinProof('4071', 'syria', slowHash)).toBe(one);
  expect(await pinProof('4071', 'yemen', slowHash)).not.toBe(one);
});

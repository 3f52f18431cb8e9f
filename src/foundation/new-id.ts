/** Where randomness comes from; a seeded source is accepted only in demonstration missions and tests. */
export type RandomBytes = (count: number) => Uint8Array;

const systemRandom: RandomBytes = (count) => crypto.getRandomValues(new Uint8Array(count));

/**
 * Makes a uuid v7 (RFC 9562): 48 bits of Unix milliseconds, then randomness.
 * @param at milliseconds since 1970; pass the set clock in a demonstration mission.
 */
export function newId(at: number = Date.now(), random: RandomBytes = systemRandom): string {
  const bytes = new Uint8Array(16);
  bytes.set(random(10), 6);
  let rest = at;
  for (let i = 5; i >= 0; i -= 1) {
    bytes[i] = rest % 256;
    rest = Math.floor(rest / 256);
  }
  bytes[6] = 0x70 | (bytes[6]! & 0x0f);
  bytes[8] = 0x80 | (bytes[8]! & 0x3f);
  const hex = Array.from(bytes, (b) => b.toString(16).padStart(2, '0')).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** A deterministic byte source (SplitMix32) for demonstration missions and property tests. */
export function seededRandom(seed: number): RandomBytes {
  let state = seed >>> 0;
  return (count) => {
    const out = new Uint8Array(count);
    for (let i = 0; i < count; i += 1) {
      state = (state + 0x9e3779b9) >>> 0;
      let mixed = state;
      mixed = Math.imul(mixed ^ (mixed >>> 16), 0x21f0aaad);
      mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
      out[i] = (mixed ^ (mixed >>> 15)) & 0xff;
    }
    return out;
  };
}

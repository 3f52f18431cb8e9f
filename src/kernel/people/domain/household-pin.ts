import { toBase64Url } from '#foundation/signed-code.ts';

/** Digits of the PIN by which a household may show who it is: short enough for anybody to keep in mind. */
export const pinDigits = { shortest: 4, longest: 6 } as const;
/** What one guess costs a phone: about half a second. */
export const pinCost = { memory: 32_768, passes: 3 } as const;
/** Wrong PINs for one household on one phone; after that it is known in another way, and receives all the same. */
export const pinTries = 3;

/** What is wrong with a PIN that a household wants, or undefined: others stand in the same queue and would try these first. */
export function pinFault(pin: string): 'length' | 'simple' | undefined {
  if (!/^\d+$/.test(pin) || pin.length < pinDigits.shortest || pin.length > pinDigits.longest) return 'length';
  const steps = new Set(Array.from(pin.slice(1), (digit, index) => Number(digit) - Number(pin[index])));
  return steps.size === 1 && [-1, 0, 1].includes([...steps][0]!) ? 'simple' : undefined;
}

/** Argon2id; browser and tests bring their own. */
export type SlowHash = (words: string, salt: Uint8Array, cost: typeof pinCost) => Promise<Uint8Array>;

/** What is sent and kept instead of the digits. It is made where they were typed, so neither wire, log nor table has them. */
export async function pinProof(pin: string, mission: string, hash: SlowHash): Promise<string> {
  const salt = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(`household pin of ${mission}`)));
  return toBase64Url(await hash(pin, salt.slice(0, 16), pinCost));
}

/**
 * What a lane's phone carries of it: eight bits. Four digits are guessed in minutes by whoever copies a phone, whatever a guess
 * costs; of eight bits they learn which forty of ten thousand PINs it may be, and a wrong PIN at the lane passes once in 256.
 * They are the same eight on every occasion: two days' different ones would together leave one PIN of the ten thousand.
 */
export async function pinTag(proof: string, key: string): Promise<string> {
  const made = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(`${key}:${proof}`));
  return new Uint8Array(made)[0]!.toString(16).padStart(2, '0');
}

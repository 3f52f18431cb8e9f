import { slowHash } from '#foundation/web/slow-hash.ts';
import type { Bytes } from './bytes.ts';

export interface PinCost {
  readonly salt: Bytes;
  /** KiB. */
  readonly memory: number;
  readonly passes: number;
}
export type DerivePin = (pin: string, cost: PinCost) => Promise<Bytes>;

/** What a cheap phone does in about half a second; a box keeps the cost it was made with. */
export const pinCost = { memory: 32_768, passes: 3 } as const;

export const derivePin: DerivePin = (pin, { salt, memory, passes }) => slowHash(pin, salt, { memory, passes });

export const shortestPin = 6;
export const longestPin = 12;

/** What is wrong with a PIN that somebody wants, or undefined. */
export function pinFault(pin: string): 'length' | 'simple' | undefined {
  if (!/^\d+$/.test(pin) || pin.length < shortestPin || pin.length > longestPin) return 'length';
  const steps = new Set(Array.from(pin.slice(1), (digit, index) => Number(digit) - Number(pin[index])));
  if (steps.size === 1 && [-1, 0, 1].includes([...steps][0]!)) return 'simple';
  return new Set(pin).size < 3 ? 'simple' : undefined;
}

import { slowHash } from '#foundation/web/slow-hash.ts';
import { pinFault, pinProof } from '../domain/household-pin.ts';

/** What is wrong with a PIN that was typed twice, as the end of a translation key. */
export const typedFault = (pin: string, again: string): 'length' | 'simple' | 'differs' | undefined =>
  pinFault(pin) ?? (pin === again ? undefined : 'differs');

/** What is sent in place of the digits; they leave neither this page nor its memory. */
export const proofOf = (pin: string, mission: string): Promise<string> => pinProof(pin, mission, slowHash);

import { argon2 } from 'node:crypto';
import { promisify } from 'node:util';
import { pinProof } from '#kernel/people/domain/household-pin.ts';
import type { SlowHash } from '#kernel/people/domain/household-pin.ts';

const derive = promisify(argon2);

const slowHash: SlowHash = async (words, salt, { memory, passes }) =>
  new Uint8Array(await derive('argon2id', { message: Buffer.from(words), nonce: salt, memory, passes, parallelism: 1, tagLength: 32 }));

/** What a household's PIN becomes where it is typed, here by the story's hand. */
export const demoPinProof = (pin: string, mission: string): Promise<string> => pinProof(pin, mission, slowHash);

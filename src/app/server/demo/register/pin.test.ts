import { expect, it } from 'vitest';
import { slowHash } from '#foundation/web/slow-hash.ts';
import { pinProof } from '#kernel/people/domain/household-pin.ts';
import { demoPinProof } from './pin.ts';

it('the demonstration makes of a PIN what a phone makes of it', async () => {
  expect(await demoPinProof('4071', 'esem')).toBe(await pinProof('4071', 'esem', slowHash));
});

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { chainHash, faultsOfChain } from './chain.ts';
import type { SealFound } from './chain.ts';

const hash = (text: string) => `h(${text})`;
function chainOf(batches: readonly string[]): SealFound[] {
  let former = '';
  return batches.map((batch, index) => {
    const seal = { seq: index + 1, count: batch.length + 1, batchHash: hash(batch) };
    former = chainHash(hash, former, seal);
    return { ...seal, chainHash: former, found: seal.count, marked: seal.count, hashNow: seal.batchHash };
  });
}
const batches = fc.array(fc.string(), { minLength: 1, maxLength: 8 });

it('finds nothing in a chain nobody touched', () => {
  fc.assert(
    fc.property(batches, (texts) => {
      expect(faultsOfChain(hash, '', chainOf(texts))).toEqual([]);
    }),
  );
});

it('finds a changed command, a removed one, a removed seal, a swapped pair and a forged batch', () => {
  fc.assert(
    fc.property(batches, fc.nat(), (texts, pick) => {
      const chain = chainOf(texts);
      const at = pick % chain.length;
      const seal = chain[at]!;
      const tampered: SealFound[][] = [
        chain.map((item, index) => (index === at ? { ...item, hashNow: 'other' } : item)),
        chain.map((item, index) => (index === at ? { ...item, found: item.found - 1 } : item)),
        chain.map((item, index) => (index === at ? { ...item, marked: item.marked + 1 } : item)),
        // Forged: content and batch hash changed together; the chain hash no longer follows.
        chain.map((item, index) => (index === at ? { ...item, batchHash: 'forged', hashNow: 'forged' } : item)),
      ];
      if (at < chain.length - 1) {
        tampered.push(chain.filter((item) => item !== seal));
        tampered.push(chain.map((item, index) => (index === at ? chain[at + 1]! : index === at + 1 ? seal : item)));
      }
      for (const wrong of tampered) expect(faultsOfChain(hash, '', wrong)).not.toEqual([]);
    }),
  );
});

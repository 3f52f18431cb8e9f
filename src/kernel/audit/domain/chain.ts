/** What one seal says and what its commands say now. */
export interface SealFound {
  readonly seq: number;
  readonly count: number;
  readonly batchHash: string;
  readonly chainHash: string;
  /** Commands found at the seal's places, and places marked. */
  readonly found: number;
  readonly marked: number;
  readonly hashNow: string | null;
}

export type Hash = (text: string) => string;

/** The hash that binds a batch to all before it. */
export function chainHash(hash: Hash, former: string, seal: Pick<SealFound, 'seq' | 'count' | 'batchHash'>): string {
  return hash(`${former}|${seal.seq}|${seal.count}|${seal.batchHash}`);
}

/** The faults of a chain, seal by seal; `former` is the hash before the first of them. */
export function faultsOfChain(hash: Hash, former: string, seals: readonly SealFound[], firstSeq = 1): string[] {
  const faults: string[] = [];
  let before = former;
  seals.forEach((seal, index) => {
    if (seal.seq !== firstSeq + index) faults.push(`seal ${firstSeq + index} is missing`);
    if (seal.found !== seal.count) faults.push(`seal ${seal.seq} covers ${seal.count} commands, ${seal.found} are there`);
    if (seal.marked !== seal.count) faults.push(`seal ${seal.seq} covers ${seal.count} commands, ${seal.marked} are marked`);
    if (seal.hashNow !== seal.batchHash) faults.push(`a command under seal ${seal.seq} was changed`);
    if (chainHash(hash, before, seal) !== seal.chainHash) faults.push(`seal ${seal.seq} does not follow the one before it`);
    before = seal.chainHash;
  });
  return faults;
}

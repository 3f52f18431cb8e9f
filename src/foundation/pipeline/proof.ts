import type { Tx } from '../db/tx.ts';

/** Something that must hold in a mission's data and can be checked from nothing but the data. */
export interface Proof {
  /** Plain words: "balances are the sum of their entries". */
  readonly name: string;
  run(tx: Tx): Promise<{ readonly checked: number; readonly faults: readonly string[] }>;
}

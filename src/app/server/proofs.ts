import type { Database } from '#foundation/db/pool.ts';
import { rooms } from './rooms.ts';
import type { Proof } from '#foundation/pipeline/proof.ts';

/** Every room's proofs, in the order they are printed. */
export const proofs: readonly Proof[] = rooms.flatMap((room) => room.proofs ?? []);

export interface Proved {
  readonly name: string;
  readonly checked: number;
  readonly faults: readonly string[];
}

/** Runs every proof on one mission, in one read-only transaction each. */
export async function proveMission(db: Database, schema: string): Promise<Proved[]> {
  const results: Proved[] = [];
  for (const proof of proofs) {
    const result = await db.transaction({ schema, readOnly: true }, (tx) => proof.run(tx));
    results.push({ name: proof.name, ...result });
  }
  return results;
}

import { Envelope } from '#foundation/command.ts';
import type { Tx } from '#foundation/db/tx.ts';

/** Seals what lies in the database waiting; the app fills it with the mission's keys. */
export interface Sealing {
  seal(tx: Tx, text: string): Promise<Buffer>;
  open(tx: Tx, sealed: Buffer): Promise<string>;
}

const plain: Sealing = {
  seal: async (_tx, text) => Buffer.from(text),
  open: async (_tx, sealed) => sealed.toString(),
};
const using = { sealing: plain };

/** Called once when the app is put together. */
export function setSealing(sealing: Sealing): void {
  using.sealing = sealing;
}

/** The bytes in which a waiting envelope is kept. */
export function sealEnvelope(tx: Tx, envelope: Envelope): Promise<Buffer> {
  return using.sealing.seal(tx, JSON.stringify(envelope));
}

/** A waiting envelope, as its device signed it. */
export async function openEnvelope(tx: Tx, sealed: Buffer): Promise<Envelope> {
  return Envelope.parse(JSON.parse(await using.sealing.open(tx, sealed)));
}

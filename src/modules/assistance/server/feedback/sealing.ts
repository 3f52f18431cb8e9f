import type { Tx } from '#foundation/db/tx.ts';
import { openPersonal, sealPersonal } from '#foundation/keys/personal.ts';

/** What somebody said, and how to reach them. */
export interface Said {
  readonly words: string;
  readonly contact?: string | undefined;
}

/** Words of a complaint lie sealed under a key of its own; nobody reads them from a copy of the tables. */
export const sealSaid = (tx: Tx, id: string, said: Said): Promise<Buffer> => sealText(tx, id, JSON.stringify(said));
export const sealText = (tx: Tx, id: string, text: string): Promise<Buffer> => sealPersonal(tx, `feedback:${id}`, text);

export async function openSaid(tx: Tx, sealed: Uint8Array): Promise<{ words: string | null; contact: string | null }> {
  const text = await openPersonal(tx, sealed);
  if (text === null) return { words: null, contact: null };
  const said = JSON.parse(text) as Said;
  return { words: said.words, contact: said.contact ?? null };
}

import { newId } from '#foundation/new-id.ts';
import { openBytes, openJson, sealBytes, sealJson } from './keys.ts';
import type { NewRecord } from './record-book.ts';
import type { ServerLine } from './server-line.ts';
import type { PhoneStore } from './store.ts';
import type { OpenBox } from './vault.ts';
import { shrinkPhoto } from './shrink.ts';

interface Meta {
  readonly seq: number;
  readonly subject: { readonly kind: string; readonly id: string };
  /** SHA-256 of the whole, in hex. */
  readonly hash: string;
  /** Thumb-marks are on it. */
  readonly thumbs?: boolean;
}
interface Waiting extends Meta {
  readonly id: string;
}
/** `notes.attach-file`, by name: its shapes need not be loaded with the first screen. */
const attachPhoto = { name: 'notes.attach-file', version: 1 } as const;
/** `files.keep-thumb-page`, likewise: a page with thumb-marks never hangs in the open. */
const keepThumbs = { name: 'files.keep-thumb-page', version: 1 } as const;
/** A piece that a bad line carries in one breath. */
const pieceBytes = 96 * 1024;

/** Photos on their way: small, encrypted, sent in pieces that need not be sent twice, then hung to their record. */
export class PhotoBag {
  readonly #store: PhoneStore;
  readonly #open: Pick<OpenBox, 'space' | 'key'>;
  readonly #line: ServerLine;
  readonly #shrink: (photo: Blob) => Promise<Blob>;
  #waiting: readonly Waiting[] = [];

  constructor(store: PhoneStore, open: Pick<OpenBox, 'space' | 'key'>, line: ServerLine, shrink = shrinkPhoto) {
    this.#store = store;
    this.#open = open;
    this.#line = line;
    this.#shrink = shrink;
  }

  async read(): Promise<void> {
    const { space, key } = this.#open;
    const rows = await this.#store.photos.where('space').equals(space).toArray();
    this.#waiting = await Promise.all(
      rows.map(async (row) => ({ id: row.id, ...(await openJson<Meta>(key, `photo ${row.id}`, row.meta)) })),
    );
  }

  /** Photos that have not arrived, by the number of their record. */
  left(): Map<number, number> {
    const counts = new Map<number, number>();
    for (const { seq } of this.#waiting) counts.set(seq, (counts.get(seq) ?? 0) + 1);
    return counts;
  }

  async add(seq: number, subject: Meta['subject'] | undefined, photos: readonly Blob[], thumbs = false): Promise<void> {
    if (!subject) throw new Error('photos are hung to a subject: name it');
    const { space, key } = this.#open;
    for (const photo of photos) {
      const small = new Uint8Array(await (await this.#shrink(photo)).arrayBuffer());
      const hash = hexOf(new Uint8Array(await crypto.subtle.digest('SHA-256', small)));
      const id = newId();
      const meta: Meta = { seq, subject, hash, ...(thumbs ? { thumbs } : {}) };
      const row = { space, id, size: small.length, meta: await sealJson(key, `photo ${id}`, meta) };
      await this.#store.photos.put({ ...row, body: await sealBytes(key, `picture ${id}`, small) });
      this.#waiting = [...this.#waiting, { id, ...meta }];
    }
  }

  /** Sends what it can; each photo that arrived is hung to its subject by a record, before the phone lets it go. */
  async send(hang: (record: Omit<NewRecord, 'occurredAt'>) => Promise<unknown>): Promise<number> {
    let sent = 0;
    for (const photo of this.#waiting) {
      const row = await this.#store.photos.get([this.#open.space, photo.id]);
      if (row) {
        await this.#sendOne(photo, await openBytes(this.#open.key, `picture ${photo.id}`, row.body));
        const input = { id: photo.id, subject: photo.subject, fileId: photo.id };
        await hang(
          photo.thumbs
            ? { ...keepThumbs, input, subject: photo.subject }
            : { ...attachPhoto, input: { ...input, name: `${photo.seq}.jpg` }, subject: photo.subject },
        );
        await this.#store.photos.delete([this.#open.space, photo.id]);
        sent += 1;
      }
      this.#waiting = this.#waiting.filter((one) => one.id !== photo.id);
    }
    return sent;
  }

  async #sendOne({ id, hash }: Waiting, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    let at = 0;
    for (;;) {
      const body = bytes.slice(at, at + pieceBytes);
      const { have, done } = await this.#line.piece(id, { at, whole: bytes.length, hash, body });
      if (done) return;
      // The server says how far it is: after a break that may be further, or less.
      at = have;
    }
  }
}

const hexOf = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

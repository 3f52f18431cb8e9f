import { packId } from '#foundation/pack.ts';
import type { PackOffer } from '#foundation/pack.ts';
import type { PackView } from '#foundation/web/field.ts';
import type { PackAnswer } from '../../contract/packs.ts';
import { randomBytes, toBase64Url } from './bytes.ts';
import { openJson, sealJson } from './keys.ts';
import type { ChunkRow, PhoneStore } from './store.ts';
import type { OpenBox } from './vault.ts';

/** Rows of a list in one chunk: one is opened in a blink, and none is opened that a screen does not ask for. */
const chunkRows = 500;
/** How long the phone still says that a pack has ended, after its content has gone. */
const rememberMs = 14 * 86_400_000;

export interface PackMeta extends PackOffer {
  readonly id: string;
  readonly shape: number;
  readonly version: string;
  readonly madeAt: string;
  /** Each part of the data: a list in so many chunks, or a value in one. */
  readonly parts: readonly { readonly name: string; readonly list: boolean; readonly chunks: number }[];
}
export interface PackOnPhone extends PackMeta {
  readonly key: string;
  readonly bytes: number;
  readonly over: boolean;
}

/** The packs of an unlocked phone: encrypted in chunks, gone when their time is over. */
export class PackShelf {
  readonly #store: PhoneStore;
  readonly #open: Pick<OpenBox, 'space' | 'key'>;
  readonly #changed: () => void;
  #packs: readonly PackOnPhone[] = [];
  readonly #views = new Map<string, PackView>();

  constructor(store: PhoneStore, open: Pick<OpenBox, 'space' | 'key'>, changed: () => void) {
    this.#store = store;
    this.#open = open;
    this.#changed = changed;
  }

  list(): readonly PackOnPhone[] {
    return this.#packs;
  }

  async read(now: Date): Promise<void> {
    await dropOver(this.#store, now.getTime());
    const { space, key } = this.#open;
    const rows = await this.#store.packs.where('space').equals(space).toArray();
    this.#packs = await Promise.all(
      rows.map(async (row) => ({
        ...(await openJson<PackMeta>(key, `pack ${row.key}`, row.meta)),
        key: row.key,
        bytes: row.bytes,
        over: row.until <= now.getTime(),
      })),
    );
    for (const [id, view] of this.#views) if (view.state !== 'ready' || !this.#isCurrent(id, view.version)) this.#views.delete(id);
    this.#changed();
  }

  #isCurrent(id: string, version: string): boolean {
    return this.#packs.some((pack) => `${pack.name} ${pack.id}` === id && pack.version === version && !pack.over);
  }

  /** The same object until something about the pack changes; its content is opened when first asked for. */
  view(name: string, shape: number, id: string): PackView {
    const which = `${name} ${id}`;
    const known = this.#views.get(which);
    if (known) return known;
    const pack = this.#packs.find((one) => one.name === name && one.id === id);
    const view: PackView = !pack || pack.shape !== shape ? { state: 'absent' } : pack.over ? overOf(pack) : { state: 'reading' };
    this.#views.set(which, view);
    if (pack && view.state === 'reading') void this.#fill(which, pack);
    return view;
  }

  async #fill(which: string, pack: PackOnPhone): Promise<void> {
    const { name, params, title, names, until, id, madeAt, version } = pack;
    const data = await this.#dataOf(pack).catch(() => undefined);
    this.#views.set(which, data ? { state: 'ready', name, params, title, names, until, id, madeAt, version, data } : { state: 'absent' });
    this.#changed();
  }

  async #dataOf({ key, parts }: PackOnPhone): Promise<Record<string, unknown>> {
    const rows = await this.#store.chunks.where('[space+key]').equals([this.#open.space, key]).toArray();
    const opened = await Promise.all(rows.map((row) => openJson<unknown>(this.#open.key, `chunk ${key} ${row.n}`, row.body)));
    const byNumber = new Map(rows.map((row, index) => [row.n, opened[index]]));
    let n = 0;
    const data: Record<string, unknown> = {};
    for (const { name, list, chunks } of parts) {
      const found = Array.from({ length: chunks }, () => byNumber.get(n++));
      if (found.includes(undefined)) throw new Error('a chunk is missing');
      data[name] = list ? (found as unknown[][]).flat() : found[0];
    }
    return data;
  }

  /** Lays a pack down whole, in the place of what was there of it. */
  async put(answer: PackAnswer, now: Date): Promise<void> {
    const { space } = this.#open;
    const id = packId(answer.params);
    const before = this.#packs.find((pack) => pack.name === answer.name && pack.id === id);
    if (answer.data === undefined) {
      if (before) await this.#note({ ...before, ...answer, id, parts: before.parts }, before.key, before.bytes);
      return this.read(now);
    }
    const key = toBase64Url(randomBytes(9));
    const { parts, rows } = await this.#cut(key, answer.data);
    const bytes = rows.reduce((sum, row) => sum + row.body.length, 0);
    const { data: _data, ...head } = answer;
    const meta = await sealJson(this.#open.key, `pack ${key}`, { ...head, id, parts } satisfies PackMeta);
    await this.#store.transaction('rw', this.#store.packs, this.#store.chunks, async () => {
      if (before) await this.#drop(before.key);
      await this.#store.chunks.bulkPut(rows);
      await this.#store.packs.put({ space, key, until: Date.parse(answer.until), bytes, meta });
    });
    await this.read(now);
  }

  async #note(pack: PackMeta & { data?: unknown }, key: string, bytes: number): Promise<void> {
    const { name, params, title, names, until, id, shape, version, madeAt, parts } = pack;
    const noted: PackMeta = { name, params, title, names, until, id, shape, version, madeAt, parts };
    const meta = await sealJson(this.#open.key, `pack ${key}`, noted);
    await this.#store.packs.put({ space: this.#open.space, key, until: Date.parse(until), bytes, meta });
    this.#views.delete(`${name} ${id}`);
  }

  async #cut(key: string, data: Record<string, unknown>): Promise<{ parts: PackMeta['parts']; rows: ChunkRow[] }> {
    const { space, key: secret } = this.#open;
    const parts: { name: string; list: boolean; chunks: number }[] = [];
    const pieces: unknown[] = [];
    for (const [name, value] of Object.entries(data)) {
      const cut = Array.isArray(value) ? chunksOf(value as unknown[]) : [value];
      parts.push({ name, list: Array.isArray(value), chunks: cut.length });
      pieces.push(...cut);
    }
    const seal = async (piece: unknown, n: number) => ({ space, key, n, body: await sealJson(secret, `chunk ${key} ${n}`, piece) });
    return { parts, rows: await Promise.all(pieces.map(seal)) };
  }

  async #drop(key: string): Promise<void> {
    await this.#store.chunks.where('[space+key]').equals([this.#open.space, key]).delete();
    await this.#store.packs.delete([this.#open.space, key]);
  }

  /** Takes a pack off the phone: its user wants the room, or may not have it any more. */
  async remove(name: string, id: string, now: Date): Promise<void> {
    const pack = this.#packs.find((one) => one.name === name && one.id === id);
    if (pack) await this.#store.transaction('rw', this.#store.packs, this.#store.chunks, () => this.#drop(pack.key));
    this.#views.delete(`${name} ${id}`);
    await this.read(now);
  }
}

const overOf = ({ title, names, until }: PackMeta): PackView => ({ state: 'over', title, names, until });

function chunksOf(rows: readonly unknown[]): unknown[][] {
  const chunks: unknown[][] = [];
  for (let at = 0; at < rows.length; at += chunkRows) chunks.push(rows.slice(at, at + chunkRows));
  return chunks;
}

/** Takes the content of every pack whose time is over, unlocked or not; later also the word that it was there. */
export async function dropOver(store: PhoneStore, now: number): Promise<void> {
  const over = await store.packs.where('until').belowOrEqual(now).toArray();
  if (over.length === 0) return;
  await store.transaction('rw', store.packs, store.chunks, async () => {
    for (const { space, key, until, bytes } of over) {
      if (bytes > 0) await store.chunks.where('[space+key]').equals([space, key]).delete();
      if (until < now - rememberMs) await store.packs.delete([space, key]);
      else if (bytes > 0) await store.packs.update([space, key], { bytes: 0 });
    }
  });
}

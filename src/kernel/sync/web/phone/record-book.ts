import type { Envelope } from '#foundation/command.ts';
import { newId } from '#foundation/new-id.ts';
import type { QueuedRecord, RecordState } from '#foundation/web/field.ts';
import { syncProblems } from '../../contract/problems.ts';
import type { IntakeKey } from '../../domain/sealed.ts';
import { signAlgorithm, signedText } from '../../domain/signing.ts';
import { bytesOf, toBase64Url } from './bytes.ts';
import { openJson, sealJson } from './keys.ts';
import { sealForMission } from './seal.ts';
import type { OutRow, PhoneStore } from './store.ts';

/** What the unlocked phone keeps of a record. */
interface Body {
  readonly envelope: Envelope;
  readonly subject?: { readonly kind: string; readonly id: string };
  readonly title?: string;
  /** The record that this one mends. */
  readonly mends?: number;
}
export interface Answer {
  readonly why?: NonNullable<QueuedRecord['why']>;
  readonly result?: unknown;
  /** The number of the record that mended it. */
  readonly mendedBy?: number;
}
/** What became of a record. */
export interface Settled {
  readonly seq: number;
  readonly state: RecordState;
  readonly answer?: Answer;
}
export interface NewRecord extends Omit<Body, 'envelope'> {
  readonly name: string;
  readonly version: number;
  readonly input: Readonly<Record<string, unknown>>;
  readonly occurredAt: string;
}
export interface Kept extends QueuedRecord {
  readonly mends?: number;
  readonly mendedBy?: number;
}
export interface Writer {
  readonly store: PhoneStore;
  readonly space: string;
  readonly key: CryptoKey;
  readonly signer: CryptoKey;
  readonly deviceId: string;
  readonly intake: () => IntakeKey;
}

/** Applied records that are still shown, newest first to go last. */
const appliedShown = 300;
const spareBytes = 256 * 1024;

/** The phone's records: written one after the other in its own numbering, by however many tabs, and shown with their states. */
export class RecordBook {
  readonly #writer: Writer;
  #records: readonly Kept[] = [];
  readonly #answers = new Map<number, Uint8Array | undefined>();

  constructor(writer: Writer) {
    this.#writer = writer;
  }

  list(): readonly Kept[] {
    return this.#records;
  }

  /** Reads what is kept; what it knows already is not opened again. */
  async read(): Promise<void> {
    const { store, space } = this.#writer;
    const rows = await store.outbox.where('space').equals(space).toArray();
    rows.sort((a, b) => a.seq - b.seq);
    const known = new Map(this.#records.map((one) => [one.seq, one]));
    this.#records = await Promise.all(rows.map((row) => this.#shown(row, known.get(row.seq))));
  }

  async #shown(row: OutRow, known: Kept | undefined): Promise<Kept> {
    const { key } = this.#writer;
    const answered = row.answer?.length === this.#answers.get(row.seq)?.length;
    if (known && known.state === row.state && answered) return known;
    const body = await openJson<Body>(key, `out ${row.seq}`, row.body);
    const answer = row.answer ? await openJson<Answer>(key, `answer ${row.seq}`, row.answer) : {};
    this.#answers.set(row.seq, row.answer);
    return shownOf(row, body, answer);
  }

  /**
   * Signs, seals and keeps a record under the next number. Another tab may take that number first: then the next one.
   * @throws sync.phone-full when the phone has no room left even for this.
   */
  async write(given: NewRecord): Promise<Kept> {
    const { store, space } = this.#writer;
    const id = newId();
    for (;;) {
      const seq = ((await store.counters.get(space))?.seq ?? 0) + 1;
      const { row, envelope } = await this.#rowOf(id, seq, given);
      const kept = await this.#put(row).catch((error: unknown) => {
        throw isFull(error) ? syncProblems.problem('phone-full') : error;
      });
      if (!kept) continue;
      const record = shownOf(row, { ...aboutOf(given), envelope });
      this.#place(record);
      return record;
    }
  }

  /** Into the list in the order of numbers, unless another tab's telling has brought it already. Mostly it is the last. */
  #place(record: Kept): void {
    const last = this.#records.at(-1);
    if (!last || last.seq < record.seq) this.#records = [...this.#records, record];
    else if (!this.#records.some(({ seq }) => seq === record.seq))
      this.#records = [...this.#records, record].toSorted((a, b) => a.seq - b.seq);
  }

  async #rowOf(id: string, seq: number, given: NewRecord): Promise<{ row: OutRow; envelope: Envelope }> {
    const { space, key, signer, deviceId, intake } = this.#writer;
    const { name, version, input, occurredAt } = given;
    const bare: Envelope = { id, name, version, input: { ...input }, occurredAt, device: deviceId, seq };
    const signature = toBase64Url(new Uint8Array(await crypto.subtle.sign(signAlgorithm, signer, bytesOf(signedText(bare)))));
    const envelope: Envelope = { ...bare, signature };
    const [sealed, body] = await Promise.all([
      sealForMission(intake(), JSON.stringify(envelope)),
      sealJson(key, `out ${seq}`, { ...aboutOf(given), envelope } satisfies Body),
    ]);
    return { row: { space, seq, state: 'kept', sealed, body }, envelope };
  }

  /** False when the number was taken meanwhile. When the phone is full, room is made once: a record goes before all else. */
  async #put(row: OutRow, again = true): Promise<boolean> {
    const { store, space } = this.#writer;
    try {
      return await store.transaction('rw', store.outbox, store.counters, async () => {
        if (((await store.counters.get(space))?.seq ?? 0) + 1 !== row.seq) return false;
        await store.counters.put({ space, seq: row.seq });
        await store.outbox.add(row);
        return true;
      });
    } catch (error) {
      if (!isFull(error) || !again) throw error;
      await store.reserve.clear();
      await this.forgetApplied(0);
      return this.#put(row, false);
    }
  }

  /** Keeps a little room aside that a full phone can fall back on for its last records. */
  async setReserve(): Promise<void> {
    const { store } = this.#writer;
    if ((await store.reserve.count()) > 0) return;
    await store.reserve.put({ id: 1, body: new Uint8Array(spareBytes) }).catch(() => undefined);
  }

  /** Notes what the server said, or what became of a record otherwise. */
  async settle(answers: readonly Settled[]): Promise<void> {
    const { store, space, key } = this.#writer;
    const sealed = await Promise.all(
      answers.map(async ({ seq, state, answer }) => ({
        seq,
        change: { state, ...(answer ? { answer: await sealJson(key, `answer ${seq}`, answer) } : {}) },
      })),
    );
    await store.transaction('rw', store.outbox, async () => {
      for (const { seq, change } of sealed) await store.outbox.update([space, seq], change);
    });
    const changed = new Map(answers.map((one) => [one.seq, one]));
    for (const { seq, change } of sealed) if (change.answer) this.#answers.set(seq, change.answer);
    this.#records = this.#records.map((record) => {
      const now = changed.get(record.seq);
      return now ? { ...record, ...now.answer, state: now.state } : record;
    });
  }

  /**
   * Applied records go when there are many; what was refused or waits stays until somebody has dealt with it, and a record
   * whose photos have not arrived says so until they have.
   */
  async forgetApplied(shown = appliedShown, photosLeft: ReadonlyMap<number, number> = new Map()): Promise<void> {
    const applied = this.#records.filter(({ seq, state }) => state === 'applied' && !photosLeft.has(seq));
    await this.forget(applied.slice(0, Math.max(0, applied.length - shown)).map((record) => record.seq));
  }

  async forget(seqs: readonly number[]): Promise<void> {
    if (seqs.length === 0) return;
    const { store, space } = this.#writer;
    await store.outbox.bulkDelete(seqs.map((seq): [string, number] => [space, seq]));
    const gone = new Set(seqs);
    this.#records = this.#records.filter((record) => !gone.has(record.seq));
  }

  /** Seals anew what waits: the mission's key was changed. */
  async sealAnew(seqs: readonly number[]): Promise<void> {
    const { store, space, key, intake } = this.#writer;
    for (const seq of seqs) {
      const row = await store.outbox.get([space, seq]);
      if (!row) continue;
      const { envelope } = await openJson<Body>(key, `out ${seq}`, row.body);
      await store.outbox.update([space, seq], { sealed: await sealForMission(intake(), JSON.stringify(envelope)), state: 'kept' });
    }
  }
}

function shownOf({ seq, state }: OutRow, { envelope, ...about }: Body, answer: Answer = {}): Kept {
  const { id, name, version, input, occurredAt } = envelope;
  return { id, seq, name, version, input, occurredAt, ...about, ...answer, state, photosLeft: 0 };
}

/** What is kept of a record beside what is sent. */
function aboutOf({ name: _name, version: _version, input: _input, occurredAt: _at, ...about }: NewRecord): Omit<Body, 'envelope'> {
  return about;
}

/** Whether the browser gave the store no more room. */
export function isFull(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const inner = (error as { inner?: unknown }).inner;
  return error.name === 'QuotaExceededError' || (error.name === 'AbortError' && inner !== undefined && isFull(inner));
}

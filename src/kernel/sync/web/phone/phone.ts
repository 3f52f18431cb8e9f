import { Problem } from '#foundation/problem.ts';
import type { Figures } from '#foundation/problem.ts';
import { packId } from '#foundation/pack.ts';
import type { FieldPort, FieldTries, PackView, QueuedRecord, RecordOptions } from '#foundation/web/field.ts';
import { ClientProblem } from '#foundation/web/client.ts';
import type { CommandDef } from '#foundation/command.ts';
import { toBase64Url } from './bytes.ts';
import { syncProblems } from '../../contract/problems.ts';
import { PhoneClock } from './clock.ts';
import { sendLock } from './locked.ts';
import type { Alone } from './locked.ts';
import { PackShelf } from './pack-shelf.ts';
import { PhotoBag } from './photo-bag.ts';
import { RecordBook, isFull } from './record-book.ts';
import type { Answer, Kept, NewRecord, Settled } from './record-book.ts';
import { Sender, stateAfter } from './sender.ts';
import type { Sent } from './sender.ts';
import { firstChoices, readMark, writeMark } from './self.ts';
import type { Choices, Self } from './self.ts';
import { ServerLine, endedBy } from './server-line.ts';
import type { Fetch, Offers } from './server-line.ts';
import type { BoxRow, PhoneStore } from './store.ts';
import { triesOf } from './tries.ts';
import { emptyBox } from './vault.ts';
import type { OpenBox } from './vault.ts';

/** What a phone needs of its surroundings; tests give their own. */
export interface PhonePorts {
  readonly store: PhoneStore;
  readonly alone: Alone;
  readonly reach?: Fetch;
  readonly device?: () => number;
  readonly go?: (path: string) => void;
  /** Tells other tabs that something was written. */
  readonly tell?: () => void;
  /** Makes a photo smaller; the browser's own way unless given. */
  readonly shrink?: (photo: Blob) => Promise<Blob>;
}

/** How the phone stands with the server. */
export interface LineState {
  readonly line: 'unknown' | 'good' | 'away';
  readonly busy: boolean;
  /** Server's time of the last contact. */
  readonly lastContact: string | null;
  /** The pack that is being taken, and how much of it has come. */
  readonly taking: { readonly name: string; readonly id: string; readonly part: number } | null;
  readonly ended: BoxRow['ended'] | null;
  /** What the last record could not keep for want of room: itself, or its photos. */
  readonly full: 'record' | 'photos' | null;
}
type Offer = Offers['packs'][number];

/** An unlocked phone: what a person records, carries and sees, until it locks. */
export class Phone implements FieldPort {
  readonly open: OpenBox;
  readonly self: Self | undefined;
  readonly clock: PhoneClock;
  readonly tries: FieldTries;
  readonly #ports: PhonePorts;
  readonly #book: RecordBook;
  readonly #shelf: PackShelf;
  readonly #photos: PhotoBag;
  readonly #line: ServerLine;
  readonly #sender: Sender;
  readonly #listeners = new Set<() => void>();
  #intake: BoxRow['intake'];
  #queue: readonly QueuedRecord[] = [];
  #offers: readonly Offer[] = [];
  #choices: Choices = firstChoices;
  #state: LineState = { line: 'unknown', busy: false, lastContact: null, taking: null, ended: null, full: null };

  /** Opens what an unlocked box holds. */
  static async start(ports: PhonePorts, open: OpenBox): Promise<Phone> {
    const self = open.decoy ? undefined : await readMark<Self>(ports.store, open, 'self');
    const phone = new Phone(ports, open, self);
    phone.#choices = { ...firstChoices, ...(await readMark<Choices>(ports.store, open, 'choices')) };
    phone.#offers = (await readMark<Offer[]>(ports.store, open, 'offers')) ?? [];
    const seen = await readMark<string>(ports.store, open, 'contact');
    phone.#state = { ...phone.#state, lastContact: seen ?? null };
    await phone.reread();
    await phone.#book.setReserve();
    return phone;
  }

  private constructor(ports: PhonePorts, open: OpenBox, self: Self | undefined) {
    const { box, space, key } = open;
    this.open = open;
    this.self = self;
    this.#ports = ports;
    this.#intake = box.intake;
    this.clock = new PhoneClock(box.clock, ports.device);
    this.tries = triesOf(ports.store, open, () => this.now());
    const writer = { store: ports.store, space, key, signer: box.signer!, deviceId: self?.deviceId ?? '', intake: () => this.#intake };
    this.#book = new RecordBook(writer);
    this.#shelf = new PackShelf(ports.store, open, () => this.#changed());
    this.#line = new ServerLine(box.mission, self?.token, ports.reach);
    this.#photos = new PhotoBag(ports.store, open, this.#line, ports.shrink);
    this.#sender = new Sender({
      store: ports.store,
      spaces: [space],
      post: async (items) => {
        const { outcomes, now } = await this.#line.intake(items);
        this.clock.learn(now);
        return outcomes;
      },
      answered: (_space, answers) => this.#answered(answers),
      alone: (work) => ports.alone(sendLock(box.id), work),
    });
  }

  get store(): PhoneStore {
    return this.#ports.store;
  }
  get person() {
    return { userId: this.self?.userId ?? '', name: this.self?.userName ?? '' };
  }
  get mission() {
    return { slug: this.open.box.mission, name: this.self?.missionName ?? '', practice: this.open.box.practice };
  }
  now(): Date {
    return this.clock.now();
  }
  go(path: string): void {
    this.#ports.go?.(path);
  }
  state(): LineState {
    return this.#state;
  }
  choices(): Choices {
    return this.#choices;
  }
  offers(): readonly Offer[] {
    return this.#offers;
  }
  packs() {
    return this.#shelf.list();
  }
  records(): readonly Kept[] {
    return this.#book.list();
  }
  queue(): readonly QueuedRecord[] {
    return this.#queue;
  }
  pack(name: string, version: number, id: string): PackView {
    return this.#shelf.view(name, version, id);
  }
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #changed(): void {
    const left = this.#photos.left();
    const records = this.#book.list();
    // Mostly no photo waits: then a new record among thousands costs no walk over all of them.
    this.#queue = left.size === 0 ? records : records.map((record) => withPhotos(record, left.get(record.seq) ?? 0));
    for (const listener of this.#listeners) listener();
  }
  #is(change: Partial<LineState>): void {
    this.#state = { ...this.#state, ...change };
    this.#changed();
  }

  /** Reads what other tabs have written, and lets go what is over. */
  async reread(): Promise<void> {
    await Promise.all([this.#book.read(), this.#photos.read()]);
    await this.#shelf.read(this.now());
    await this.keepTime();
    this.#changed();
  }

  /** Keeps what is known of the server's time, so that a clock set back later is noticed. */
  async keepTime(): Promise<void> {
    await this.#ports.store.boxes.update(this.open.box.id, { clock: this.clock.row(), intake: this.#intake });
  }

  async record(def: CommandDef, input: unknown, options: RecordOptions = {}): Promise<QueuedRecord> {
    if (!def.offline) throw new Error(`${def.name} cannot be recorded without the server`);
    const { occurredAt, subject, title, photos = [], thumbMarks = false } = options;
    const record = await this.write({
      name: def.name,
      version: def.version,
      input: def.input.parse(input),
      occurredAt: (occurredAt ?? this.now()).toISOString(),
      ...(subject ? { subject } : {}),
      ...(title ? { title } : {}),
    });
    if (photos.length > 0) await this.#hang(record.seq, subject, photos, thumbMarks);
    return record;
  }

  /** Lets go of what the server has applied, all of it: its user wants the room. */
  async forgetApplied(): Promise<void> {
    await this.#book.forgetApplied(0, this.#photos.left());
    this.#changed();
    this.#ports.tell?.();
  }

  /** A record that is kept is never told a second time because its photos found no room. */
  async #hang(seq: number, subject: RecordOptions['subject'], photos: readonly Blob[], thumbMarks: boolean): Promise<void> {
    try {
      await this.#photos.add(seq, subject, photos, thumbMarks);
      this.#changed();
    } catch (error) {
      if (!isFull(error)) throw error;
      this.#is({ full: 'photos' });
    }
  }

  /** Keeps a record; `mends` names the refused one in whose place it comes. */
  async write(given: NewRecord): Promise<Kept> {
    if (!this.self) throw syncProblems.problem('phone-empty');
    const record = await this.#book.write(given).catch((error: unknown) => {
      if (error instanceof Problem && error.code === 'sync.phone-full') this.#is({ full: 'record' });
      throw error;
    });
    if (this.#state.full) this.#is({ full: null });
    if (given.mends !== undefined)
      await this.#book.settle([{ seq: given.mends, state: 'refused', answer: this.#mended(given.mends, record) }]);
    this.#changed();
    this.#ports.tell?.();
    return record;
  }
  #mended(seq: number, by: Kept): Answer {
    const why = this.#book.list().find((one) => one.seq === seq)?.why;
    return { ...(why ? { why } : {}), mendedBy: by.seq };
  }

  /** Hands in what another phone recorded: sealed, so that this one reads nothing of it. @throws ClientProblem */
  async handIn(items: readonly string[]): Promise<number> {
    await this.#line.handIn(items, () => undefined);
    return items.length;
  }

  /** Takes a record off the list that somebody has dealt with. */
  async forget(seq: number): Promise<void> {
    await this.#book.forget([seq]);
    this.#changed();
    this.#ports.tell?.();
  }

  async #answered(answers: readonly Sent[]): Promise<void> {
    await this.#book.settle(answers.map(({ seq, item }) => ({ seq, state: stateAfter(item), ...answerOf(item) })));
    const elsewhere = answers.filter(({ item }) => item.problem?.type === 'sync.sealed-elsewhere').map(({ seq }) => seq);
    if (elsewhere.length > 0) await this.#book.sealAnew(elsewhere);
    this.#changed();
    this.#ports.tell?.();
    if (answers.some(({ item }) => item.reason === 'sync.device-revoked')) await this.#end('revoked');
  }

  /** Milliseconds after which another try makes sense. */
  waits(): number {
    return this.#sender.waits();
  }

  /** The line has gone: nothing is said to be connected that is not. */
  lost(): void {
    this.#is({ line: 'away' });
  }

  /** Whether anything of this phone waits for the server. */
  waiting(): boolean {
    return this.#book.list().some((record) => record.state === 'kept' || record.state === 'sent') || this.#photos.left().size > 0;
  }

  /** Speaks with the server once: sends, hears, and brings packs up to date. True when all of it went through. */
  async talk(options: { packs: boolean; photos: boolean } = { packs: true, photos: true }): Promise<boolean> {
    if (!this.self || this.#state.busy || this.#state.ended) return false;
    this.#is({ busy: true });
    try {
      await this.#sender.drain();
      await this.#hear();
      await this.#askAgain();
      if (options.packs) await this.#renewPacks();
      if (options.photos) await this.#sendPhotos();
      await this.#book.forgetApplied(undefined, this.#photos.left());
      const lastContact = this.now().toISOString();
      await writeMark(this.#ports.store, this.open, 'contact', lastContact);
      await this.keepTime();
      this.#is({ busy: false, line: 'good', lastContact });
      return true;
    } catch (error) {
      const ended = endedBy(error);
      if (ended) await this.#end(ended);
      this.#is({ busy: false, line: 'away' });
      if (!(error instanceof ClientProblem)) throw error;
      return false;
    }
  }

  async #hear(): Promise<void> {
    const state = await this.#line.state();
    this.clock.learn(state.now);
    if (state.intake) this.#intake = state.intake;
    const known = new Map(this.#book.list().map((record) => [record.id, record]));
    const settled = state.parked.flatMap((parked): Settled[] => {
      const record = known.get(parked.id);
      if (!record || record.state !== 'waits' || parked.state === 'waiting') return [];
      if (parked.state === 'released') return [{ seq: record.seq, state: 'applied', answer: {} }];
      const why = { type: 'sync.dismissed', figures: { reason: parked.resolution ?? '' } };
      return [{ seq: record.seq, state: 'refused', answer: { why } }];
    });
    if (settled.length > 0) await this.#book.settle(settled);
  }

  /** What was answered while the phone was locked has its state only: the reasons are asked for now. */
  async #askAgain(): Promise<void> {
    const bare = this.#book.list().filter((record) => (record.state === 'refused' || record.state === 'waits') && !record.why);
    const rows = await this.#ports.store.outbox.bulkGet(
      bare.slice(0, 100).map((record): [string, number] => [this.open.space, record.seq]),
    );
    const found = rows.filter((row) => row !== undefined);
    if (found.length === 0) return;
    const { outcomes } = await this.#line.intake(found.map((row) => toBase64Url(row.sealed)));
    await this.#answered(found.map((row, index) => ({ seq: row.seq, item: outcomes[index]! })));
  }

  async #renewPacks(): Promise<void> {
    const { packs } = await this.#line.offers();
    this.#offers = packs;
    await writeMark(this.#ports.store, this.open, 'offers', packs);
    for (const pack of this.#shelf.list()) if (!pack.over) await this.#takeQuietly(pack.name, pack.params, pack);
    this.#changed();
  }

  /** A pack that its user may not have any more goes; one that cannot be made now stays as it is. */
  async #takeQuietly(name: string, params: Record<string, unknown>, had: { id: string; version: string }): Promise<void> {
    try {
      const answer = await this.#line.pack(name, { params, have: had.version }, () => undefined);
      await this.#shelf.put(answer, this.now());
    } catch (error) {
      if (!(error instanceof ClientProblem) || error.body.status === 0 || endedBy(error)) throw error;
      if ([403, 404, 410].includes(error.body.status)) await this.#shelf.remove(name, had.id, this.now());
    }
  }

  async take(name: string, params: Readonly<Record<string, unknown>>): Promise<void> {
    const id = packId(params);
    const had = this.#shelf.list().find((pack) => pack.name === name && pack.id === id && !pack.over);
    this.#is({ taking: { name, id, part: 0 } });
    try {
      const answer = await this.#line.pack(name, { params: { ...params }, ...(had ? { have: had.version } : {}) }, (part) =>
        this.#is({ taking: { name, id, part } }),
      );
      this.clock.learn(answer.madeAt);
      await this.#shelf.put(answer, this.now());
    } catch (error) {
      const ended = endedBy(error);
      if (ended) await this.#end(ended);
      throw error;
    } finally {
      this.#is({ taking: null });
    }
  }

  async dropPack(name: string, id: string): Promise<void> {
    await this.#shelf.remove(name, id, this.now());
  }

  async #sendPhotos(): Promise<void> {
    const sent = await this.#photos.send((record) => this.write({ ...record, occurredAt: this.now().toISOString() }));
    if (sent > 0) await this.#sender.drain();
  }

  async choose(change: Partial<Choices>): Promise<void> {
    this.#choices = { ...this.#choices, ...change };
    await writeMark(this.#ports.store, this.open, 'choices', this.#choices);
    this.#changed();
  }

  async #end(ended: NonNullable<BoxRow['ended']>): Promise<void> {
    await emptyBox(this.#ports.store, this.open.box.id, ended);
    this.#is({ ended });
  }
}

const withPhotos = (record: Kept, photosLeft: number): Kept => (photosLeft === 0 ? record : { ...record, photosLeft });

function answerOf(item: Sent['item']): { answer?: Answer } {
  if (item.state === 'applied') return item.result === undefined ? {} : { answer: { result: item.result } };
  if (item.state === 'parked' && item.reason) return { answer: { why: { type: item.reason } } };
  if (!item.problem) return {};
  const { type, figures } = item.problem;
  return { answer: { why: { type, ...(figures ? { figures: figures as Figures } : {}) } } };
}

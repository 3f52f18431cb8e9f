import type { FastifyInstance } from 'fastify';
import type { Id } from '#foundation/ids.ts';
import { CodeCollector, carriedOf, codesOf, fileText, readFileText } from '#kernel/sync/web/phone/carry.ts';
import { boxesOf, sendLocked } from '#kernel/sync/web/phone/locked.ts';
import { Phone } from '#kernel/sync/web/phone/phone.ts';
import type { PhonePorts } from '#kernel/sync/web/phone/phone.ts';
import type { Kept, NewRecord } from '#kernel/sync/web/phone/record-book.ts';
import { unlockBox } from '#kernel/sync/web/phone/vault.ts';
import { enrolPhone } from '../phone.ts';
import { quickPin } from '../phone-store.ts';
import type { TestMission } from '../mission.ts';
import { MortalStore } from './mortal-store.ts';
import { WildLine } from './wild-line.ts';

const pin = '240658';
const hour = 3_600_000;
const alone: PhonePorts['alone'] = async (_name, work) => {
  await work();
  return true;
};
let made = 0;

/** One monitor's phone through two weeks: the app is ended in the middle of anything, its clock is hours wrong. */
export class WeeksPhone {
  readonly deviceId: Id;
  readonly line: WildLine;
  /** Every record that this phone ever said it had kept. */
  readonly kept = new Map<string, Kept>();
  deaths = 0;
  #phone: Phone;
  #store: MortalStore;
  #skew = 0;
  readonly #boxId: string;
  readonly #clock: () => number;

  static async enrol(mission: TestMission, app: () => FastifyInstance, userId: Id, pick: (below: number) => number): Promise<WeeksPhone> {
    const store = new MortalStore(`weeks-${(made += 1)}`);
    const { phone, boxId, deviceId } = await enrolPhone(mission, app(), { userId, pin, store });
    const serverNow = () => mission.kervan.deps.clock(mission.kervan.missions.find('test')!).getTime();
    const one = new WeeksPhone({ store, phone, boxId, deviceId, serverNow, line: new WildLine(app, pick) });
    await one.#again();
    return one;
  }

  private constructor(given: { store: MortalStore; phone: Phone; boxId: string; deviceId: Id; line: WildLine; serverNow: () => number }) {
    this.#store = given.store;
    this.#phone = given.phone;
    this.#boxId = given.boxId;
    this.deviceId = given.deviceId;
    this.line = given.line;
    this.#clock = () => given.serverNow() + this.#skew;
  }

  get phone(): Phone {
    return this.#phone;
  }

  /** Somebody sets the phone's clock. */
  setClockWrong(hours: number): void {
    this.#skew = hours * hour;
  }

  /** Runs work that ends in the middle, sometimes; answers whether it went through. The app is open again afterwards. */
  async risk(dieAfter: number, work: (phone: Phone) => Promise<unknown>): Promise<boolean> {
    this.#store.dieAfter(dieAfter);
    let through = true;
    try {
      await work(this.#phone);
    } catch (error) {
      if (!this.#store.dead) throw error;
      through = false;
    }
    if (this.#store.dead) await this.#again();
    else this.#store.dieAfter(Infinity);
    return through;
  }

  /** Keeps a record as a person does: looks whether it stands there, and tells it again when it does not. */
  async write(given: NewRecord, dieAfter: number): Promise<void> {
    const before = Math.max(0, ...this.#phone.records().map((record) => record.seq));
    const through = await this.risk(dieAfter, (phone) => phone.write(given));
    const there = this.#phone.records().find((record) => record.seq > before);
    if (through && !there) throw new Error('a record was said to be kept and is not there');
    if (there) this.kept.set(there.id, there);
    else await this.write(given, Infinity);
  }

  /** Sends with the phone locked, as it lies in a pocket. */
  async sendLocked(): Promise<void> {
    const [box] = await boxesOf(this.#store);
    await sendLocked(this.#store, box!, alone, this.line.reach).catch(() => undefined);
    await this.#phone.reread();
  }

  /** What waits here goes out through another's phone, by file or by codes. */
  async carryBy(other: WeeksPhone, byCodes: boolean): Promise<void> {
    const carried = await carriedOf(this.#store, 'test', [this.#phone.open.space]);
    if (carried.items.length === 0) return;
    const collector = new CodeCollector();
    const { items } = byCodes
      ? codesOf(carried, 'a1')
          .map((code) => collector.take(code))
          .at(-1)!.carried!
      : readFileText(fileText(carried))!;
    await other.phone.handIn(items).catch(() => undefined);
  }

  async #again(): Promise<void> {
    if (this.#store.dead) this.deaths += 1;
    this.#store.close();
    this.#store = new MortalStore(this.#store.name);
    const unlocked = await unlockBox(this.#store, this.#boxId, pin, quickPin);
    if (unlocked.state !== 'open') throw new Error(`the phone stays ${unlocked.state}`);
    const ports: PhonePorts = { store: this.#store, reach: this.line.reach, alone, device: this.#clock };
    this.#phone = await Phone.start(ports, unlocked.open);
  }
}

import type { IntakeItem } from '../../contract/intake.ts';
import { afterFailure, afterSuccess, firstPace, waitAfter } from '../../domain/thrift.ts';
import type { Pace } from '../../domain/thrift.ts';
import { toBase64Url } from './bytes.ts';
import type { OutRow, PhoneStore } from './store.ts';

/** What the server said of one record, under the phone's own number for it. */
export interface Sent {
  readonly seq: number;
  readonly item: IntakeItem;
}
export interface SendPort {
  readonly store: PhoneStore;
  /** The spaces of the box; the empty one has nothing to send. */
  readonly spaces: readonly string[];
  /** Hands sealed records to the server. @throws when they did not arrive. */
  post(items: readonly string[]): Promise<readonly IntakeItem[]>;
  /** Notes the answers; called once a batch, before the next one goes. */
  answered(space: string, answers: readonly Sent[]): Promise<void>;
  /** Runs only where no other tab sends for this box; false when one does. */
  alone(work: () => Promise<void>): Promise<boolean>;
}

/**
 * Sends what waits, in the phone's own order, in batches. Sending the same record twice is harmless: the server answers its
 * first outcome again, so an answer that was lost is simply asked for once more.
 */
export class Sender {
  readonly #port: SendPort;
  #pace: Pace = firstPace;
  constructor(port: SendPort) {
    this.#port = port;
  }

  /** Milliseconds until the next try makes sense: 0 when the last one went well. */
  waits(chance = Math.random()): number {
    return waitAfter(this.#pace, chance);
  }

  /** One pass over all that waits; answers how many records have an outcome now. False: another tab is at it. */
  async drain(): Promise<number | false> {
    let settled = 0;
    const alone = await this.#port.alone(async () => {
      for (const space of this.#port.spaces) settled += await this.#drainSpace(space);
    });
    return alone ? settled : false;
  }

  async #drainSpace(space: string): Promise<number> {
    let settled = 0;
    let after = 0;
    for (;;) {
      const rows = await waitingAfter(this.#port.store, space, after, this.#pace.batch);
      const last = rows.at(-1);
      if (!last) return settled;
      try {
        const answers = await this.#port.post(rows.map((row) => toBase64Url(row.sealed)));
        const sent = rows.flatMap((row, index) => (answers[index] ? [{ seq: row.seq, item: answers[index] }] : []));
        await this.#port.answered(space, sent);
        settled += sent.filter(({ item }) => item.state !== 'held').length;
      } catch (error) {
        this.#pace = afterFailure(this.#pace);
        throw error;
      }
      this.#pace = afterSuccess(this.#pace);
      after = last.seq;
    }
  }
}

async function waitingAfter(store: PhoneStore, space: string, after: number, limit: number): Promise<OutRow[]> {
  return store.outbox
    .where('[space+seq]')
    .between([space, after], [space, Infinity], false, true)
    .filter((row) => row.state === 'kept' || row.state === 'sent')
    .limit(limit)
    .toArray();
}

/** The state in which an answer leaves a record. */
export function stateAfter(item: IntakeItem): 'applied' | 'refused' | 'waits' | 'sent' | 'kept' {
  if (item.state === 'applied') return 'applied';
  if (item.state === 'parked') return 'waits';
  if (item.state === 'held') return 'sent';
  // Not taken in, and not to be lost: sealed for a key that this server does not have, or the server does not know the phone.
  if (item.problem?.type === 'sync.sealed-elsewhere' || item.problem?.type === 'sync.device-unknown') return 'kept';
  return 'refused';
}

import type { BoxRow, PhoneStore } from './store.ts';
import { PhoneClock } from './clock.ts';
import { dropOver } from './pack-shelf.ts';
import { Sender, stateAfter } from './sender.ts';
import type { Sent } from './sender.ts';
import { ServerLine } from './server-line.ts';
import type { Fetch } from './server-line.ts';
import { emptyBox } from './vault.ts';

/** Runs work where no other tab does the same; false when one does. */
export type Alone = (name: string, work: () => Promise<void>) => Promise<boolean>;

/** Web Locks, where the browser has them: one tab sends for a box, whichever was first. */
export const aloneByLock: Alone = async (name, work) => {
  if (!('locks' in navigator)) {
    await work();
    return true;
  }
  return navigator.locks.request(name, { ifAvailable: true }, async (lock) => {
    if (!lock) return false;
    await work();
    return true;
  });
};

export const sendLock = (boxId: string): string => `kervan-field-send-${boxId}`;

/** The boxes of this phone in their order, after what is over has gone. */
export async function boxesOf(store: PhoneStore): Promise<BoxRow[]> {
  const boxes = await store.boxes.toArray();
  for (const box of boxes) await dropOver(store, new PhoneClock(box.clock).now().getTime()).catch(() => undefined);
  return boxes.sort((a, b) => a.order - b.order);
}

/**
 * Sends what waits without a PIN: records lie sealed for the mission, so nothing is opened and nothing is read. The answers
 * say only how each ended; the rest is asked for when the phone is unlocked. A box that was emptied goes with its last record.
 */
export async function sendLocked(store: PhoneStore, box: BoxRow, alone: Alone, reach?: Fetch): Promise<void> {
  const line = new ServerLine(box.mission, undefined, reach);
  const sender = new Sender({
    store,
    spaces: box.spaces,
    post: async (items) => {
      const { outcomes, now } = await line.intake(items);
      await learnTime(store, box.id, now);
      return outcomes;
    },
    answered: (space, answers) => noteStates(store, box, space, answers),
    alone: (work) => alone(sendLock(box.id), work),
  });
  await sender.drain();
  if (
    box.ended &&
    (await store.outbox
      .where('space')
      .anyOf([...box.spaces])
      .count()) === 0
  )
    await store.boxes.delete(box.id);
}

async function learnTime(store: PhoneStore, boxId: string, now: string): Promise<void> {
  const box = await store.boxes.get(boxId);
  if (!box) return;
  const clock = new PhoneClock(box.clock);
  clock.learn(now);
  await store.boxes.update(boxId, { clock: clock.row() });
}

async function noteStates(store: PhoneStore, box: BoxRow, space: string, answers: readonly Sent[]): Promise<void> {
  await store.transaction('rw', store.outbox, async () => {
    for (const { seq, item } of answers) {
      const state = stateAfter(item);
      // Nobody can read an emptied box any more: what the server has taken need not lie here.
      if (box.ended && state !== 'kept' && state !== 'sent') await store.outbox.delete([space, seq]);
      else await store.outbox.update([space, seq], { state });
    }
  });
  if (!box.ended && answers.some(({ item }) => item.reason === 'sync.device-revoked')) await emptyBox(store, box.id, 'revoked');
}

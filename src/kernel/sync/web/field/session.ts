import { aloneByLock, boxesOf, sendLocked } from '../phone/locked.ts';
import { Phone } from '../phone/phone.ts';
import type { PhonePorts } from '../phone/phone.ts';
import { PhoneStore } from '../phone/store.ts';
import type { BoxRow } from '../phone/store.ts';
import type { OpenBox } from '../phone/vault.ts';

/** This browser's store; opened when it is first asked for. */
export const phoneStore: PhoneStore = new PhoneStore();

const channel = 'BroadcastChannel' in globalThis ? new BroadcastChannel('kervan-field') : undefined;
/** Longest pause between two words with the server while something waits, in milliseconds. */
const beat = 60_000;

export function portsOf(go: (path: string) => void): PhonePorts {
  return { store: phoneStore, alone: aloneByLock, go, tell: () => channel?.postMessage('written') };
}

/** Opens an unlocked box and keeps it in touch with the server, thrifty with line and battery, until `stop` is called. */
export async function startPhone(open: OpenBox, go: (path: string) => void): Promise<{ phone: Phone; stop: () => void }> {
  void navigator.storage?.persist?.().catch(() => undefined);
  const phone = await Phone.start(portsOf(go), open);
  return { phone, stop: keepTalking(phone) };
}

function keepTalking(phone: Phone): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let heard: ReturnType<typeof setTimeout> | undefined;
  let queued = phone.queue();
  const soon = (ms: number) => {
    clearTimeout(timer);
    timer = setTimeout(() => void speak(), ms);
  };
  const speak = async () => {
    if (document.hidden && !phone.waiting()) return;
    const photos = phone.choices().photosMetered || !isMetered();
    const good = await phone.talk({ packs: !document.hidden, photos }).catch(() => false);
    if (!good && navigator.onLine) soon(Math.max(2_000, phone.waits()));
    else if (phone.waiting()) soon(beat);
  };
  const back = () => !document.hidden && soon(0);
  const lost = () => phone.lost();
  // A new record goes at once, together with those that come in the same breath.
  const unsubscribe = phone.subscribe(() => {
    const now = phone.queue();
    if (now.length > queued.length && navigator.onLine && !phone.state().busy) soon(400);
    queued = now;
  });
  const reread = () => {
    clearTimeout(heard);
    heard = setTimeout(() => void phone.reread(), 500);
  };
  const minute = setInterval(() => void phone.reread(), 60_000);
  channel?.addEventListener('message', reread);
  addEventListener('online', back);
  addEventListener('offline', lost);
  document.addEventListener('visibilitychange', back);
  if (!navigator.onLine) lost();
  soon(0);
  return () => {
    clearTimeout(timer);
    clearTimeout(heard);
    clearInterval(minute);
    unsubscribe();
    channel?.removeEventListener('message', reread);
    removeEventListener('online', back);
    removeEventListener('offline', lost);
    document.removeEventListener('visibilitychange', back);
  };
}

/** Whether the line costs its owner money or patience. */
function isMetered(): boolean {
  const line = (navigator as { connection?: { saveData?: boolean; type?: string } }).connection;
  return line?.saveData === true || line?.type === 'cellular';
}

/** The boxes of this mission's address; what waits in locked ones goes out meanwhile. */
export async function lockedBoxes(mission: string | undefined): Promise<BoxRow[]> {
  const boxes = await boxesOf(phoneStore);
  if (navigator.onLine) for (const box of boxes) void sendLocked(phoneStore, box, aloneByLock).catch(() => undefined);
  return boxes.filter((box) => (mission ? box.mission === mission : !box.practice));
}

import { fromBase64Url, randomBytes, toBase64Url } from './bytes.ts';
import type { Bytes } from './bytes.ts';
import { lockedKey, openBytes, openJson, sealBytes, sealJson } from './keys.ts';
import { pinCost } from './pin.ts';
import type { DerivePin } from './pin.ts';
import { spaceTables } from './store.ts';
import type { BoxRow, PhoneStore } from './store.ts';

/** Wrong PINs in a row after which a box is emptied. */
export const mostTries = 10;
/** Wrong PINs since its owner's own one after which it is emptied: the PIN of the empty side must not make guessing endless. */
export const mostSinceOwn = 30;
/** Every slot is of this length, whatever it holds. */
const slotPlain = 256;

/** What a right PIN gives: a space of the box and its key, for as long as it stays unlocked. */
export interface OpenBox {
  readonly box: BoxRow;
  readonly space: string;
  readonly key: CryptoKey;
  /** An empty box for whoever forces the phone open: nothing in it can act. */
  readonly decoy: boolean;
}
export interface Slot {
  readonly space: string;
  readonly key: string;
  readonly decoy: boolean;
}
export type Unlocking =
  | { readonly state: 'open'; readonly open: OpenBox }
  | { readonly state: 'wrong'; readonly left: number }
  | { readonly state: 'emptied' };

export type NewBox = Pick<BoxRow, 'mission' | 'practice' | 'signer' | 'intake' | 'clock'>;

/** Makes a box under a PIN and leaves it open. */
export async function makeBox(store: PhoneStore, given: NewBox, pin: string, derive: DerivePin, cost = pinCost): Promise<OpenBox> {
  const guard = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
  const salt = randomBytes(16);
  const spaces = [toBase64Url(randomBytes(9)), toBase64Url(randomBytes(9))] as const;
  const own = randomBytes(1)[0]! % 2;
  const slot: Slot = { space: spaces[own]!, key: toBase64Url(randomBytes(32)), decoy: false };
  const pinKey = await lockedKey(await derive(pin, { salt, ...cost }));
  const sealed = await sealSlot(pinKey, guard, slot);
  const other = randomBytes(sealed.length);
  const order = Math.max(0, ...(await store.boxes.toArray()).map((box) => box.order)) + 1;
  const box: BoxRow = {
    ...given,
    ...cost,
    id: toBase64Url(randomBytes(9)),
    order,
    guard,
    salt,
    slots: own === 0 ? [sealed, other] : [other, sealed],
    spaces,
    tries: 0,
  };
  await store.boxes.add(box);
  return openOf(box, slot);
}

/** Tries a PIN. The attempt is counted before it is looked at, so that switching the phone off does not undo it. */
export async function unlockBox(store: PhoneStore, boxId: string, pin: string, derive: DerivePin): Promise<Unlocking> {
  const counted = await store.transaction('rw', store.boxes, async () => {
    const box = await store.boxes.get(boxId);
    if (!box || box.ended) return undefined;
    const count = { tries: box.tries + 1, sinceOwn: (box.sinceOwn ?? box.tries) + 1 };
    await store.boxes.update(boxId, count);
    return { ...box, ...count };
  });
  if (!counted) return { state: 'emptied' };
  const found = isOver(counted, 1) ? undefined : await findSlot(counted, pin, derive);
  if (found) {
    // Whoever was forced to open the phone can next be forced to lend a finger: from here on only a PIN opens it.
    const own = { tries: 0, sinceOwn: 0 };
    const forced = { tries: 0, sinceOwn: counted.sinceOwn - 1, passkey: undefined };
    await store.boxes.update(boxId, found.slot.decoy ? forced : own);
    return { state: 'open', open: await openOf(counted, found.slot) };
  }
  if (!isOver(counted, 0)) return { state: 'wrong', left: mostTries - counted.tries };
  await emptyBox(store, boxId, 'wrong-pins');
  return { state: 'emptied' };
}

/** Whether the wrong PINs are enough; `more` where one that may be right is still counted among them. */
const isOver = ({ tries, sinceOwn }: { tries: number; sinceOwn: number }, more: 0 | 1) =>
  tries >= mostTries + more || sinceOwn >= mostSinceOwn + more;

/** The side that is open: within it the other side's PIN is as wrong as any, or whoever was shown the empty one could go on guessing. */
type OpenSide = Pick<OpenBox, 'box' | 'space'>;

/** Puts another PIN in the place of the one that opened this side. False when that is not the old one, or the new one opens the other side. */
export async function changePin(
  store: PhoneStore,
  open: OpenSide,
  pins: { from: string; to: string },
  derive: DerivePin,
): Promise<boolean> {
  const boxId = open.box.id;
  const box = await store.boxes.get(boxId);
  const found = box && (await findSlot(box, pins.from, derive, open.space));
  if (!box?.guard || !found) return false;
  // Only whoever holds the true PIN hears that a PIN is taken: the other answer would be a guess for free.
  if (!found.slot.decoy && pins.to !== pins.from && (await findSlot(box, pins.to, derive))) return false;
  const pinKey = await lockedKey(await derive(pins.to, box));
  const sealed = await sealSlot(pinKey, box.guard, found.slot);
  await store.boxes.update(boxId, { slots: found.at === 0 ? [sealed, box.slots[1]] : [box.slots[0], sealed] });
  return true;
}

/** Sets the PIN that opens an empty box. Asked for from within that empty box, it changes nothing and says nothing. */
export async function setDuressPin(
  store: PhoneStore,
  open: OpenSide,
  pins: { own: string; duress: string },
  derive: DerivePin,
): Promise<boolean> {
  const boxId = open.box.id;
  const box = await store.boxes.get(boxId);
  const found = box && (await findSlot(box, pins.own, derive, open.space));
  if (!box?.guard || !found || pins.own === pins.duress) return false;
  if (found.slot.decoy) return true;
  const other = box.spaces[found.at === 0 ? 1 : 0];
  const pinKey = await lockedKey(await derive(pins.duress, box));
  const sealed = await sealSlot(pinKey, box.guard, { space: other, key: toBase64Url(randomBytes(32)), decoy: true });
  await store.boxes.update(boxId, { slots: found.at === 0 ? [box.slots[0], sealed] : [sealed, box.slots[1]] });
  return true;
}

/**
 * Takes everything out of a box that this phone could read. What the server has not taken yet stays, sealed for it alone, and
 * is sent without a PIN; when the last of it has gone, the box goes too.
 */
export async function emptyBox(store: PhoneStore, boxId: string, ended: NonNullable<BoxRow['ended']>): Promise<void> {
  const tables = [store.boxes, ...spaceTables.map((name) => store.table(name))];
  await store.transaction('rw', tables, async () => {
    const box = await store.boxes.get(boxId);
    if (!box) return;
    const spaces = [...box.spaces];
    const waiting = await store.outbox.where('space').anyOf(spaces).toArray();
    for (const name of spaceTables) await store.table(name).where('space').anyOf(spaces).delete();
    const unsent = waiting.filter((row) => row.state === 'kept' || row.state === 'sent');
    await store.outbox.bulkPut(unsent.map(({ space, seq, state, sealed }) => ({ space, seq, state, sealed, body: new Uint8Array() })));
    const { guard: _guard, signer: _signer, passkey: _passkey, ...rest } = box;
    const none = [new Uint8Array(), new Uint8Array()] as const;
    if (unsent.length === 0) await store.boxes.delete(boxId);
    else await store.boxes.put({ ...rest, slots: none, salt: new Uint8Array(), tries: 0, ended: box.ended ?? ended });
  });
}

/** The side of the box that a PIN opens; with a space, only if it is that one. */
export async function findSlot(
  box: BoxRow,
  pin: string,
  derive: DerivePin,
  space?: string,
): Promise<{ slot: Slot; at: 0 | 1 } | undefined> {
  if (!box.guard) return undefined;
  const pinKey = await lockedKey(await derive(pin, box));
  // Both are always tried, so that the time taken tells nothing.
  const tried = await Promise.all(box.slots.map((sealed) => openSlot(pinKey, box.guard!, sealed)));
  const opened = ([0, 1] as const).flatMap((at) => (tried[at] ? [{ slot: tried[at], at }] : []));
  const open = opened.filter(({ slot }) => space === undefined || slot.space === space);
  return open.find(({ slot }) => !slot.decoy) ?? open[0];
}

/** Undefined when the key is another's. */
export async function openSlot(key: CryptoKey, guard: CryptoKey, sealed: Bytes): Promise<Slot | undefined> {
  try {
    return await openJson<Slot & { pad: string }>(guard, 'slot', await openBytes(key, 'slot', sealed));
  } catch {
    return undefined;
  }
}

export async function sealSlot(key: CryptoKey, guard: CryptoKey, slot: Slot): Promise<Bytes> {
  const { space, key: secret, decoy } = slot;
  const pad = ' '.repeat(slotPlain - JSON.stringify({ space, key: secret, decoy, pad: '' }).length);
  return sealBytes(key, 'slot', await sealJson(guard, 'slot', { space, key: secret, decoy, pad }));
}

export async function openOf(box: BoxRow, slot: Slot): Promise<OpenBox> {
  return { box, space: slot.space, key: await lockedKey(fromBase64Url(slot.key)), decoy: slot.decoy };
}

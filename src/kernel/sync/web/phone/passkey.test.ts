// First of all: the store looks for the browser's database when it is loaded.
import 'fake-indexeddb/auto';
import { expect, it } from 'vitest';
import { dumpOf, newStore, quickPin } from '#tests/support/phone-store.ts';
import { keyAlgorithm } from '../../domain/signing.ts';
import { joined, randomBytes } from './bytes.ts';
import { firstClock } from './clock.ts';
import { PasskeyProblem, dropPasskey, setPasskey, unlockByPasskey } from './passkey.ts';
import type { Authenticator } from './passkey.ts';
import { makeBox, mostTries, setDuressPin, unlockBox } from './vault.ts';

const pin = '240658';
const duress = '905173';

/** A phone's authenticator: a secret of its own for each credential and salt, for its owner alone. */
function finger(): Authenticator & { owner: boolean } {
  const master = randomBytes(32);
  const secret: Authenticator['secret'] = async ({ id, salt }) => {
    if (!made.owner) throw new PasskeyProblem('not-confirmed');
    return new Uint8Array(await crypto.subtle.digest('SHA-256', joined(master, id, salt)));
  };
  const made = {
    owner: true,
    secret,
    make: async (salt: Uint8Array<ArrayBuffer>) => {
      const id = randomBytes(16);
      return { id, secret: await secret({ id, salt }) };
    },
  };
  return made;
}

async function opened() {
  const store = newStore();
  const { privateKey: signer } = await crypto.subtle.generateKey(keyAlgorithm, false, ['sign', 'verify']);
  const intake = { id: '0a1b2c3d', key: 'x' };
  const open = await makeBox(
    store,
    { mission: 'test', practice: false, signer, intake, clock: firstClock('2023-03-01T09:00:00.000Z') },
    pin,
    quickPin,
  );
  const authenticator = finger();
  const set = (by: string, side = open) => setPasskey(store, side, { pin: by, derive: quickPin, authenticator });
  const byFinger = () => unlockByPasskey(store, open.box.id, authenticator);
  const byPin = (by: string) => unlockBox(store, open.box.id, by, quickPin);
  return { store, open, boxId: open.box.id, authenticator, set, byFinger, byPin };
}
const fault = (why: string) => expect.objectContaining({ fault: why }) as Error;

it('a passkey opens what the PIN opens, and the PIN still does', async () => {
  const { set, byFinger, byPin, open } = await opened();
  await set(pin);
  expect(await byFinger()).toMatchObject({ space: open.space, decoy: false });
  expect(await byPin(pin)).toMatchObject({ state: 'open' });
  expect(await byFinger()).toMatchObject({ space: open.space });
});

it('a passkey is set only with the PIN, opens only for its owner, only here, and not after it was taken off', async () => {
  const { set, byFinger, store, boxId, authenticator } = await opened();
  await expect(byFinger()).rejects.toEqual(fault('absent'));
  await expect(set('111222')).rejects.toEqual(fault('wrong-pin'));
  await set(pin);
  authenticator.owner = false;
  await expect(byFinger()).rejects.toEqual(fault('not-confirmed'));
  await expect(unlockByPasskey(store, boxId, finger())).rejects.toEqual(fault('not-confirmed'));
  authenticator.owner = true;
  await dropPasskey(store, boxId);
  await expect(byFinger()).rejects.toEqual(fault('absent'));
});

it('a passkey does not touch the count of wrong PINs, and ten of them take it too', async () => {
  const { set, byFinger, byPin, store, boxId } = await opened();
  await set(pin);
  for (let wrong = 1; wrong < mostTries; wrong += 1) await byPin('111222');
  await byFinger();
  expect((await store.boxes.get(boxId))!.tries).toBe(mostTries - 1);
  expect(await byPin('111222')).toEqual({ state: 'emptied' });
  await expect(byFinger()).rejects.toEqual(fault('absent'));
  expect(await store.boxes.count()).toBe(0);
});

it('opening the empty phone takes the passkey off: a forced finger opens nothing after it', async () => {
  const { set, byFinger, byPin, store, open } = await opened();
  await set(pin);
  await setDuressPin(store, open, { own: pin, duress }, quickPin);
  const forced = await byPin(duress);
  if (forced.state !== 'open') throw new Error('stays closed');
  expect(forced.open.decoy).toBe(true);
  await expect(byFinger()).rejects.toEqual(fault('absent'));
  await expect(set(pin, forced.open)).rejects.toEqual(fault('wrong-pin'));
  await set(duress, forced.open);
  expect(await byFinger()).toMatchObject({ decoy: true });
  expect(await byPin(pin)).toMatchObject({ state: 'open', open: { decoy: false } });
});

it('the copied store holds nothing by which a passkey’s key could be made', async () => {
  const { set, store, authenticator, boxId } = await opened();
  await set(pin);
  const { passkey } = (await store.boxes.get(boxId))!;
  const secret = await authenticator.secret(passkey!);
  const text = (value: Uint8Array) => Array.from(value, (byte) => String.fromCharCode(byte)).join('');
  expect(await dumpOf(store)).not.toContain(text(secret));
  expect(passkey!.slot.length).toBe((await store.boxes.get(boxId))!.slots[0].length);
});

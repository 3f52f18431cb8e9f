import type { PhoneStore } from './store.ts';

/** Bytes on the phone of one person's work. */
export interface RoomUse {
  readonly packs: number;
  readonly records: number;
  readonly photos: number;
}
/** What the browser says: all that it keeps for this app, what it would give, and whether it promises to keep it. */
export interface RoomGiven {
  readonly used: number;
  readonly quota: number;
  readonly kept: boolean;
}

/** Below this a day's photos no longer fit for sure. */
const tight = 25_000_000;

export const freeOf = (given: RoomGiven): number => Math.max(0, given.quota - given.used);
/** Whether it is time to say so, before a record finds no room. */
export const isTight = (given: RoomGiven): boolean => freeOf(given) < Math.min(tight, given.quota / 5);
/** Whether a pack of that size leaves room for the work with it. */
export const fitsIn = (bytes: number, given: RoomGiven): boolean => bytes * 1.5 < freeOf(given);

type Storing = Pick<StorageManager, 'estimate' | 'persisted'>;

/** Undefined where the browser does not say. */
export async function roomGiven(storage: Partial<Storing> | undefined = navigator.storage): Promise<RoomGiven | undefined> {
  const said = await storage?.estimate?.().catch(() => undefined);
  if (!said?.quota) return undefined;
  const kept = (await storage?.persisted?.().catch(() => false)) ?? false;
  return { used: said.usage ?? 0, quota: said.quota, kept };
}

/** What lies here of one space, sealed as it is. */
export async function roomUsed(store: PhoneStore, space: string): Promise<RoomUse> {
  const use = { packs: 0, records: 0, photos: 0 };
  await store.packs
    .where('space')
    .equals(space)
    .each((row) => {
      use.packs += row.bytes;
    });
  await store.outbox
    .where('space')
    .equals(space)
    .each((row) => {
      use.records += row.sealed.length + row.body.length + (row.answer?.length ?? 0);
    });
  await store.photos
    .where('space')
    .equals(space)
    .each((row) => {
      use.photos += row.size;
    });
  return use;
}

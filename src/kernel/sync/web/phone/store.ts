import { Dexie } from 'dexie';
import type { Table } from 'dexie';
import type { RecordState } from '#foundation/web/field.ts';
import type { IntakeKey } from '../../domain/sealed.ts';
import type { Bytes } from './bytes.ts';

/** One person in one mission on this phone. What stands here can be read without a PIN. */
export interface BoxRow {
  readonly id: string;
  /** The mission's slug, as in the address. */
  readonly mission: string;
  readonly practice: boolean;
  /** Its place among the phone's boxes: how the lock screen names it. */
  readonly order: number;
  /** AES-GCM, cannot be exported: half of what wraps the box's keys; the PIN is the other. Absent once the box was emptied. */
  readonly guard?: CryptoKey;
  /** The device's private key, cannot be exported. */
  readonly signer?: CryptoKey;
  readonly salt: Bytes;
  readonly memory: number;
  readonly passes: number;
  /** One of them is the person's, the other opens an empty box, or nothing: which is which cannot be seen. */
  readonly slots: readonly [Bytes, Bytes];
  readonly spaces: readonly [string, string];
  /** A second way in: the phone's own passkey. */
  readonly passkey?: PasskeyRow;
  /** Wrong PINs since the last right one. */
  readonly tries: number;
  /** Wrong PINs since the owner's own, whatever opened the empty side meanwhile. */
  readonly sinceOwn?: number;
  readonly intake: IntakeKey;
  /** What this phone knows of the server's time. */
  readonly clock: ClockRow;
  /** Why it was emptied; what the server has not yet taken is still here, sealed for it. */
  readonly ended?: 'wrong-pins' | 'revoked' | 'user-gone' | 'removed';
}
/** What opens one side of a box beside its PIN; which side cannot be seen. */
export interface PasskeyRow {
  /** The credential's id, and what is asked of it. */
  readonly id: Bytes;
  readonly salt: Bytes;
  readonly slot: Bytes;
}
export interface ClockRow {
  /** Server's time minus the phone's, in milliseconds, at their last contact. */
  readonly offset: number;
  /** The latest server's time this phone has known: time never goes back behind it. */
  readonly mark: number;
}

/** One record. `sealed` is for the mission only, `body` and `answer` for the unlocked phone only. */
export interface OutRow {
  readonly space: string;
  readonly seq: number;
  readonly state: RecordState;
  readonly sealed: Bytes;
  readonly body: Bytes;
  readonly answer?: Bytes;
}
export interface PackRow {
  readonly space: string;
  readonly key: string;
  /** In the server's time: past it the content goes, unlocked or not. */
  readonly until: number;
  readonly bytes: number;
  readonly meta: Bytes;
}
export interface ChunkRow {
  readonly space: string;
  readonly key: string;
  readonly n: number;
  readonly body: Bytes;
}
export interface PhotoRow {
  readonly space: string;
  readonly id: string;
  readonly size: number;
  /** What it belongs to. */
  readonly meta: Bytes;
  readonly body: Bytes;
}
export interface MarkRow {
  readonly space: string;
  readonly name: string;
  readonly body: Bytes;
}

/** What lies on the phone. A change of its tables is a new version here, never another name: the queue must survive. */
export class PhoneStore extends Dexie {
  declare boxes: Table<BoxRow, string>;
  declare outbox: Table<OutRow, [string, number]>;
  declare counters: Table<{ space: string; seq: number }, string>;
  declare packs: Table<PackRow, [string, string]>;
  declare chunks: Table<ChunkRow, [string, string, number]>;
  declare photos: Table<PhotoRow, [string, string]>;
  declare marks: Table<MarkRow, [string, string]>;
  declare reserve: Table<{ id: number; body: Bytes }, number>;

  constructor(name = 'kervan-field') {
    super(name, { chromeTransactionDurability: 'strict' });
    this.version(1).stores({
      boxes: 'id',
      outbox: '[space+seq], [space+state], space',
      counters: 'space',
      packs: '[space+key], space, until',
      chunks: '[space+key+n], [space+key], space',
      photos: '[space+id], space',
      marks: '[space+name], space',
      reserve: 'id',
    });
  }
}

/** Tables whose rows belong to a space of a box. */
export const spaceTables = ['outbox', 'counters', 'packs', 'chunks', 'photos', 'marks'] as const;

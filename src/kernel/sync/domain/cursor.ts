/** How far a device has read a feed, and under what. */
export interface Cursor {
  /** The mission's epoch: a restore or a move begins another. */
  readonly epoch: string;
  /** The feed's generation and the version of its row's shape. */
  readonly generation: number;
  readonly version: number;
  /** Fingerprint of the reader's scope: with other rights the feed is read anew. */
  readonly scope: string;
  /** The last row read; the next page stands after it. */
  readonly xid: string;
  readonly id: string;
}

/** What a cursor must agree with to be followed. */
export interface FeedStand {
  readonly epoch: string;
  readonly generation: number;
  readonly version: number;
  readonly scope: string;
  /** All transactions below it have ended; nothing new can appear there. */
  readonly horizon: string;
  /** Departures up to it have been cleared away. */
  readonly floor: string;
}

export const noId = '';

/** Where a reading begins that has no cursor, or one that cannot be followed. */
export function firstCursor(stand: FeedStand): Cursor {
  const { epoch, generation, version, scope } = stand;
  return { epoch, generation, version, scope, xid: '0', id: noId };
}

/** Whether the rows after this cursor are all that the device misses; otherwise it must read the feed anew. */
export function canFollow(cursor: Cursor, stand: FeedStand): boolean {
  return (
    cursor.epoch === stand.epoch &&
    cursor.generation === stand.generation &&
    cursor.version === stand.version &&
    cursor.scope === stand.scope &&
    BigInt(cursor.xid) <= BigInt(stand.horizon) &&
    BigInt(cursor.xid) > BigInt(stand.floor)
  );
}

/** The cursor as devices keep it: opaque to them. */
export function cursorText(cursor: Cursor): string {
  const { epoch, generation, version, scope, xid, id } = cursor;
  return [epoch, generation, version, scope, xid, id].join('|');
}

/** Reads a cursor; undefined when it is none of ours. */
export function parseCursor(text: string | undefined): Cursor | undefined {
  const match = /^([0-9a-f-]{36})\|(\d{1,9})\|(\d{1,9})\|([A-Za-z0-9_-]{0,64})\|(\d{1,20})\|([^|]{0,100})$/.exec(text ?? '');
  if (!match) return undefined;
  const [, epoch, generation, version, scope, xid, id] = match as unknown as string[];
  return { epoch: epoch!, generation: Number(generation), version: Number(version), scope: scope!, xid: xid!, id: id! };
}

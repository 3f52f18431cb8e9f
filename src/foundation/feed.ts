import type * as z from 'zod';
import type { ProtectedClass } from './command.ts';

/** Rows that devices keep a copy of: those within the reader's scope, sent again when they change. */
export interface FeedDef<R extends z.ZodObject = z.ZodObject> {
  /** `room.nouns` (`places.sites`); also route `/api/feeds/<name>`. */
  readonly name: `${string}.${string}`;
  /** Raised when the row's shape changes; devices of an older shape read the feed anew. */
  readonly version: number;
  /** Shape of a row; it has an `id`, by which the device replaces and removes rows. */
  readonly row: R;
  /** A row is sent to whoever holds this permission where the row lies. */
  readonly permission: string;
  /** Table whose `changed_xid` says when a row changed: every write to it goes through the stamp (`#foundation/db/stamp.ts`). */
  readonly table: string;
  readonly opens?: ProtectedClass;
  /** Each pull is written to the read log. */
  readonly sensitive: boolean;
}

/** Declares a feed. */
export function defineFeed<R extends z.ZodObject>(def: Omit<FeedDef<R>, 'sensitive'> & { sensitive?: boolean }): FeedDef<R> {
  return { ...def, sensitive: def.sensitive ?? false };
}

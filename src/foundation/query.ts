import * as z from 'zod';
import type { ProtectedClass } from './command.ts';
import type { ScopeTarget } from './scope.ts';

/** One column of a list, for the table on screen and for XLSX, CSV and JSON exports alike. */
export interface ColumnDef {
  readonly key: string;
  readonly type: 'text' | 'number' | 'date' | 'instant' | 'boolean' | 'code' | 'names' | 'list';
  /** Prefix of the translations of its values (`places.status-`): exports say the words instead of the code. */
  readonly words?: string;
}

export interface QueryDef<I extends z.ZodObject = z.ZodObject, O extends z.ZodType = z.ZodType> {
  /** `room.verb-noun` (`places.list-sites`); also route `POST /api/queries/<name>`, permission and translation key. */
  readonly name: `${string}.${string}`;
  readonly input: I;
  readonly output: O;
  scope(input: z.output<I>): ScopeTarget;
  readonly opens?: ProtectedClass;
  /** Each read is written to the read log. */
  readonly sensitive: boolean;
  /** Permission needed; its own name unless it shares another's (a list and its detail). `null` with scope self. */
  readonly permission: string;
  /** A row as files that leave the mission say it, where that is less than its reader sees on the screen. */
  outward?(row: never): Record<string, unknown>;
  /** Present on lists: the output is `Page<row>` and the list can be exported with these columns. */
  readonly columns?: readonly ColumnDef[];
}

/** Declares a read. Reads go by POST so that no personal data ever stands in a URL. */
export function defineQuery<I extends z.ZodObject, O extends z.ZodType>(
  def: Omit<QueryDef<I, O>, 'sensitive' | 'permission'> & { sensitive?: boolean; permission?: string },
): QueryDef<I, O> {
  return { ...def, sensitive: def.sensitive ?? false, permission: def.permission ?? def.name };
}

/** Input fields every list has; spread into the query's own `z.strictObject`. */
export const pageInput = {
  offset: z.int().min(0).default(0),
  limit: z.int().min(1).max(1000).default(50),
  /** `key` or `-key` for descending. */
  sort: z.string().max(60).optional(),
};

/** The output of a list: rows of this page, the count over all pages. */
export function pageOf<T extends z.ZodType>(row: T) {
  return z.strictObject({ rows: z.array(row), total: z.int().min(0) });
}
export interface Page<T> {
  readonly rows: T[];
  readonly total: number;
}

import type { ReactNode } from 'react';
import type { CommandDef } from '#foundation/command.ts';
import type { QueryDef } from '#foundation/query.ts';
import type { FieldSpec } from '../Field.tsx';

/** A filter in a column's head: it fills fields of the query's input, so that the server filters the whole list. */
export type ColumnFilter =
  | {
      readonly kind: 'choice';
      /** The input's field. */
      readonly field: string;
      /** The field takes several values at once. */
      readonly many?: boolean;
      readonly choices: readonly { readonly value: string; readonly label: string }[];
    }
  | { readonly kind: 'text'; readonly field: string }
  | { readonly kind: 'flag'; readonly field: string }
  | { readonly kind: 'days'; readonly from: string; readonly to: string };

/** One thing done to many rows: shown row by row before it is sent, told row by row afterwards. */
export interface BulkAction<Row> {
  /** Names the action, asks for its right, and says by `command.<name>` what it does. */
  readonly command: CommandDef;
  readonly input?: (row: Row) => Readonly<Record<string, unknown>>;
  /** Why this row is left out, in words; undefined when it takes part. */
  readonly leftOut?: (row: Row) => string | undefined;
  /** What the row is called. */
  readonly name: (row: Row) => ReactNode;
  /** What will be different in it, by what has been chosen for all so far. */
  readonly change: (row: Row, shared: Readonly<Record<string, unknown>>) => ReactNode;
  /** One command takes many rows at once, in place of `input`; its result names in `refused` those it did not do. */
  readonly together?: {
    readonly most: number;
    readonly idOf: (row: Row) => string;
    readonly input: (rows: readonly Row[]) => Readonly<Record<string, unknown>>;
  };
  /** Asked once for all rows: a reason, a day. */
  readonly fields?: readonly FieldSpec[];
  /** The button carries the colour of what cannot be undone at once. */
  readonly grave?: boolean;
}

export interface ListTableProps<Row> {
  readonly query: QueryDef;
  /** The list's own input besides page, sort, search and column filters. */
  readonly input?: Readonly<Record<string, unknown>>;
  readonly rowKey: (row: Row) => string;
  /** What shows for a column; others show by their type. */
  readonly cells?: Readonly<Record<string, (row: Row) => ReactNode>>;
  /** Columns shown at first, in order; all of the query's otherwise. People choose others from the query's. */
  readonly columns?: readonly string[];
  readonly onOpen?: (row: Row) => void;
  /** Controls that belong to no column, beside the search. */
  readonly filters?: ReactNode;
  readonly columnFilters?: Readonly<Record<string, ColumnFilter>>;
  /** The input's field for free text, when it has one. */
  readonly searchField?: string;
  readonly bulk?: readonly BulkAction<Row>[];
  /**
   * What stands in the last row under a column.
   * @param all whether the rows are the whole list, or only those loaded so far.
   */
  readonly totals?: (rows: readonly Row[], all: boolean) => Readonly<Record<string, ReactNode>>;
  /** A second list on the same page keeps its view under this prefix in the address. */
  readonly name?: string;
  readonly empty: { readonly title: string; readonly text?: string; readonly action?: ReactNode };
}

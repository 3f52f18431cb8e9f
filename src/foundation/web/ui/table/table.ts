import {
  columnOrderingFeature,
  columnVisibilityFeature,
  rowSelectionFeature,
  rowSortingFeature,
  tableFeatures,
  useTable,
} from '@tanstack/react-table';
import type { ReactTable, RowSelectionState } from '@tanstack/react-table';
import { useMemo, useState } from 'react';
import type { ColumnDef } from '#foundation/query.ts';
import type { ListTableProps } from './types.ts';
import type { ListView } from './view.ts';

export type AnyRow = Readonly<Record<string, unknown>>;
export const features = tableFeatures({
  columnOrderingFeature,
  columnVisibilityFeature,
  rowSelectionFeature,
  rowSortingFeature,
  columnMeta: {} as { column: ColumnDef },
});
export type ListTableModel = ReactTable<typeof features, AnyRow>;

/**
 * The table behind a list: the server sorts and filters, the table keeps which columns show in which order and which
 * rows are chosen. A choice ends with the list it was made in: nobody acts on rows that a filter has hidden.
 */
export function useListTable<Row>(
  props: ListTableProps<Row>,
  all: readonly ColumnDef[],
  view: ListView,
  rows: readonly Row[],
  listKey: string,
): ListTableModel {
  const [chosen, setChosen] = useState<{ of: string; rows: RowSelectionState }>({ of: listKey, rows: {} });
  const columns = useMemo(
    () => all.map((column) => ({ id: column.key, accessorFn: (row: AnyRow) => row[column.key], meta: { column } })),
    [all],
  );
  const rowSelection = chosen.of === listKey ? chosen.rows : none;
  return useTable<typeof features, AnyRow>({
    features,
    columns,
    data: rows as readonly AnyRow[],
    getRowId: (row) => props.rowKey(row as Row),
    manualSorting: true,
    enableRowSelection: (props.bulk?.length ?? 0) > 0,
    state: {
      rowSelection,
      columnOrder: [...view.columns],
      columnVisibility: Object.fromEntries(all.map((column) => [column.key, view.columns.includes(column.key)])),
      sorting: view.sort ? [{ id: view.sort.replace(/^-/, ''), desc: view.sort.startsWith('-') }] : [],
    },
    // Several rows may be chosen in one go: each change goes on from the one before, not from what was last drawn.
    onRowSelectionChange: (next) =>
      setChosen((before) => {
        const held = before.of === listKey ? before.rows : none;
        return { of: listKey, rows: typeof next === 'function' ? next(held) : next };
      }),
  });
}
const none: RowSelectionState = {};

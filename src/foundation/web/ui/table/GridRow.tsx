import { Checkbox } from '@mantine/core';
import type { Row as TableRow } from '@tanstack/react-table';
import type { ReactNode } from 'react';
import { useT } from '#foundation/web/i18n.ts';
import { CellValue, isEmpty } from './cells.tsx';
import type { AnyRow, features } from './table.ts';
import type { ListTableProps } from './types.ts';
import type { RowKeys } from './useRowKeys.ts';

export interface GridRowProps<Row> extends ListTableProps<Row> {
  readonly row: TableRow<typeof features, AnyRow>;
  readonly index: number;
  readonly selects: boolean;
  readonly keys: RowKeys;
}

/** One row: one stop of the tab key for the whole list, then arrows. */
export function GridRow<Row>({ row, index, selects, keys, ...props }: GridRowProps<Row>) {
  const t = useT();
  const selected = row.getIsSelected();
  return (
    <tr
      className="kv-row"
      data-index={index}
      aria-rowindex={index + 2}
      aria-selected={selects ? selected : undefined}
      tabIndex={index === keys.at ? 0 : -1}
      style={props.onOpen ? { cursor: 'pointer' } : undefined}
      onClick={() => props.onOpen?.(row.original as Row)}
      onFocus={() => keys.onFocus(index)}
      onKeyDown={(event) => keys.onKeyDown(event, index)}
    >
      {selects && (
        <td className="kv-select" onClick={(event) => event.stopPropagation()}>
          <Checkbox
            size="xs"
            tabIndex={-1}
            aria-label={t('ui.select-row')}
            checked={selected}
            onChange={() => keys.onSelect(index, false)}
            onClick={(event) => {
              if (!event.shiftKey) return;
              event.preventDefault();
              keys.onSelect(index, true);
            }}
          />
        </td>
      )}
      {row.getVisibleCells().map((cell, at) => (
        <Cell<Row> key={cell.column.id} {...props} row={row} cell={cell} first={at === 0} />
      ))}
    </tr>
  );
}

function Cell<Row>({
  query,
  cells,
  row,
  cell,
  first,
}: Omit<GridRowProps<Row>, 'index' | 'selects' | 'keys'> & {
  cell: ReturnType<TableRow<typeof features, AnyRow>['getVisibleCells']>[number];
  first: boolean;
}): ReactNode {
  const t = useT();
  const column = cell.column.columnDef.meta!.column;
  const shown = cells?.[column.key]?.(row.original as Row);
  const value = cell.getValue();
  const classes = [
    first ? 'kv-first' : '',
    column.type === 'number' ? 'kv-number' : '',
    shown === undefined && isEmpty(value) ? 'kv-empty' : '',
  ];
  return (
    <td className={classes.join(' ').trim() || undefined} data-label={t(`column.${query.name}.${column.key}`)}>
      {shown ?? <CellValue column={column} value={value} />}
    </td>
  );
}

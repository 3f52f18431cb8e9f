import { Button, Checkbox } from '@mantine/core';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import type { Header, Row as TableRow } from '@tanstack/react-table';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import { useT } from '#foundation/web/i18n.ts';
import { ColumnFilterButton } from './ColumnFilter.tsx';
import { GridRow } from './GridRow.tsx';
import type { AnyRow, ListTableModel, features } from './table.ts';
import type { ListTableProps } from './types.ts';
import { usePhone, usePrinting } from './usePhone.ts';
import { useRoom } from './useRoom.ts';
import { useRowKeys } from './useRowKeys.ts';
import type { ListView } from './view.ts';
import { sortOf } from './view.ts';

export interface GridProps<Row> extends ListTableProps<Row> {
  readonly table: ListTableModel;
  readonly view: ListView;
  readonly set: (change: Readonly<Record<string, string | undefined>>) => void;
  readonly total: number;
  readonly onSort: (key: string) => void;
  readonly onMore: () => void;
}
const rowHeight = { roomy: 37, dense: 29 };
const headHeight = 38;

/** The rows: only those in sight are drawn at the desk; on a phone they are cards, a hundred at a time. */
export function Grid<Row>(props: GridProps<Row>) {
  const { table, view, total, onMore } = props;
  const scroll = useRef<HTMLDivElement>(null);
  const phone = usePhone();
  // Paper has no scrolling: what is loaded is printed whole.
  const whole = usePrinting() || phone;
  const rows = table.getRowModel().rows;
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => rowHeight[view.density],
    overscan: 12,
    // The head and the totals cover the ends of what is in sight.
    scrollPaddingEnd: headHeight + (props.totals ? headHeight : 0),
    enabled: !whole,
  });
  const items = virtual.getVirtualItems();
  const shown = whole ? rows.map((_, index) => index) : items.map((item) => item.index);
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (!whole && last >= rows.length - 20 && rows.length < total) onMore();
  }, [whole, last, rows.length, total, onMore]);
  useEffect(() => virtual.measure(), [view.density, virtual]);
  const selects = (props.bulk?.length ?? 0) > 0;
  const height = useRoom(scroll, selects ? 84 : 24);
  const keys = useRowKeys({
    rows,
    selects,
    scroll,
    bringIntoView: (index) => virtual.scrollToIndex(index),
    onOpen: props.onOpen && ((row) => props.onOpen!(row as Row)),
  });
  const span = table.getVisibleLeafColumns().length + (selects ? 1 : 0);
  return (
    <>
      <div className="kv-scroll" ref={scroll} style={{ maxHeight: whole ? undefined : height }}>
        <table
          className="kv-table"
          data-density={view.density}
          // Arrows move through it and rows are chosen in it, which is what a grid is.
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-to-interactive-role
          role="grid"
          aria-rowcount={total + 1}
          aria-multiselectable={selects || undefined}
        >
          <Head {...props} selects={selects} />
          <tbody>
            <Gap height={whole ? 0 : (items[0]?.start ?? 0)} span={span} />
            {shown.map((index) => (
              <GridRow<Row> key={rows[index]!.id} {...props} row={rows[index]!} index={index} selects={selects} keys={keys} />
            ))}
            <Gap height={whole ? 0 : virtual.getTotalSize() - (items.at(-1)?.end ?? 0)} span={span} />
          </tbody>
          <Totals {...props} selects={selects} />
        </table>
      </div>
      {phone && rows.length < total && <MoreButton loaded={rows.length} total={total} onMore={onMore} />}
    </>
  );
}

function MoreButton({ loaded, total, onMore }: { loaded: number; total: number; onMore: () => void }) {
  const t = useT();
  return (
    <Button variant="default" fullWidth h={56} onClick={onMore}>
      {t('ui.more', { loaded, total })}
    </Button>
  );
}

function Gap({ height, span }: { height: number; span: number }) {
  if (height <= 0) return null;
  return (
    <tr aria-hidden className="kv-gap">
      <td style={{ height, padding: 0, border: 0 }} colSpan={span} />
    </tr>
  );
}

function Head<Row>({ table, selects, ...props }: GridProps<Row> & { selects: boolean }) {
  const t = useT();
  const some = table.getIsSomeRowsSelected();
  return (
    <thead>
      <tr aria-rowindex={1}>
        {selects && (
          <th className="kv-select" aria-label={t('ui.selected')}>
            <Checkbox
              aria-label={t('ui.select-all')}
              size="xs"
              tabIndex={0}
              checked={table.getIsAllRowsSelected()}
              indeterminate={some && !table.getIsAllRowsSelected()}
              onChange={(event) => table.toggleAllRowsSelected(event.currentTarget.checked)}
            />
          </th>
        )}
        {table.getHeaderGroups()[0]?.headers.map((header, index) => (
          <HeadCell<Row> key={header.id} {...props} table={table} header={header} first={index === 0} />
        ))}
      </tr>
    </thead>
  );
}

function HeadCell<Row>({ header, first, ...props }: GridProps<Row> & { header: Header<typeof features, AnyRow>; first: boolean }) {
  const t = useT();
  const key = header.column.id;
  const label = t(`column.${props.query.name}.${key}`);
  const filter = props.columnFilters?.[key];
  const number = header.column.columnDef.meta?.column.type === 'number';
  return (
    <th
      className={[first ? 'kv-first' : '', number ? 'kv-number' : ''].join(' ').trim() || undefined}
      aria-sort={sortOf(props.view.sort, key)}
    >
      <span className="kv-head">
        <button type="button" onClick={() => props.onSort(key)}>
          {label}
          {props.view.sort === key && <IconArrowUp size={14} />}
          {props.view.sort === `-${key}` && <IconArrowDown size={14} />}
        </button>
        {filter && <ColumnFilterButton label={label} filter={filter} values={props.view.filters} set={props.set} />}
      </span>
    </th>
  );
}

function Totals<Row>({ table, totals, total, selects }: GridProps<Row> & { selects: boolean }) {
  const t = useT();
  if (!totals) return null;
  const rows = table.getRowModel().rows.map((row: TableRow<typeof features, AnyRow>) => row.original as Row);
  const all = rows.length >= total;
  const figures = totals(rows, all);
  return (
    <tfoot>
      <tr className="kv-totals">
        {selects && <td className="kv-select" />}
        {table.getVisibleLeafColumns().map((column, index) => (
          <td
            key={column.id}
            className={index === 0 ? 'kv-first' : column.columnDef.meta?.column.type === 'number' ? 'kv-number' : undefined}
          >
            {figures[column.id] ?? (index === 0 ? t(all ? 'ui.total' : 'ui.total-so-far', { count: rows.length }) : '')}
          </td>
        ))}
      </tr>
    </tfoot>
  );
}

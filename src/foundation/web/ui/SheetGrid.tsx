import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import { usePhone } from './table/usePhone.ts';
import classes from './sheet-grid.module.css';

export interface SheetCell {
  readonly text: string;
  /** What stands in its way, or should be looked at; the words are read out with the cell. */
  readonly mark?: { readonly level: 'error' | 'warning'; readonly words: string } | undefined;
}
export interface SheetLine {
  readonly key: number;
  /** Number and state of the row. */
  readonly lead: ReactNode;
  readonly cells: readonly SheetCell[];
}
export interface SheetPlace {
  /** Position in the list, not the row's number. */
  readonly index: number;
  readonly column: number;
}
export interface SheetGridProps {
  readonly columns: readonly string[];
  readonly leadTitle: string;
  readonly total: number;
  /** A line by its position; undefined while it is on its way. */
  readonly lineAt: (index: number) => SheetLine | undefined;
  /** Which lines are in sight, so that they can be fetched. */
  readonly onSight: (first: number, last: number) => void;
  readonly chosen: SheetPlace | null;
  readonly onChoose: (place: SheetPlace) => void;
  /** Enter on a cell: somebody wants to write. */
  readonly onEdit: (place: SheetPlace) => void;
  readonly label: string;
}

const height = 36;
/** On a phone rows are cards of different heights, so only some are shown at a time. */
const cards = 50;

/** A sheet of any length: arrow keys walk its cells, marks are colour, edge and words; pressed, a row's head leads to its first mark. */
export function SheetGrid(props: SheetGridProps) {
  const { columns, total, lineAt, onSight, chosen, onChoose, onEdit } = props;
  const phone = usePhone();
  const frame = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: total,
    getScrollElement: () => frame.current,
    estimateSize: () => height,
    overscan: 15,
    enabled: !phone,
  });
  const items = virtual.getVirtualItems();
  const first = phone ? 0 : (items[0]?.index ?? 0);
  const last = phone ? Math.max(0, Math.min(cards, total) - 1) : (items.at(-1)?.index ?? 0);
  useEffect(() => onSight(first, last), [first, last, onSight]);
  useEffect(() => {
    if (!chosen || phone) return;
    virtual.scrollToIndex(chosen.index);
  }, [chosen, phone, virtual]);
  const shown = phone ? Array.from({ length: Math.min(cards, total) }, (_, index) => index) : items.map((item) => item.index);
  const walk = (event: KeyboardEvent) => {
    if (!chosen) return;
    if (event.key === 'Enter') return onEdit(chosen);
    const next = step(event.key, chosen, document.documentElement.dir === 'rtl', total, columns.length);
    if (!next) return;
    event.preventDefault();
    onChoose(next);
  };
  return (
    <div
      className={classes['frame']}
      ref={frame}
      role="grid"
      aria-label={props.label}
      aria-rowcount={total + 1}
      aria-colcount={columns.length + 1}
      tabIndex={-1}
      onKeyDown={walk}
    >
      <div className={classes['grid']} style={phone ? undefined : { height: virtual.getTotalSize() + height, position: 'relative' }}>
        <div className={`${classes['line']} ${classes['head']}`} role="row" aria-rowindex={1}>
          <div className={`${classes['cell']} ${classes['lead']}`} role="columnheader">
            {props.leadTitle}
          </div>
          {columns.map((column, index) => (
            <div key={index} className={classes['cell']} role="columnheader" title={column}>
              {column}
            </div>
          ))}
        </div>
        {shown.map((index) => (
          <Line key={index} {...props} index={index} line={lineAt(index)} top={phone ? undefined : height + index * height} />
        ))}
      </div>
    </div>
  );
}

function Line({
  columns,
  index,
  line,
  top,
  chosen,
  onChoose,
  onEdit,
}: SheetGridProps & { index: number; line: SheetLine | undefined; top: number | undefined }) {
  const marked = line?.cells.findIndex((cell) => cell.mark) ?? -1;
  const words = line?.cells.flatMap((cell) => (cell.mark ? [cell.mark.words] : [])).join(' ');
  const style = top === undefined ? undefined : { position: 'absolute' as const, top, insetInlineStart: 0, width: '100%' };
  return (
    <div className={classes['line']} role="row" aria-rowindex={index + 2} style={style}>
      <div
        className={`${classes['cell']} ${classes['lead']}`}
        role="rowheader"
        title={words || undefined}
        data-leads={marked >= 0}
        {...(marked >= 0 ? { onClick: () => onChoose({ index, column: marked }) } : {})}
      >
        {line?.lead ?? <span className={classes['quiet']}>…</span>}
      </div>
      {columns.map((column, at) => (
        <Cell
          key={at}
          label={column}
          cell={line?.cells[at]}
          chosen={chosen?.index === index && chosen.column === at}
          first={chosen === null && index === 0 && at === 0}
          onChoose={() => onChoose({ index, column: at })}
          onEdit={() => onEdit({ index, column: at })}
        />
      ))}
    </div>
  );
}

interface CellProps {
  readonly label: string;
  readonly cell: SheetCell | undefined;
  readonly chosen: boolean;
  readonly first: boolean;
  readonly onChoose: () => void;
  readonly onEdit: () => void;
}

function Cell({ label, cell, chosen, first, onChoose, onEdit }: CellProps) {
  const own = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!chosen) return;
    own.current?.scrollIntoView?.({ block: 'nearest', inline: 'nearest' });
    if (own.current?.closest('[role=grid]')?.contains(document.activeElement)) own.current.focus();
  }, [chosen]);
  return (
    <div
      ref={own}
      role="gridcell"
      className={classes['cell']}
      data-mark={cell?.mark?.level}
      data-empty={!cell?.text}
      data-label={label}
      aria-selected={chosen}
      tabIndex={chosen || first ? 0 : -1}
      title={cell?.mark?.words}
      aria-label={cell?.mark ? `${cell.text} – ${cell.mark.words}` : undefined}
      onClick={onChoose}
      onDoubleClick={onEdit}
      onKeyDown={(event) => {
        if (event.key !== ' ') return;
        event.preventDefault();
        onEdit();
      }}
      onFocus={() => {
        if (!chosen) onChoose();
      }}
    >
      <bdi>{cell?.text ?? ''}</bdi>
    </div>
  );
}

function step(key: string, { index, column }: SheetPlace, rightToLeft: boolean, total: number, columns: number): SheetPlace | null {
  const side = key === 'ArrowRight' ? 1 : key === 'ArrowLeft' ? -1 : 0;
  const down = key === 'ArrowDown' ? 1 : key === 'ArrowUp' ? -1 : key === 'PageDown' ? 12 : key === 'PageUp' ? -12 : 0;
  if (side === 0 && down === 0) return null;
  const clamp = (value: number, limit: number) => Math.max(0, Math.min(limit - 1, value));
  return { index: clamp(index + down, total), column: clamp(column + (rightToLeft ? -side : side), columns) };
}

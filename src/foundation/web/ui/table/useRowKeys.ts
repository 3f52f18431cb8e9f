import type { Row as TableRow } from '@tanstack/react-table';
import { useEffect, useRef, useState } from 'react';
import type { KeyboardEvent, RefObject } from 'react';
import type { AnyRow, features } from './table.ts';
import { rowAfter } from './view.ts';

export interface RowKeys {
  /** The row that the tab key reaches. */
  readonly at: number;
  readonly onFocus: (index: number) => void;
  readonly onKeyDown: (event: KeyboardEvent<HTMLTableRowElement>, index: number) => void;
  /** Chooses or lets go of a row; with a range, everything since the last one. */
  readonly onSelect: (index: number, range: boolean) => void;
}

/** The keys of a list: arrows and their kin move, Enter opens, space chooses, with shift a range, Escape lets go. */
export function useRowKeys(list: {
  readonly rows: readonly TableRow<typeof features, AnyRow>[];
  readonly selects: boolean;
  readonly scroll: RefObject<HTMLElement | null>;
  readonly bringIntoView: (index: number) => void;
  readonly onOpen: ((row: unknown) => void) | undefined;
}): RowKeys {
  const { rows, scroll } = list;
  const [at, setAt] = useState(0);
  const goal = useRef<number | null>(null);
  const anchor = useRef(0);
  // A row far away is not drawn yet: it gets the focus once it is.
  useEffect(() => {
    if (goal.current === null) return;
    const row = scroll.current?.querySelector<HTMLElement>(`tr[data-index="${goal.current}"]`);
    if (!row) return;
    row.focus({ preventScroll: true });
    goal.current = null;
  });
  const select = (index: number, range: boolean) => {
    const row = rows[index];
    if (!row || !list.selects) return;
    if (range) {
      const [from, to] = [Math.min(anchor.current, index), Math.max(anchor.current, index)];
      for (const one of rows.slice(from, to + 1)) one.toggleSelected(true);
      return;
    }
    anchor.current = index;
    row.toggleSelected();
  };
  return {
    at: Math.min(at, Math.max(0, rows.length - 1)),
    onFocus: setAt,
    onSelect: select,
    onKeyDown: (event, index) => {
      if (event.target !== event.currentTarget) return;
      const next = rowAfter(event.key, index, rows.length, 10);
      if (next !== undefined) {
        event.preventDefault();
        list.bringIntoView(next);
        setAt(next);
        goal.current = next;
      } else if (event.key === 'Enter') {
        list.onOpen?.(rows[index]!.original);
      } else if (event.key === ' ') {
        event.preventDefault();
        select(index, event.shiftKey);
      } else if (event.key === 'Escape') {
        for (const row of rows) if (row.getIsSelected()) row.toggleSelected(false);
      }
    },
  };
}

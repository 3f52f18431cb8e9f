import { useQueries } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import { useClient } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import { EmptyState, Status } from '#foundation/web/ui/index.ts';
import { SheetGrid } from '#foundation/web/ui/SheetGrid.tsx';
import type { SheetLine, SheetPlace } from '#foundation/web/ui/SheetGrid.tsx';
import { correctCells, listPersonalRows, listRows } from '../contract/imports.ts';
import type { ImportShown, RowShown } from '../contract/imports.ts';
import { CellBar } from './CellBar.tsx';
import { faultWords, rowTones } from './words.ts';

export type Show = 'all' | 'faulty' | 'warned' | 'new' | 'changed' | 'unchanged' | 'applied' | 'refused';

const pageSize = 100;

/** The sheet as it stands: what is wrong is marked, pressed and mended; only what is in sight is fetched. */
export function FixGrid({ about, show }: { about: ImportShown; show: Show }) {
  const t = useT();
  const [sight, setSight] = useState<readonly [number, number]>([0, 0]);
  const [chosen, setChosen] = useState<SheetPlace | null>(null);
  const { rowAt, total, settled } = useRows(about, show, sight);
  const columns = useMemo(() => shownColumns(about), [about]);
  const titles = columns.map((column) => column.text || t(`import.${about.kind}.${column.key}`));
  const onSight = useCallback((first: number, last: number) => setSight([first, last]), []);
  const lineAt = (index: number): SheetLine | undefined => {
    const row = rowAt(index);
    return (
      row &&
      lineOf(
        t,
        row,
        columns.map((column) => column.key),
      )
    );
  };
  const row = chosen ? rowAt(chosen.index) : undefined;
  const column = chosen ? columns[chosen.column] : undefined;
  const edit = () => document.querySelector<HTMLInputElement>('#cell-text')?.focus();
  if (settled && total === 0)
    return show === 'faulty' ? (
      <EmptyState title={t('imports.faults-none')}>{t('imports.faults-none-text')}</EmptyState>
    ) : (
      <EmptyState title={t('imports.rows-none')} />
    );
  return (
    <>
      <CellBar
        key={row && column ? `${row.row} ${column.key} ${row.cells[column.key] ?? ''}` : 'none'}
        about={about}
        row={row}
        column={column?.key}
        title={chosen ? (titles[chosen.column] ?? '') : ''}
        below={() => rowsBelow(rowAt, chosen, total)}
        editable={about.abilities.includes(correctCells.name)}
      />
      <SheetGrid
        label={about.fileName}
        columns={titles}
        leadTitle={t('imports.row')}
        total={total}
        lineAt={lineAt}
        onSight={onSight}
        chosen={chosen}
        onChoose={setChosen}
        onEdit={edit}
      />
    </>
  );
}

/** Columns of the sheet that the import knows, and needed ones that the sheet lacks. */
function shownColumns(about: ImportShown): { key: string; text: string }[] {
  const needed = new Set(about.columns.filter((column) => column.required).map((column) => column.key));
  return about.headings.flatMap((heading) =>
    heading.key && (heading.text !== '' || needed.has(heading.key)) ? [{ key: heading.key, text: heading.text }] : [],
  );
}

/** Pages of rows around what is in sight. */
function useRows(about: ImportShown, show: Show, [first, last]: readonly [number, number]) {
  const client = useClient();
  const query = about.personal ? listPersonalRows : listRows;
  // The first page tells how many rows there are, wherever one has scrolled to.
  const pages: number[] = [0];
  for (let page = Math.max(1, Math.floor(first / pageSize)); page <= Math.floor(last / pageSize); page += 1) pages.push(page);
  const answers = useQueries({
    queries: pages.map((page) => ({
      queryKey: [query.name, about.id, show, page],
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        client.ask(query, { importId: about.id, show, offset: page * pageSize, limit: pageSize }, signal),
      placeholderData: (previous: unknown) => previous as never,
    })),
  });
  const byPage = new Map(pages.map((page, index) => [page, answers[index]?.data]));
  return {
    rowAt: (index: number): RowShown | undefined => byPage.get(Math.floor(index / pageSize))?.rows[index % pageSize],
    total: byPage.get(0)?.total ?? 0,
    settled: answers[0]?.isSuccess ?? false,
  };
}

function lineOf(t: ReturnType<typeof useT>, row: RowShown, keys: readonly string[]): SheetLine {
  // What is said of a column that is not shown, or of the row, stands at its first cell.
  const placed = (at: number) =>
    row.faults.filter((fault) => (at === 0 && (fault.column === null || !keys.includes(fault.column))) || fault.column === keys[at]);
  return {
    key: row.row,
    lead: (
      <>
        <span className="kv-code">{row.row}</span> <Status tone={rowTones[row.state]}>{t(`imports.row-${row.state}`)}</Status>
      </>
    ),
    cells: keys.map((key, at) => {
      const faults = placed(at);
      const words = [...faults.map((fault) => faultWords(t, fault)), ...(at === 0 && row.outcome ? [faultWords(t, row.outcome)] : [])];
      const error = faults.some((fault) => fault.level !== 'warning') || (at === 0 && row.outcome !== null);
      return {
        text: row.cells[key] ?? '',
        ...(words.length > 0 ? { mark: { level: error ? ('error' as const) : ('warning' as const), words: words.join(' ') } } : {}),
      };
    }),
  };
}

/** Rows shown below the chosen one, as far as they are loaded and one command takes. */
function rowsBelow(rowAt: (index: number) => RowShown | undefined, chosen: SheetPlace | null, total: number): number[] {
  const rows: number[] = [];
  if (!chosen) return rows;
  for (let index = chosen.index + 1; index < total && rows.length < 999; index += 1) {
    const row = rowAt(index);
    if (!row) break;
    rows.push(row.row);
  }
  return rows;
}

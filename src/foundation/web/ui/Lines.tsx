import type { ReactNode } from 'react';

interface LineColumn<Row> {
  readonly key: string;
  readonly title: string;
  readonly cell: (row: Row) => ReactNode;
  readonly number?: boolean;
  /** Words of any length: they go on in the next line. */
  readonly wraps?: boolean;
}

/** Rows that belong to a record: a table on the desk, cards on a phone. Empty cells are left out on the phone. */
export function Lines<Row>({
  columns,
  rows,
  rowKey,
  rowId,
  label,
}: {
  columns: readonly LineColumn<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  /** The row's own address on the page, for what leads to it: a scanned label, say. */
  rowId?: (row: Row) => string;
  label: string;
}) {
  return (
    <div className="kv-scroll">
      <table className="kv-table" aria-label={label}>
        <thead>
          <tr>
            {columns.map((column, index) => (
              <th key={column.key} scope="col" className={[index === 0 ? 'kv-first' : '', column.number ? 'kv-number' : ''].join(' ')}>
                {column.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)} id={rowId?.(row)} className="kv-row">
              {columns.map((column, index) => {
                const cell = column.cell(row);
                const empty = cell === null || cell === undefined || cell === '' || cell === false;
                const names = [index === 0 && 'kv-first', column.number && 'kv-number', column.wraps && 'kv-wraps', empty && 'kv-empty'];
                return (
                  <td key={column.key} data-label={column.title} className={names.filter(Boolean).join(' ')}>
                    {cell}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

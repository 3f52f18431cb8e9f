import { ActionIcon, Button, Group, Menu, Text, TextInput } from '@mantine/core';
import { useDebouncedValue, useHotkeys } from '@mantine/hooks';
import { IconArrowDown, IconArrowUp, IconDownload, IconSearch, IconX } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import type { Page } from '#foundation/query.ts';
import type { ColumnDef, QueryDef } from '#foundation/query.ts';
import type { ClientProblem } from '#foundation/web/client.ts';
import { useClient } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import { useIntl } from 'react-intl';
import { EmptyState, ProblemNotice, Waiting } from './Notices.tsx';
import { useUrlState } from './url-state.ts';

export interface ListTableProps<Row> {
  readonly query: QueryDef;
  /** The list's own input besides page, sort and search. */
  readonly input?: Readonly<Record<string, unknown>>;
  readonly rowKey: (row: Row) => string;
  /** What shows for a column; others show by their type. */
  readonly cells?: Readonly<Record<string, (row: Row) => ReactNode>>;
  /** Columns shown, in order; all of the query's otherwise. */
  readonly columns?: readonly string[];
  readonly onOpen?: (row: Row) => void;
  readonly filters?: ReactNode;
  /** The input's field for free text, when it has one. */
  readonly searchField?: string;
  readonly empty: { readonly title: string; readonly text?: string; readonly action?: ReactNode };
}

const pageSize = 100;
const rowHeight = 37;

/** A list of any length: sorted, filtered and paged by the server, exported as it stands, its view in the address. */
export function ListTable<Row>(props: ListTableProps<Row>) {
  const t = useT();
  const client = useClient();
  const [url, setUrl] = useUrlState();
  const sort = url.get('sort') ?? undefined;
  const [typed, setTyped] = useState(url.get('q') ?? '');
  const [text] = useDebouncedValue(typed, 200);
  useEffect(() => setUrl({ q: text || undefined }), [text, setUrl]);
  const input = { ...props.input, ...(props.searchField && text ? { [props.searchField]: text } : {}), ...(sort ? { sort } : {}) };
  const list = useInfiniteQuery<Page<Row>, ClientProblem>({
    queryKey: [props.query.name, 'pages', input],
    queryFn: ({ pageParam, signal }) =>
      client.ask(props.query, { ...input, offset: pageParam as number, limit: pageSize }, signal) as Promise<Page<Row>>,
    initialPageParam: 0,
    getNextPageParam: (last, all) => (all.length * pageSize < last.total ? all.length * pageSize : undefined),
    placeholderData: (previous) => previous,
  });
  const rows = useMemo(() => list.data?.pages.flatMap((page) => page.rows) ?? [], [list.data]);
  const total = list.data?.pages[0]?.total ?? 0;
  const columns = (props.query.columns ?? []).filter((column) => props.columns?.includes(column.key) ?? true);
  const ordered = props.columns ? props.columns.map((key) => columns.find((column) => column.key === key)!) : columns;
  return (
    <>
      <Group justify="space-between" gap="sm" wrap="wrap" className="kv-noprint">
        <Group gap="xs" wrap="wrap">
          {props.searchField && <SearchBox value={typed} onChange={setTyped} />}
          {props.filters}
        </Group>
        <Group gap="sm">
          <Text c="dimmed" size="sm" aria-live="polite">
            {t('ui.count', { count: total })}
          </Text>
          <ExportMenu onExport={(format) => void client.exportList(props.query, input, format)} />
        </Group>
      </Group>
      {list.error && <ProblemNotice problem={list.error.body} retry={() => void list.refetch()} />}
      {list.isPending && <Waiting />}
      {list.data && rows.length === 0 && (
        <EmptyState title={props.empty.title} action={props.empty.action}>
          {props.empty.text}
        </EmptyState>
      )}
      {rows.length > 0 && (
        <Rows<Row>
          {...props}
          columns={ordered}
          rows={rows}
          sort={sort}
          total={total}
          onSort={(next) => setUrl({ sort: next })}
          onEnd={() => {
            if (list.hasNextPage && !list.isFetchingNextPage) void list.fetchNextPage();
          }}
        />
      )}
    </>
  );
}

function SearchBox({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const t = useT();
  const box = useRef<HTMLInputElement>(null);
  useHotkeys([['/', () => box.current?.focus()]]);
  return (
    <TextInput
      ref={box}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      placeholder={t('ui.search')}
      aria-label={t('ui.search')}
      w={{ base: '100%', xs: 240 }}
      leftSection={<IconSearch size={16} stroke={1.75} />}
      rightSection={
        value && (
          <ActionIcon variant="subtle" color="gray" aria-label={t('ui.clear')} onClick={() => onChange('')}>
            <IconX size={14} />
          </ActionIcon>
        )
      }
    />
  );
}

function ExportMenu({ onExport }: { onExport: (format: 'xlsx' | 'csv' | 'json') => void }) {
  const t = useT();
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="default" leftSection={<IconDownload size={16} stroke={1.75} />}>
          {t('ui.export')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {(['xlsx', 'csv', 'json'] as const).map((format) => (
          <Menu.Item key={format} onClick={() => onExport(format)}>
            {t(`ui.export-${format}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

interface RowsProps<Row> extends Omit<ListTableProps<Row>, 'columns'> {
  readonly columns: readonly ColumnDef[];
  readonly rows: readonly Row[];
  readonly total: number;
  readonly sort: string | undefined;
  readonly onSort: (sort: string | undefined) => void;
  readonly onEnd: () => void;
}

function Rows<Row>({ query, columns, rows, total, rowKey, cells, onOpen, sort, onSort, onEnd }: RowsProps<Row>) {
  const t = useT();
  const scroll = useRef<HTMLDivElement>(null);
  const phone = matchMedia('(max-width: 47.99em)').matches;
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    enabled: !phone,
  });
  const items = virtual.getVirtualItems();
  const shown = phone ? rows.map((_, index) => index) : items.map((item) => item.index);
  const last = shown.at(-1) ?? 0;
  useEffect(() => {
    if (last >= rows.length - 20 && rows.length < total) onEnd();
  }, [last, rows.length, total, onEnd]);
  const before = phone ? 0 : (items[0]?.start ?? 0);
  const after = phone ? 0 : virtual.getTotalSize() - (items.at(-1)?.end ?? 0);
  return (
    <div className="kv-scroll" ref={scroll} style={{ maxHeight: phone ? undefined : 'calc(100dvh - 240px)' }}>
      <table className="kv-table" aria-rowcount={total}>
        <thead>
          <tr>
            {columns.map((column, index) => (
              <th
                key={column.key}
                className={index === 0 ? 'kv-first' : column.type === 'number' ? 'kv-number' : undefined}
                aria-sort={sortOf(sort, column.key)}
              >
                <button type="button" onClick={() => onSort(nextSort(sort, column.key))}>
                  {t(`column.${query.name}.${column.key}`)}
                  {sort === column.key && <IconArrowUp size={14} />}
                  {sort === `-${column.key}` && <IconArrowDown size={14} />}
                </button>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {before > 0 && (
            <tr aria-hidden>
              <td style={{ height: before, padding: 0 }} colSpan={columns.length} />
            </tr>
          )}
          {shown.map((index) => (
            <tr
              key={rowKey(rows[index]!)}
              className="kv-row"
              tabIndex={onOpen ? 0 : undefined}
              style={onOpen ? { cursor: 'pointer' } : undefined}
              aria-rowindex={index + 1}
              onClick={() => onOpen?.(rows[index]!)}
              onKeyDown={(event) => moveOrOpen(event, () => onOpen?.(rows[index]!))}
            >
              {columns.map((column, at) => (
                <Cell
                  key={column.key}
                  query={query.name}
                  column={column}
                  first={at === 0}
                  value={(rows[index] as Record<string, unknown>)[column.key]}
                  shown={cells?.[column.key]?.(rows[index]!)}
                />
              ))}
            </tr>
          ))}
          {after > 0 && (
            <tr aria-hidden>
              <td style={{ height: after, padding: 0 }} colSpan={columns.length} />
            </tr>
          )}
        </tbody>
      </table>
    </div>
  );
}

function Cell({
  query,
  column,
  first,
  value,
  shown,
}: {
  query: string;
  column: ColumnDef;
  first: boolean;
  value: unknown;
  shown: ReactNode;
}) {
  const t = useT();
  const intl = useIntl();
  const empty = shown === undefined && (value === null || value === undefined || value === '');
  const className = [first ? 'kv-first' : '', column.type === 'number' ? 'kv-number' : '', empty ? 'kv-empty' : ''].join(' ').trim();
  return (
    <td className={className || undefined} data-label={t(`column.${query}.${column.key}`)}>
      {shown ?? byType(intl, t, column, value)}
    </td>
  );
}

function byType(intl: ReturnType<typeof useIntl>, t: ReturnType<typeof useT>, column: ColumnDef, value: unknown): ReactNode {
  if (value === null || value === undefined || value === '') return '';
  switch (column.type) {
    case 'number':
      return intl.formatNumber(value as number, { maximumFractionDigits: 4 });
    case 'date':
      return intl.formatDate(`${value as string}T12:00:00Z`, { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });
    case 'instant':
      return intl.formatDate(value as string, { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' });
    case 'boolean':
      return value ? t('ui.yes') : t('ui.no');
    case 'list':
      return (value as unknown[]).join(', ');
    case 'code':
      return <span className="kv-code">{plain(value)}</span>;
    case 'text':
    case 'names':
      return <bdi>{plain(value)}</bdi>;
  }
}

/** Ascending, then descending, then the list's own order. */
export function nextSort(sort: string | undefined, key: string): string | undefined {
  if (sort === key) return `-${key}`;
  return sort === `-${key}` ? undefined : key;
}

function sortOf(sort: string | undefined, key: string): 'ascending' | 'descending' | 'none' {
  return sort === key ? 'ascending' : sort === `-${key}` ? 'descending' : 'none';
}

/** Arrow keys walk the rows, Enter opens. */
function moveOrOpen(event: KeyboardEvent<HTMLTableRowElement>, open: () => void): void {
  if (event.key === 'Enter') open();
  const neighbour =
    event.key === 'ArrowDown'
      ? event.currentTarget.nextElementSibling
      : event.key === 'ArrowUp'
        ? event.currentTarget.previousElementSibling
        : null;
  if (neighbour instanceof HTMLElement && neighbour.tabIndex === 0) {
    event.preventDefault();
    neighbour.focus();
  }
}

/** Text, number or flag as it stands; anything else as JSON. */
function plain(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : JSON.stringify(value);
}

import { Button, Group, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useCallback, useEffect, useMemo, useState } from 'react';
import type { Row as TableRow } from '@tanstack/react-table';
import type { ColumnDef } from '#foundation/query.ts';
import { useClient } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import { ListTools } from '#foundation/web/ListTools.tsx';
import { EmptyState, ProblemNotice, Waiting } from '../Notices.tsx';
import { useTellProblem } from '../tell-problem.ts';
import { useUrlState } from '../url-state.ts';
import { BulkBar } from './BulkBar.tsx';
import { FilterChips } from './FilterChips.tsx';
import { Grid } from './Grid.tsx';
import { ExportMenu, LayoutMenu, SearchBox } from './tools.tsx';
import type { AnyRow, features } from './table.ts';
import { useListTable } from './table.ts';
import type { ListTableProps } from './types.ts';
import { useList } from './useList.ts';
import { canonicalSearch, filterKeys, nextSort, readView } from './view.ts';
import type { ListView } from './view.ts';

const noFilters = {};

/** A list of any length: sorted, filtered and paged by the server, exported as it stands, its view in the address. */
export function ListTable<Row>(props: ListTableProps<Row>) {
  const t = useT();
  const client = useClient();
  const tellProblem = useTellProblem();
  const { view, set, all } = useView(props);
  const [typed, setTyped] = useState(view.text);
  const [text] = useDebouncedValue(typed, 200);
  useEffect(() => set({ q: text || undefined }), [text, set]);
  const input = {
    ...props.input,
    ...view.filters,
    ...(props.searchField && text ? { [props.searchField]: text } : {}),
    ...(view.sort ? { sort: view.sort } : {}),
  };
  const list = useList<Row>(props.query, input);
  const clear = () => {
    setTyped('');
    set(Object.fromEntries(['q', ...filterKeys(props.columnFilters ?? noFilters)].map((key) => [key, undefined])));
  };
  const table = useListTable<Row>(props, all, view, list.rows, JSON.stringify(input));
  const chosen = table.getSelectedRowModel().rows.map((row: TableRow<typeof features, AnyRow>) => row.original as Row);
  return (
    <>
      <Group justify="space-between" gap="sm" wrap="wrap" className="kv-noprint">
        <Group gap="xs" wrap="wrap">
          {props.searchField && <SearchBox value={typed} onChange={setTyped} />}
          {props.filters}
        </Group>
        <Group gap="xs" wrap="wrap">
          <Text c="dimmed" size="sm" aria-live="polite">
            {t('ui.count', { count: list.total })}
          </Text>
          <ListTools
            page={location.pathname}
            search={canonicalSearch(location.search)}
            onOpen={(search) => {
              const next = new URLSearchParams(search);
              const keys = new Set([...new URLSearchParams(location.search).keys(), ...next.keys()]);
              set(Object.fromEntries([...keys].map((key) => [key, next.get(key) ?? undefined])), true);
              setTyped(next.get(`${props.name ? `${props.name}.` : ''}q`) ?? '');
            }}
          />
          <LayoutMenu
            query={props.query.name}
            all={all}
            shown={view.columns}
            density={view.density}
            onColumns={(columns) => set({ cols: columns?.join(',') })}
            onDensity={(density) => set({ density: density === 'dense' ? density : undefined })}
          />
          <ExportMenu onExport={(format) => void client.exportList(props.query, input, format).catch(tellProblem)} />
        </Group>
      </Group>
      <FilterChips query={props.query.name} filters={props.columnFilters ?? noFilters} values={view.filters} set={set} />
      {list.error && <ProblemNotice problem={list.error.body} retry={() => void list.retry()} />}
      {!list.loaded && !list.error && <Waiting />}
      {list.loaded && list.rows.length === 0 && (
        <NoRows empty={props.empty} filtered={text !== '' || Object.keys(view.filters).length > 0} onClear={() => clear()} />
      )}
      {list.rows.length > 0 && (
        <Grid<Row>
          {...props}
          table={table}
          view={view}
          set={set}
          total={list.total}
          onMore={list.more}
          onSort={(key) => set({ sort: nextSort(view.sort, key) })}
        />
      )}
      {props.bulk && <BulkBar<Row> actions={props.bulk} rows={chosen} onClear={() => table.resetRowSelection(true)} />}
    </>
  );
}

/** The view in the address, and how to change it. */
function useView<Row>(props: ListTableProps<Row>): {
  view: ListView;
  set: (change: Readonly<Record<string, string | undefined>>, whole?: boolean) => void;
  all: readonly ColumnDef[];
} {
  const [url, setUrl] = useUrlState();
  const prefix = props.name ? `${props.name}.` : '';
  const all = useMemo(() => props.query.columns ?? [], [props.query]);
  const set = useCallback(
    (change: Readonly<Record<string, string | undefined>>, whole = false) =>
      setUrl(whole ? change : Object.fromEntries(Object.entries(change).map(([key, value]) => [prefix + key, value]))),
    [setUrl, prefix],
  );
  const keys = all.map((column) => column.key);
  const view = readView(url, { all: keys, first: props.columns ?? keys, filters: props.columnFilters ?? noFilters, prefix });
  return { view, set, all };
}

/** An empty list and a list that filters have emptied are told apart. */
function NoRows({ empty, filtered, onClear }: { empty: ListTableProps<unknown>['empty']; filtered: boolean; onClear: () => void }) {
  const t = useT();
  if (!filtered)
    return (
      <EmptyState title={empty.title} action={empty.action}>
        {empty.text}
      </EmptyState>
    );
  return (
    <EmptyState title={t('ui.nothing-fits')} action={<Button onClick={onClear}>{t('ui.clear-filters')}</Button>}>
      {t('ui.nothing-fits-text')}
    </EmptyState>
  );
}

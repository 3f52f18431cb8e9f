import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { IntlProvider } from 'react-intl';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import * as z from 'zod';
import { defineCommand } from '#foundation/command.ts';
import type { Outcome } from '#foundation/command.ts';
import { defineQuery, pageInput, pageOf } from '#foundation/query.ts';
import { ClientContext } from '#foundation/web/client.ts';
import type { ClientPort } from '#foundation/web/client.ts';
import { setListTools } from '#foundation/web/ListTools.tsx';
import { SessionContext } from '#foundation/web/session.ts';
import type { WebSession } from '#foundation/web/session.ts';
import words from '../../../i18n/en.json' with { type: 'json' };
import { ListTable } from './ListTable.tsx';
import type { ListTableProps } from './types.ts';

const Row = z.strictObject({ id: z.string(), code: z.string(), count: z.int(), hidden: z.string() });
type Row = z.infer<typeof Row>;
const list = defineQuery({
  name: 'toys.list-toys',
  scope: () => 'self',
  input: z.strictObject({ ...pageInput, search: z.string().optional(), state: z.string().optional() }),
  output: pageOf(Row),
  columns: [
    { key: 'code', type: 'code' },
    { key: 'count', type: 'number' },
    { key: 'hidden', type: 'text' },
  ],
});
const mend = defineCommand({
  name: 'toys.mend',
  version: 1,
  kind: 'decision',
  scope: () => 'self',
  input: z.strictObject({ id: z.string() }),
});
const rows: Row[] = [1, 2, 3, 4, 5].map((at) => ({ id: `t${at}`, code: `T-${at}`, count: at * 10, hidden: `h${at}` }));

const ask = vi.fn<(name: string, input: Record<string, unknown>) => unknown>();
const send = vi.fn<(name: string, input: Record<string, unknown>) => Outcome>();
beforeEach(() => {
  history.replaceState(null, '', '/toys');
  ask.mockReset().mockReturnValue({ rows, total: 5 });
  send.mockReset().mockReturnValue({ id: 'x', state: 'applied', result: {}, exceptions: [] });
  // Rows are drawn by the height of their place, which a DOM without layout does not know.
  vi.spyOn(Element.prototype, 'clientHeight', 'get').mockReturnValue(600);
  vi.spyOn(Element.prototype, 'clientWidth', 'get').mockReturnValue(900);
});
afterEach(() => {
  cleanup();
  setListTools([]);
  vi.restoreAllMocks();
});

const client = {
  ask: async (def: { name: string }, input: Record<string, unknown>) => ask(def.name, input),
  send: async (def: { name: string }, input: Record<string, unknown>) => send(def.name, input),
} as unknown as ClientPort;
const session = { can: () => true, now: () => new Date('2023-03-08T09:00:00Z'), mission: { timeZone: 'UTC' } } as unknown as WebSession;

async function show(props: Partial<ListTableProps<Row>> = {}) {
  render(
    <IntlProvider locale="en" messages={words} onError={() => undefined}>
      <MantineProvider>
        <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
          <ClientContext value={client}>
            <SessionContext value={session}>
              <ListTable<Row>
                query={list}
                rowKey={(row) => row.id}
                columns={['code', 'count']}
                searchField="search"
                empty={{ title: 'None' }}
                {...props}
              />
            </SessionContext>
          </ClientContext>
        </QueryClientProvider>
      </MantineProvider>
    </IntlProvider>,
  );
  await screen.findByText('T-1');
}
const rowOf = (code: string) => screen.getByText(code).closest('tr')!;
const press = (key: string, more: object = {}) => fireEvent.keyDown(document.activeElement!, { key, ...more });
const bulk = [
  {
    command: mend,
    input: (row: Row) => ({ id: row.id }),
    leftOut: (row: Row) => (row.count === 20 ? 'is whole already' : undefined),
    name: (row: Row) => row.code,
    change: (row: Row) => `${row.count} → 0`,
  },
];

describe('the keyboard in a list', () => {
  it('is one stop of the tab key; arrows move, Enter opens', async () => {
    const onOpen = vi.fn<(row: Row) => void>();
    await show({ onOpen });
    const stops = screen.getAllByRole('row').filter((row) => row.tabIndex === 0);
    expect(stops).toEqual([rowOf('T-1')]);
    act(() => rowOf('T-1').focus());
    press('ArrowDown');
    press('ArrowDown');
    expect(document.activeElement).toBe(rowOf('T-3'));
    press('ArrowUp');
    press('Enter');
    expect(onOpen).toHaveBeenCalledExactlyOnceWith(rows[1]);
    press('End');
    expect(document.activeElement).toBe(rowOf('T-5'));
  });

  it('a slash goes to the search, and not while typing', async () => {
    await show();
    fireEvent.keyDown(document.body, { key: '/' });
    expect(document.activeElement).toBe(screen.getByLabelText('Search'));
    expect(fireEvent.keyDown(document.activeElement!, { key: '/' })).toBe(true);
  });
});

describe('choosing rows', () => {
  it('space chooses, with shift all in between, Escape lets go', async () => {
    await show({ bulk });
    act(() => rowOf('T-1').focus());
    press(' ');
    press('ArrowDown');
    press('ArrowDown');
    press(' ', { shiftKey: true });
    expect(screen.getAllByRole('row', { selected: true })).toHaveLength(3);
    screen.getByText('3 selected');
    press('Escape');
    expect(screen.queryAllByRole('row', { selected: true })).toHaveLength(0);
  });

  it('ends when the list is another one: nobody acts on rows a search has hidden', async () => {
    await show({ bulk });
    act(() => rowOf('T-1').focus());
    press(' ');
    fireEvent.change(screen.getByLabelText('Search'), { target: { value: 'x' } });
    await waitFor(() => expect(ask).toHaveBeenCalledWith('toys.list-toys', expect.objectContaining({ search: 'x' })));
    await waitFor(() => expect(screen.queryByText('1 selected')).toBeNull());
  });

  it('nothing is sent before it was shown, and what cannot take part is left out with its reason', async () => {
    await show({ bulk });
    for (const code of ['T-1', 'T-2', 'T-3']) fireEvent.click(within(rowOf(code)).getByRole('checkbox'));
    fireEvent.click(screen.getByRole('button', { name: /^command.toys.mend/ }));
    const dialog = await screen.findByRole('dialog');
    expect(send).not.toHaveBeenCalled();
    within(dialog).getByText('2 records will change. Look through them before you go on.');
    within(dialog).getByText('T-2: is whole already');
    within(dialog).getByText('10 → 0');
    send.mockReturnValueOnce({ id: 'x', state: 'refused', problem: { type: 'common.not-permitted', title: '', status: 403 } });
    fireEvent.click(within(dialog).getByRole('button', { name: 'command.toys.mend (2)' }));
    await within(dialog).findByText('1 of 2 done.');
    within(dialog).getByText(words['problem.common.not-permitted']);
    expect(send.mock.calls).toEqual([
      ['toys.mend', { id: 't1' }],
      ['toys.mend', { id: 't3' }],
    ]);
  });
});

describe('the view', () => {
  it('columns come from the address and go there', async () => {
    history.replaceState(null, '', '/toys?cols=hidden,code');
    await show();
    expect(screen.getAllByRole('columnheader').map((one) => one.textContent)).toEqual([
      'column.toys.list-toys.hidden',
      'column.toys.list-toys.code',
    ]);
    fireEvent.click(screen.getByRole('button', { name: 'Columns' }));
    fireEvent.click(await screen.findByLabelText('column.toys.list-toys.count'));
    expect(new URLSearchParams(location.search).get('cols')).toBe('hidden,code,count');
    screen.getByText('h1');
  });

  it('a column filter asks the server, stands above the list, and is taken away there', async () => {
    history.replaceState(null, '', '/toys?state=broken');
    await show({ columnFilters: { code: { kind: 'choice', field: 'state', choices: [{ value: 'broken', label: 'Broken' }] } } });
    expect(ask).toHaveBeenLastCalledWith('toys.list-toys', expect.objectContaining({ state: 'broken' }));
    fireEvent.click(screen.getByRole('button', { name: 'Take away the filter on column.toys.list-toys.code' }));
    await waitFor(() => expect(ask.mock.lastCall![1]).not.toHaveProperty('state'));
    expect(location.search).toBe('');
  });

  it('is handed to the rooms’ tools as one text, and opened from one', async () => {
    history.replaceState(null, '', '/toys?sort=code&density=dense');
    const Tool = ({ page, search, onOpen }: { page: string; search: string; onOpen: (search: string) => void }) => (
      <button type="button" onClick={() => onOpen('q=ball&sort=-count')}>
        {page} {search}
      </button>
    );
    setListTools([{ listTools: { views: async () => ({ default: Tool }) } }]);
    await show();
    fireEvent.click(await screen.findByText('/toys density=dense&sort=code'));
    await waitFor(() => expect(ask).toHaveBeenCalledWith('toys.list-toys', expect.objectContaining({ search: 'ball', sort: '-count' })));
    await waitFor(() => expect(new URLSearchParams(location.search).get('density')).toBeNull());
    expect(new URLSearchParams(location.search).get('q')).toBe('ball');
  });

  it('totals say whether they are of the whole list', async () => {
    ask.mockReturnValueOnce({ rows, total: 9000 }).mockReturnValue(new Promise(() => undefined));
    await show({ totals: (shown) => ({ count: String(shown.reduce((sum, row) => sum + row.count, 0)) }) });
    screen.getByText('Total of the first 5');
    screen.getByText('150');
  });
});

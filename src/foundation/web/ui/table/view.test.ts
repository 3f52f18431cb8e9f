import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ColumnFilter } from './types.ts';
import { canonicalSearch, moved, nextSort, readView, rowAfter } from './view.ts';

const filters: Record<string, ColumnFilter> = {
  type: {
    kind: 'choice',
    field: 'types',
    many: true,
    choices: [
      { value: 'camp', label: 'Camp' },
      { value: 'town', label: 'Town' },
    ],
  },
  status: { kind: 'choice', field: 'status', choices: [{ value: 'open', label: 'Open' }] },
  day: { kind: 'days', from: 'from', to: 'to' },
  own: { kind: 'flag', field: 'own' },
};
const known = { all: ['code', 'name', 'type'], first: ['code', 'name'], filters, prefix: '' };
const read = (search: string) => readView(new URLSearchParams(search), known);

describe('a view in the address', () => {
  it('is what the page opens with when the address says nothing', () => {
    expect(read('')).toEqual({ text: '', sort: undefined, columns: ['code', 'name'], density: 'roomy', filters: {} });
  });

  it('says columns, order, density, filters and sorting', () => {
    expect(read('cols=type,code&density=dense&types=town,camp&status=open&from=2023-03-01&own=no&sort=-name&q=x')).toEqual({
      text: 'x',
      sort: '-name',
      columns: ['type', 'code'],
      density: 'dense',
      filters: { types: ['town', 'camp'], status: 'open', from: '2023-03-01', own: false },
    });
  });

  it('of an older version opens without what is gone', () => {
    expect(read('cols=gone,name,name&types=village,camp&status=lost&from=soon&own=perhaps&sort=gone&density=thin')).toEqual({
      text: '',
      sort: undefined,
      columns: ['name'],
      density: 'roomy',
      filters: { types: ['camp'] },
    });
    expect(read('cols=gone').columns).toEqual(['code', 'name']);
  });

  it('of a second list on the page has keys of its own', () => {
    const url = new URLSearchParams('sort=code&lines.sort=-name');
    expect(readView(url, { ...known, prefix: 'lines.' }).sort).toBe('-name');
  });

  it('is one text however it came about', () => {
    expect(canonicalSearch('?b=2&a=1')).toBe(canonicalSearch('?a=1&b=2'));
  });
});

it('sorting goes up, down, and back to the list’s own order', () => {
  expect(nextSort(undefined, 'name')).toBe('name');
  expect(nextSort('name', 'name')).toBe('-name');
  expect(nextSort('-name', 'name')).toBeUndefined();
  expect(nextSort('-name', 'code')).toBe('code');
});

it('moving a column loses none and doubles none', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.string(), { minLength: 1 }), fc.nat(), fc.constantFrom(-1 as const, 1 as const), (columns, at, by) => {
      const next = moved(columns, columns[at % columns.length]!, by);
      expect([...next].sort()).toEqual([...columns].sort());
    }),
  );
});

it('keys keep the row within the list', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 500 }),
      fc.nat(499),
      fc.constantFrom('ArrowDown', 'ArrowUp', 'Home', 'End', 'PageDown', 'PageUp'),
      (count, at, key) => {
        const to = rowAfter(key, at % count, count, 10)!;
        expect(to).toBeGreaterThanOrEqual(0);
        expect(to).toBeLessThan(count);
      },
    ),
  );
  expect(rowAfter('ArrowDown', 3, 10, 5)).toBe(4);
  expect(rowAfter('PageUp', 3, 10, 5)).toBe(0);
  expect(rowAfter('x', 3, 10, 5)).toBeUndefined();
  expect(rowAfter('ArrowDown', 0, 0, 5)).toBeUndefined();
});

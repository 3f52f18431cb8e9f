import type { ColumnFilter } from './types.ts';

export type Density = 'roomy' | 'dense';

/** A list's view as it stands in the address. Keys are prefixed when a page has two lists. */
export interface ListView {
  readonly text: string;
  readonly sort: string | undefined;
  /** Keys of the columns shown, in order. */
  readonly columns: readonly string[];
  readonly density: Density;
  /** Fields of the query's input that the filters fill. */
  readonly filters: Readonly<Record<string, unknown>>;
}

/** Names of all address keys that the filters use. */
export function filterKeys(filters: Readonly<Record<string, ColumnFilter>>): string[] {
  return Object.values(filters).flatMap((filter) => (filter.kind === 'days' ? [filter.from, filter.to] : [filter.field]));
}

/** Reads a view out of the address; what it does not know, a column that is gone or a value that is no choice, it passes over. */
export function readView(
  url: URLSearchParams,
  known: { all: readonly string[]; first: readonly string[]; filters: Readonly<Record<string, ColumnFilter>>; prefix: string },
): ListView {
  const at = (key: string) => url.get(known.prefix + key) ?? undefined;
  const wanted = at('cols')
    ?.split(',')
    .filter((key, index, all) => known.all.includes(key) && all.indexOf(key) === index);
  const sort = at('sort');
  const filters: Record<string, unknown> = {};
  for (const filter of Object.values(known.filters)) Object.assign(filters, readFilter(filter, at));
  return {
    text: at('q') ?? '',
    sort: sort && known.all.includes(sort.replace(/^-/, '')) ? sort : undefined,
    columns: wanted && wanted.length > 0 ? wanted : known.first,
    density: at('density') === 'dense' ? 'dense' : 'roomy',
    filters,
  };
}

function readFilter(filter: ColumnFilter, at: (key: string) => string | undefined): Record<string, unknown> {
  if (filter.kind === 'days') {
    const day = (key: string) => (/^\d{4}-\d{2}-\d{2}$/.test(at(key) ?? '') ? { [key]: at(key) } : {});
    return { ...day(filter.from), ...day(filter.to) };
  }
  const value = at(filter.field);
  if (value === undefined || value === '') return {};
  if (filter.kind === 'text') return { [filter.field]: value };
  if (filter.kind === 'flag') return value === 'yes' || value === 'no' ? { [filter.field]: value === 'yes' } : {};
  const chosen = value.split(',').filter((one) => filter.choices.some((choice) => choice.value === one));
  if (chosen.length === 0) return {};
  return { [filter.field]: filter.many ? chosen : chosen[0] };
}

/** The address text of a view: sorted by key, so that equal views are equal texts; what the page opens with is not said. */
export function canonicalSearch(search: string): string {
  const params = new URLSearchParams(search);
  params.sort();
  return params.toString();
}

/** Ascending, then descending, then the list's own order. */
export function nextSort(sort: string | undefined, key: string): string | undefined {
  if (sort === key) return `-${key}`;
  return sort === `-${key}` ? undefined : key;
}

/** What `aria-sort` says of a column. */
export function sortOf(sort: string | undefined, key: string): 'ascending' | 'descending' | 'none' {
  return sort === key ? 'ascending' : sort === `-${key}` ? 'descending' : 'none';
}

/** Puts a column one place earlier or later among those shown. */
export function moved(columns: readonly string[], key: string, by: -1 | 1): string[] {
  const from = columns.indexOf(key);
  const to = from + by;
  if (from < 0 || to < 0 || to >= columns.length) return [...columns];
  const next = [...columns];
  [next[from], next[to]] = [next[to]!, next[from]!];
  return next;
}

/** Where the keyboard goes from a row; undefined when the key moves nothing. */
export function rowAfter(key: string, at: number, count: number, page: number): number | undefined {
  const last = count - 1;
  if (last < 0) return undefined;
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: last, PageDown: at + page, PageUp: at - page }[key];
  return to === undefined ? undefined : Math.max(0, Math.min(last, to));
}

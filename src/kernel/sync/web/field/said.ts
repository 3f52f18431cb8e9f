import { linesOf } from '../content.ts';

/** What a record says that a person reads: figures and own words. Ids, hashes and codes of choices say nothing to them. */
export const saidKeys = [
  'qty',
  'good',
  'damaged',
  'counted',
  'lost',
  'households',
  'size',
  'count',
  'note',
  'reason',
  'tent',
  'waybill',
  'plate',
  'name',
  'seals',
  'put',
  'broken',
] as const;
export type SaidKey = (typeof saidKeys)[number];

/** The key of a place in a record, and which one of a list it is. */
export function partOf(path: string): { key: SaidKey | undefined; at: number | undefined } {
  const last = path
    .split('.')
    .at(-1)!
    .replace(/\[\d+\]$/, '');
  const index = /\[(\d+)\][^[]*$/.exec(path)?.[1];
  return { key: saidKeys.find((key) => key === last), at: index === undefined ? undefined : Number(index) };
}

/** A place in a record as text, its lists counted from one. */
export const pathText = (path: readonly string[]): string =>
  path.reduce((text, key) => (/^\d+$/.test(key) ? `${text}[${Number(key) + 1}]` : text === '' ? key : `${text}.${key}`), '');

export interface Said {
  readonly key: SaidKey;
  readonly at: number | undefined;
  readonly value: string;
}
export function saidOf(input: Readonly<Record<string, unknown>>): Said[] {
  return linesOf(input).flatMap(({ path, value }) => {
    const { key, at } = partOf(path);
    return key && value !== '–' && value !== '' ? [{ key, at, value }] : [];
  });
}

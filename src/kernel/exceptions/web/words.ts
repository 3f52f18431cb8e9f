import { useIntl } from 'react-intl';
import type { IntlShape } from 'react-intl';

type Figures = Readonly<Record<string, unknown>>;
type Part = {
  readonly type?: number;
  readonly value?: unknown;
  readonly options?: Readonly<Record<string, { readonly value: readonly Part[] }>>;
};

/** Kinds of parts that are gaps: argument, number, date, time, select, plural. */
const gapTypes = new Set([1, 2, 3, 4, 5, 6]);

/** The names of a message's gaps. */
export function gapsOf(message: unknown): string[] {
  if (!Array.isArray(message)) return [];
  return (message as readonly Part[]).flatMap(({ type, value, options }) => [
    ...(gapTypes.has(type ?? -1) && typeof value === 'string' ? [value] : []),
    ...Object.values(options ?? {}).flatMap((option) => gapsOf(option.value)),
  ]);
}

/** Every gap filled: what is not known, as in a list of kinds, is left open in words too. */
export function filled(gaps: readonly string[], figures: Figures): Record<string, string | number> {
  return Object.fromEntries(gaps.map((gap) => [gap, said(figures[gap])]));
}

function said(value: unknown): string | number {
  if (typeof value === 'number' || typeof value === 'string') return value;
  return Array.isArray(value) ? value.join(', ') : '…';
}

/** One figure as people write it. */
export function figureWords(intl: Pick<IntlShape, 'formatNumber' | 'formatDate'>, value: unknown): string {
  if (typeof value === 'number') return intl.formatNumber(value);
  if (typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value))
    return intl.formatDate(`${value}T12:00:00Z`, { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });
  return Array.isArray(value) ? value.join(', ') : typeof value === 'string' || typeof value === 'boolean' ? String(value) : '–';
}

/** What does not fit, in words with its figures; of a kind alone the figures stay open. */
export function useKindWords(): (kind: string, figures?: Figures) => string {
  const intl = useIntl();
  return (kind, figures = {}) => {
    const id = `exception.${kind}`;
    const shown = Object.entries(figures).map(
      ([key, value]) => [key, typeof value === 'string' ? figureWords(intl, value) : value] as const,
    );
    const words = intl.formatMessage({ id, defaultMessage: id }, filled(gapsOf(intl.messages[id]), Object.fromEntries(shown)));
    return words.replaceAll(intl.formatNumber(Number.NaN), '…'); // a count that is not known
  };
}

/** One figure of a chart; null where nothing is known, which is not zero. */
export interface ChartRow {
  /** A day (YYYY-MM-DD) or a category. */
  readonly x: string;
  readonly y: number | null;
  readonly series?: string;
}
export interface ChartProps {
  readonly kind: 'line' | 'bar' | 'stacked';
  /** What the picture answers: `Blankets in Burç, by day`. */
  readonly title: string;
  readonly rows: readonly ChartRow[];
  /** Whether `x` is a day or a category. */
  readonly over: 'day' | 'category';
  readonly xLabel: string;
  readonly yLabel: string;
  readonly unit?: string;
  readonly height?: number;
}

/** Okabe and Ito's colours, which people who see colours differently can tell apart; black is the ink of the page. */
export const categoryColours = ['#0072B2', '#E69F00', '#009E73', '#CC79A7', '#56B4E9', '#D55E00', '#F0E442', 'currentColor'] as const;

/** The series in the order in which they first come; one nameless series is none. */
export function seriesOf(rows: readonly ChartRow[]): string[] {
  return [...new Set(rows.flatMap((row) => (row.series === undefined ? [] : [row.series])))];
}

const day = 86_400_000;
/** The days that are named along a picture: as many as its width has room for, so that no two run into each other. */
export function daysNamed(days: readonly Date[], width: number): Date[] {
  const at = days.map((one) => one.getTime());
  const first = Math.min(...at);
  const span = spanOf(days);
  const step = Math.max(1, Math.ceil(span / Math.max(1, Math.floor(width / 90))));
  return at.length === 0 ? [] : Array.from({ length: Math.floor(span / step) + 1 }, (_, n) => new Date(first + n * step * day));
}

/** How many days lie between the first and the last. */
export function spanOf(days: readonly Date[]): number {
  const at = days.map((one) => one.getTime());
  return at.length === 0 ? 0 : (Math.max(...at) - Math.min(...at)) / day;
}

export interface ChartSummary {
  readonly first: ChartRow;
  readonly last: ChartRow;
  readonly least: ChartRow;
  readonly most: ChartRow;
  readonly missing: number;
}

/** What a picture says, for those who hear it: where it begins and ends, its lowest and highest, how much is not known. */
export function summaryOf(rows: readonly ChartRow[]): ChartSummary | undefined {
  const known = rows.filter((row) => row.y !== null);
  const [first] = known;
  const last = known.at(-1);
  if (!first || !last) return undefined;
  const by = (pick: (a: number, b: number) => boolean) => known.reduce((best, row) => (pick(row.y!, best.y!) ? row : best), first);
  return { first, last, least: by((a, b) => a < b), most: by((a, b) => a > b), missing: rows.length - known.length };
}

/** The figures as a table: a row for each x, a column for each series. */
export function tableOf(rows: readonly ChartRow[]): { readonly x: string; readonly values: readonly (number | null | undefined)[] }[] {
  const series = seriesOf(rows);
  const names: (string | undefined)[] = series.length > 0 ? series : [undefined];
  return [...new Set(rows.map((row) => row.x))].map((x) => ({
    x,
    values: names.map((name) => rows.find((row) => row.x === x && row.series === name)?.y),
  }));
}

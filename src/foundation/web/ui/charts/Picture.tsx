import { useElementSize } from '@mantine/hooks';
import * as Plot from '@observablehq/plot';
import { useEffect, useRef } from 'react';
import { useIntl } from 'react-intl';
import { categoryColours, daysNamed, seriesOf, spanOf } from './chart.ts';
import type { ChartProps, ChartRow } from './chart.ts';

interface Point {
  readonly x: Date | string;
  readonly y: number | null;
  readonly series: string;
}

/** The drawing itself. It reads in the direction of the page: in Arabic time runs from right to left. */
export default function Picture(props: ChartProps) {
  const intl = useIntl();
  const { ref, width } = useElementSize();
  const place = useRef<HTMLDivElement>(null);
  const rtl = document.documentElement.dir === 'rtl';
  useEffect(() => {
    if (width === 0 || !place.current) return undefined;
    const drawing = Plot.plot(optionsOf(props, width, rtl, intl));
    drawing.setAttribute('aria-hidden', 'true');
    place.current.replaceChildren(drawing);
    return () => drawing.remove();
  }, [props, width, rtl, intl]);
  return (
    <div ref={ref}>
      <div ref={place} className="kv-plot" dir="ltr" style={{ minHeight: props.height ?? 240 }} />
    </div>
  );
}

function optionsOf(props: ChartProps, width: number, rtl: boolean, intl: ReturnType<typeof useIntl>): Plot.PlotOptions {
  const points = props.rows.map((row) => pointOf(row, props.over));
  const series = seriesOf(props.rows);
  const days = points.flatMap((point) => (point.x instanceof Date ? [point.x] : []));
  const { day, amount } = wordsOf(days, rtl, intl);
  const wide = Math.min(90, 24 + 8 * intl.formatNumber(Math.max(0, ...points.map((point) => point.y ?? 0))).length);
  const apart = props.kind === 'bar' && series.length > 1;
  // Categories stand in the order in which they were given.
  const given = props.over === 'category' ? { domain: [...new Set(props.rows.map((row) => row.x))] } : {};
  return {
    width,
    height: props.height ?? 240,
    marginLeft: rtl ? 16 : wide,
    marginRight: rtl ? wide : 16,
    style: { background: 'none', color: 'inherit', fontFamily: 'inherit', fontSize: '12px', overflow: 'visible' },
    x: {
      label: null,
      reverse: rtl,
      type: props.over === 'day' && props.kind === 'line' ? 'utc' : 'band',
      ...(props.over === 'day' ? { tickFormat: day, ...(props.kind === 'line' ? { ticks: daysNamed(days, width) } : {}) } : {}),
      ...(apart ? {} : given),
    },
    ...(apart ? { fx: { ...given, reverse: rtl } } : {}),
    y: { label: null, grid: true, zero: true, nice: true, tickFormat: amount },
    color: { domain: series.length > 0 ? series : [''], range: [...categoryColours] },
    marks: [
      Plot.axisY({ anchor: rtl ? 'right' : 'left', tickSize: 0, tickFormat: amount }),
      Plot.ruleY([0], { stroke: 'currentColor', strokeOpacity: 0.4 }),
      ...marksOf(props.kind, points),
    ],
  };
}

/** The words beside the axes. The drawing runs from left to right; in a language that does not, each word keeps its own way. */
function wordsOf(days: readonly Date[], rtl: boolean, intl: ReturnType<typeof useIntl>) {
  const inOwnWay = (words: string) => (rtl ? `\u2067${words}\u2069` : words);
  const asDay = spanOf(days) > 366 ? ({ month: 'short', year: 'numeric' } as const) : ({ day: 'numeric', month: 'short' } as const);
  return {
    day: (value: Date) => inOwnWay(intl.formatDate(value, { ...asDay, timeZone: 'UTC' })),
    amount: (value: number) => inOwnWay(intl.formatNumber(value, { notation: 'compact' })),
  };
}

function marksOf(kind: ChartProps['kind'], points: readonly Point[]): Plot.Markish[] {
  const known = points.filter((point) => point.y !== null);
  const zeros = known.filter((point) => point.y === 0);
  // Nothing there is an open circle; nothing known is no mark at all.
  const open = Plot.dot(zeros, { x: 'x', y: 'y', r: 4, stroke: 'series', fill: 'var(--kv-surface)', strokeWidth: 1.75 });
  if (kind === 'line')
    return [
      Plot.lineY(points, { x: 'x', y: 'y', stroke: 'series', strokeWidth: 2 }),
      Plot.dot(
        known.filter((point) => point.y !== 0),
        { x: 'x', y: 'y', fill: 'series', symbol: 'series', r: 3.5 },
      ),
      open,
    ];
  if (kind === 'stacked') return [Plot.barY(known, { x: 'x', y: 'y', fill: 'series', insetLeft: 1, insetRight: 1 })];
  const several = new Set(points.map((point) => point.series)).size > 1;
  if (!several) return [Plot.barY(known, { x: 'x', y: 'y', fill: 'series', insetLeft: 1, insetRight: 1 }), open];
  return [Plot.barY(known, { fx: 'x', x: 'series', y: 'y', fill: 'series' })];
}

function pointOf(row: ChartRow, over: ChartProps['over']): Point {
  return { x: over === 'day' ? new Date(`${row.x}T00:00:00Z`) : row.x, y: row.y, series: row.series ?? '' };
}

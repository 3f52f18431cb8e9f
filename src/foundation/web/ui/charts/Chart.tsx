import { Button, Group, Skeleton, Table, Text, Title } from '@mantine/core';
import { Suspense, lazy, useId, useState } from 'react';
import { useIntl } from 'react-intl';
import { useT } from '#foundation/web/i18n.ts';
import { categoryColours, seriesOf, summaryOf, tableOf } from './chart.ts';
import type { ChartProps } from './chart.ts';

const Picture = lazy(() => import('./Picture.tsx'));

/** A chart that can also be read: its answer in a sentence, its figures as a table. Drawing is loaded when there is one. */
export function Chart(props: ChartProps) {
  const t = useT();
  const id = useId();
  const [table, setTable] = useState(false);
  const words = useWords(props);
  return (
    <figure className="kv-chart" aria-labelledby={`${id}-title`} aria-describedby={`${id}-says`}>
      <Group justify="space-between" align="baseline" gap="xs">
        <Title order={3} id={`${id}-title`}>
          {props.title}
        </Title>
        <Button variant="subtle" size="compact-sm" className="kv-noprint" onClick={() => setTable(!table)}>
          {t(table ? 'ui.chart-picture' : 'ui.chart-table')}
        </Button>
      </Group>
      <Text size="sm" c="dimmed" id={`${id}-says`}>
        {words.says}
      </Text>
      {table ? (
        <Figures {...props} x={words.x} />
      ) : (
        <>
          <Legend names={seriesOf(props.rows)} />
          <Suspense fallback={<Skeleton height={props.height ?? 240} />}>
            <Picture {...props} />
          </Suspense>
        </>
      )}
    </figure>
  );
}

function useWords({ rows, over, unit }: ChartProps): { says: string; x: (value: string) => string } {
  const t = useT();
  const intl = useIntl();
  const x = (value: string) =>
    over === 'day' ? intl.formatDate(`${value}T12:00:00Z`, { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' }) : value;
  const y = (value: number | null) => `${intl.formatNumber(value ?? 0)}${unit ? ` ${unit}` : ''}`;
  const summary = summaryOf(rows);
  if (!summary) return { says: t('ui.chart-nothing'), x };
  const { first, last, least, most, missing } = summary;
  const range = { least: y(least.y), leastAt: x(least.x), most: y(most.y), mostAt: x(most.x) };
  const course = over === 'day' ? t('ui.chart-course', { first: y(first.y), firstAt: x(first.x), last: y(last.y), lastAt: x(last.x) }) : '';
  return {
    says: [course, t('ui.chart-range', range), missing > 0 ? t('ui.chart-missing', { count: missing }) : ''].filter(Boolean).join(' '),
    x,
  };
}

function Legend({ names }: { names: readonly string[] }) {
  if (names.length < 2) return null;
  return (
    <Group gap="md" mt={4} component="ul" p={0} m={0}>
      {names.map((name, index) => (
        <Group key={name} gap={6} component="li" style={{ listStyle: 'none' }}>
          <span className="kv-swatch" style={{ background: categoryColours[index % categoryColours.length] }} aria-hidden />
          <Text size="sm">
            <bdi>{name}</bdi>
          </Text>
        </Group>
      ))}
    </Group>
  );
}

function Figures({ rows, xLabel, yLabel, unit, x }: ChartProps & { x: (value: string) => string }) {
  const t = useT();
  const intl = useIntl();
  const series = seriesOf(rows);
  return (
    <Table withTableBorder mt="xs">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{xLabel}</Table.Th>
          {(series.length > 0 ? series : [yLabel]).map((name) => (
            <Table.Th key={name} ta="end">
              {name}
              {unit ? ` (${unit})` : ''}
            </Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {tableOf(rows).map((row) => (
          <Table.Tr key={row.x}>
            <Table.Th scope="row" fw={400}>
              {x(row.x)}
            </Table.Th>
            {row.values.map((value, index) => (
              <Table.Td key={series[index] ?? ''} ta="end">
                {value === null || value === undefined ? t('ui.chart-unknown') : intl.formatNumber(value)}
              </Table.Td>
            ))}
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

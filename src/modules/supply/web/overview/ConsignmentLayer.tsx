import { useEffect, useState } from 'react';
import { useIntl } from 'react-intl';
import { useAsk } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import type { MapLine } from '#foundation/web/MapLayers.tsx';
import { useCan } from '#foundation/web/session.ts';
import { Button, Group, Select, Text } from '#foundation/web/ui/index.ts';
import { listConsignmentLines } from '../../contract/overview/lines.ts';
import type { ConsignmentLine } from '../../contract/overview/lines.ts';
import { widthOf } from '../../domain/overview/lines.ts';
import { nameIn } from './words.tsx';

const none: readonly MapLine[] = [];

/** Trucks of a month as lines on the map, as wide as there were many. */
export default function ConsignmentLayer({ onLines }: { onLines: (lines: readonly MapLine[]) => void }) {
  const t = useT();
  const intl = useIntl();
  const may = useCan(listConsignmentLines.permission);
  const [on, setOn] = useState(true);
  const [month, setMonth] = useState<string | undefined>();
  const found = useAsk(listConsignmentLines, month ? { month } : {}, { enabled: may && on });
  const data = found.data;
  useEffect(() => onLines(on && data ? drawn(data.lines, t) : none), [on, data, onLines, t]);
  if (!may) return null;
  const name = (each: string) => intl.formatDate(`${each}-15T12:00:00Z`, { month: 'long', year: 'numeric', timeZone: 'UTC' });
  const months = data ? [...new Set([...data.months, data.month])].toSorted() : [];
  const trucks = (data?.lines ?? []).reduce((sum, line) => sum + line.trucks, 0);
  return (
    <Group gap="xs">
      <Button
        size="xs"
        variant={on ? 'default' : 'subtle'}
        color="gray"
        aria-pressed={on}
        onClick={() => setOn(!on)}
        leftSection={
          <span
            style={{ width: 16, height: 4, borderRadius: 2, background: on ? '#14527A' : 'transparent', border: '1px solid #14527A' }}
          />
        }
      >
        {t('supply.map-lines')}
      </Button>
      {on && data && (
        <>
          <Select
            size="xs"
            w={170}
            aria-label={t('supply.lines-month')}
            allowDeselect={false}
            value={data.month}
            data={months.map((value) => ({ value, label: name(value) }))}
            onChange={(value) => value && setMonth(value)}
          />
          <Text size="xs" c="dimmed">
            {t('supply.lines-count', { count: trucks })} {t(data.near ? 'supply.lines-near' : 'supply.lines-far')}
          </Text>
        </>
      )}
    </Group>
  );
}

function drawn(lines: readonly ConsignmentLine[], t: ReturnType<typeof useT>): MapLine[] {
  const most = Math.max(0, ...lines.map((line) => Math.max(line.trucks, line.planned)));
  const line = (one: ConsignmentLine, group: MapLine['group'], trucks: number): MapLine => ({
    id: `${one.id} ${group}`,
    from: [one.from.lon, one.from.lat],
    to: [one.to.lon, one.to.lat],
    width: widthOf(trucks, most),
    group,
    label: t(group === 'past' ? 'supply.line-label' : 'supply.line-label-planned', {
      from: nameIn(one.from.names),
      to: nameIn(one.to.names),
      count: trucks,
    }),
  });
  return lines.flatMap((one) => [
    ...(one.trucks > 0 ? [line(one, 'past', one.trucks)] : []),
    ...(one.planned > 0 ? [line(one, 'planned', one.planned)] : []),
  ]);
}

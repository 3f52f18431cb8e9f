import { useState } from 'react';
import { newId } from '#foundation/ids.ts';
import { useAsk } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import { Button, CommandForm, Group, Modal, Paper, Stack, Text, Title, When, Lines } from '#foundation/web/ui/index.ts';
import { drawSample, listSamples } from '../contract/samples.ts';
import type { EventShown } from '../contract/events.ts';
import { useCan } from '#foundation/web/session.ts';
import { useWords } from './words.tsx';

/** Households to visit afterwards, drawn from those who truly received, by a seed that anybody can draw again. */
export function SampleTab({ event }: { event: EventShown }) {
  const t = useT();
  const { figure } = useWords();
  const may = useCan(listSamples.name);
  const samples = useAsk(listSamples, { eventId: event.id }, { enabled: may });
  const [drawing, setDrawing] = useState(false);
  return (
    <Stack>
      <Text size="sm" c="dimmed" maw={700}>
        {t('assistance.sample-text')}
      </Text>
      {samples.data?.abilities.includes(drawSample.name) ? (
        <Group>
          <Button onClick={() => setDrawing(true)}>{t('command.assistance.draw-sample')}</Button>
        </Group>
      ) : (
        <Text c="dimmed">{t('assistance.sample-not-yet')}</Text>
      )}
      {samples.data?.rows.map((sample) => (
        <Paper key={sample.id} p="md">
          <Title order={2}>{t('assistance.sample-of', { size: sample.size, population: sample.population })}</Title>
          <Text size="sm" c="dimmed" mb="xs">
            {t('assistance.sample-seed', { seed: sample.seed })} · <bdi>{sample.by}</bdi>, <When at={sample.at} />
          </Text>
          <Lines
            label={t('assistance.tab-sample')}
            rows={sample.members}
            rowKey={(row) => String(row.position)}
            columns={[
              { key: 'position', title: '#', number: true, cell: (row) => figure(row.position) },
              { key: 'way', title: t('assistance.way'), cell: (row) => t(`assistance.way-${row.way}`) },
              {
                key: 'number',
                title: t('assistance.number'),
                cell: (row) => (row.number !== null ? figure(row.number) : row.tent && <bdi>{row.tent}</bdi>),
              },
              ...(sample.members.some((row) => row.way === 'tally')
                ? [
                    {
                      key: 'nth',
                      title: t('assistance.nth'),
                      number: true,
                      cell: (row: (typeof sample.members)[number]) => figure(row.nth),
                    },
                  ]
                : []),
              { key: 'lane', title: t('assistance.lane'), number: true, cell: (row) => row.laneNo !== null && figure(row.laneNo) },
              { key: 'at', title: t('column.assistance.list-handovers.occurredAt'), cell: (row) => <When at={row.occurredAt} /> },
            ]}
          />
        </Paper>
      ))}
      {drawing && (
        <Modal opened onClose={() => setDrawing(false)} title={t('command.assistance.draw-sample')}>
          <CommandForm
            def={drawSample}
            fixed={{ eventId: event.id, sampleId: newId() }}
            initial={{ seed: event.number, size: Math.min(30, Math.max(1, event.served)) }}
            fields={[
              { name: 'size', kind: 'number', label: t('assistance.sample-size'), unit: t('assistance.unit-households'), required: true },
              { name: 'seed', kind: 'text', label: t('assistance.seed'), hint: t('assistance.seed-hint'), required: true },
            ]}
            onCancel={() => setDrawing(false)}
            onDone={() => {
              setDrawing(false);
              void samples.refetch();
            }}
          />
        </Modal>
      )}
    </Stack>
  );
}

import { useState } from 'react';
import type * as z from 'zod';
import { newId } from '#foundation/ids.ts';
import { useAsk, useSend } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import {
  Button,
  Group,
  Modal,
  NumberField,
  ProblemNotice,
  Select,
  SimpleGrid,
  Stack,
  Status,
  Text,
  When,
  tell,
  Lines,
} from '#foundation/web/ui/index.ts';
import { ThumbPages } from '#kernel/files/web/index.ts';
import type { EventShown } from '../contract/events.ts';
import { keySheet, listSheets } from '../contract/handovers.ts';
import { peopleKeys } from '../contract/shared.ts';
import { AmountFields, linesOf } from './AmountFields.tsx';
import type { Amounts } from './AmountFields.tsx';
import { useWords } from './words.tsx';

type Sheet = z.output<typeof listSheets.output>['rows'][number];
const tones = { waits: 'waiting', agrees: 'settled', differs: 'person' } as const;

/** Figures from paper: keyed by one, read again by another who does not see the first; what they agree on is booked. */
export function PaperTab({ event, onDone }: { event: EventShown; onDone: () => void }) {
  const t = useT();
  const { figure } = useWords();
  const sheets = useAsk(listSheets, { eventId: event.id });
  const [keying, setKeying] = useState<Partial<Sheet> | null>(null);
  const mayKey = sheets.data?.abilities.includes(keySheet.name) ?? false;
  return (
    <Stack>
      <Text size="sm" c="dimmed" maw={700}>
        {t('assistance.paper-text')}
      </Text>
      <Group>{mayKey && <Button onClick={() => setKeying({})}>{t('command.assistance.key-sheet')}</Button>}</Group>
      {sheets.data?.rows.length === 0 && <Text c="dimmed">{t('assistance.no-sheets')}</Text>}
      {sheets.data && sheets.data.rows.length > 0 && (
        <Lines
          label={t('assistance.tab-paper')}
          rows={sheets.data.rows}
          rowKey={(row) => `${row.laneId} ${row.sheet}`}
          columns={[
            { key: 'lane', title: t('assistance.lane'), number: true, cell: (row) => figure(row.laneNo) },
            { key: 'sheet', title: t('assistance.sheet'), number: true, cell: (row) => figure(row.sheet) },
            {
              key: 'state',
              title: t('assistance.sheet-state'),
              cell: (row) => <Status tone={tones[row.state]}>{t(`assistance.sheet-${row.state}`)}</Status>,
            },
            {
              key: 'keyings',
              title: t('assistance.keyings'),
              wraps: true,
              cell: (row) => (
                <Stack gap={2}>
                  {row.keyings.map((one) => (
                    <Text key={one.at + one.by} size="sm">
                      <bdi>{one.by}</bdi>, <When at={one.at} />
                      {one.households !== null && `: ${t('assistance.keyed', { households: one.households, units: one.qty ?? 0 })}`}
                    </Text>
                  ))}
                </Stack>
              ),
            },
            {
              key: 'act',
              title: '',
              cell: (row) =>
                mayKey && row.state !== 'agrees' && !row.keyings.some((one) => one.mine) ? (
                  <Button size="xs" variant="default" onClick={() => setKeying(row)}>
                    {t('assistance.read-again')}
                  </Button>
                ) : null,
            },
          ]}
        />
      )}
      <ThumbPages subject={{ kind: 'assistance-event', id: event.id }} />
      {keying && (
        <KeyDialog
          event={event}
          of={keying}
          onClose={() => setKeying(null)}
          onDone={() => {
            setKeying(null);
            void sheets.refetch();
            onDone();
          }}
        />
      )}
    </Stack>
  );
}

function KeyDialog({ event, of, onClose, onDone }: { event: EventShown; of: Partial<Sheet>; onClose: () => void; onDone: () => void }) {
  const t = useT();
  const [laneId, setLane] = useState(of.laneId ?? event.lanes[0]?.id ?? '');
  const [figures, setFigures] = useState<Amounts>({ sheet: of.sheet, households: undefined, size: undefined });
  const [people, setPeople] = useState<Amounts>({});
  const [amounts, setAmounts] = useState<Amounts>({});
  const [keyingId] = useState(() => newId());
  const { send, busy, problem } = useSend(keySheet);
  const counted = Object.values(people).some((value) => typeof value === 'number');
  const parsed = keySheet.input.safeParse({
    eventId: event.id,
    keyingId,
    laneId,
    sheet: figures['sheet'],
    households: figures['households'],
    ...(typeof figures['size'] === 'number' ? { size: figures['size'] } : {}),
    ...(counted ? { people: Object.fromEntries(Object.entries(people).filter(([, value]) => typeof value === 'number')) } : {}),
    lines: linesOf(amounts),
  });
  const save = async () => {
    if (!parsed.success) return;
    const outcome = await send(parsed.data);
    if (!outcome || outcome.state === 'refused') return;
    if (outcome.state === 'applied' && outcome.result) tell(t(`assistance.keyed-${outcome.result.state}`));
    onDone();
  };
  return (
    <Modal opened onClose={onClose} title={t('command.assistance.key-sheet')} size="lg">
      <Stack>
        {problem && <ProblemNotice problem={problem} />}
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          <Select
            label={t('assistance.lane')}
            value={laneId}
            allowDeselect={false}
            data={event.lanes.map((lane) => ({ value: lane.id, label: `${lane.no} · ${t(`assistance.lane-${lane.kind}`)}` }))}
            onChange={(id) => id && setLane(id)}
          />
          {(['sheet', 'households', 'size'] as const).map((key) => (
            <NumberField
              key={key}
              label={t(`assistance.${key}`)}
              withAsterisk={key !== 'size'}
              value={figures[key]}
              onChange={(value) => setFigures({ ...figures, [key]: value })}
            />
          ))}
        </SimpleGrid>
        <AmountFields items={event.stock.map((row) => row.item)} value={amounts} onChange={setAmounts} />
        <Text fw={500} size="sm">
          {t('assistance.people')}
        </Text>
        <SimpleGrid cols={{ base: 2, xs: 4 }}>
          {peopleKeys.map((key) => (
            <NumberField
              key={key}
              label={t(`assistance.paper-${key}`)}
              value={people[key]}
              onChange={(value) => setPeople({ ...people, [key]: value })}
            />
          ))}
        </SimpleGrid>
        <Group>
          <Button loading={busy} disabled={!parsed.success} onClick={() => void save()}>
            {t('command.assistance.key-sheet')}
          </Button>
          <Button variant="default" onClick={onClose}>
            {t('ui.cancel')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

import { newId } from '#foundation/ids.ts';
import { useField } from '#foundation/web/field.ts';
import { useT } from '#foundation/web/i18n.ts';
import {
  Button,
  Checkbox,
  Counter,
  Group,
  Paper,
  PhotoTaker,
  SegmentedControl,
  Stack,
  Text,
  TextInput,
  onward,
} from '#foundation/web/ui/index.ts';
import type { TripLine } from '../../contract/field/trip.ts';
import { recordCrossLoad } from '../../contract/transport/road.ts';
import { aboardTotal } from '../../domain/transport/aboard.ts';
import { nameIn, useQty } from '../transport/words.tsx';
import { useDraft } from './draft.ts';
import { Step } from './parts.tsx';
import { PhotoWaiver } from '../PhotoWaiver.tsx';
import { SealsField } from './SealsField.tsx';
import type { TripStep } from './TripWork.tsx';

interface Passing {
  readonly to: string;
  readonly counts: Readonly<Record<string, { good?: number | undefined; damaged?: number | undefined; ticked: boolean }>>;
  readonly empty: boolean;
  readonly broken: readonly string[];
  readonly put: readonly string[];
  readonly sheet: string;
  readonly photos: readonly Blob[];
}

/** At the hub: the load passes to another truck under the eyes of the monitors, line by line. */
export function PassStep({ trip, now, tell, back }: TripStep) {
  const t = useT();
  const field = useField();
  const first: Passing = { to: trip.onward[0]?.legId ?? '', counts: {}, empty: true, broken: now.seals, put: [], sheet: '', photos: [] };
  const [draft, change, clear] = useDraft(`pass ${trip.legId}`, first);
  const lines = now.lines.filter((line) => aboardTotal(line) > 0);
  const passed = lines.filter((line) => (draft.counts[line.lineId]?.good ?? 0) + (draft.counts[line.lineId]?.damaged ?? 0) > 0);
  const set = (lineId: string, part: Partial<Passing['counts'][string]>) =>
    change({ counts: { ...draft.counts, [lineId]: { ticked: true, ...draft.counts[lineId], ...part } } });
  const keep = async () => {
    const part = passed.map(({ lineId }) => ({
      lineId,
      good: draft.counts[lineId]!.good ?? 0,
      damaged: draft.counts[lineId]!.damaged ?? 0,
    }));
    const input = {
      legId: trip.legId,
      documentId: newId(field.now().getTime()),
      parts: [{ toLegId: draft.to, lines: part }],
      empty: draft.empty,
      ticks: part.map(({ lineId, good, damaged }) => ({ lineId, ticked: draft.counts[lineId]!.ticked, qty: good + damaged })),
      sealsBroken: [...draft.broken],
      sealsPut: draft.put.length > 0 ? [{ legId: draft.to, seals: [...draft.put] }] : [],
      ...(draft.sheet.trim() ? { sheet: draft.sheet.trim() } : {}),
    };
    await tell(recordCrossLoad, input, { photos: draft.photos });
    clear();
  };
  return (
    <Step title={t('supply.field-act-pass')} onBack={back}>
      <Text>{t('supply.field-pass-to')}</Text>
      <SegmentedControl
        orientation="vertical"
        size="lg"
        fullWidth
        aria-label={t('supply.field-pass-to')}
        value={draft.to}
        onChange={(to) => change({ to })}
        data={trip.onward.map((leg) => ({ value: leg.legId, label: `${leg.plate} ${onward()} ${nameIn(leg.to)}` }))}
      />
      <Button
        size="lg"
        variant="default"
        onClick={() =>
          change({ counts: Object.fromEntries(lines.map((line) => [line.lineId, { good: aboardTotal(line), ticked: true }])) })
        }
      >
        {t('supply.field-pass-all')}
      </Button>
      <Stack gap="sm">
        {lines.map((line) => (
          <PassLine key={line.lineId} line={line} count={draft.counts[line.lineId]} onChange={(part) => set(line.lineId, part)} />
        ))}
      </Stack>
      <Checkbox
        size="lg"
        label={t('supply.field-truck-empty')}
        description={t('supply.field-truck-empty-hint')}
        checked={draft.empty}
        onChange={(event) => change({ empty: event.currentTarget.checked })}
      />
      <SealsField label={t('supply.field-seals-broken')} seals={draft.broken} onChange={(broken) => change({ broken })} />
      <SealsField label={t('supply.field-seals-put')} seals={draft.put} onChange={(put) => change({ put })} />
      <TextInput
        size="lg"
        label={t('supply.field-sheet')}
        dir="ltr"
        maxLength={60}
        value={draft.sheet}
        onChange={(event) => change({ sheet: event.currentTarget.value })}
      />
      <PhotoWaiver waived={trip.waived} />
      <PhotoTaker photos={draft.photos} onChange={(photos) => change({ photos })} />
      <Button size="xl" disabled={passed.length === 0 || draft.to === ''} onClick={() => void keep()}>
        {t('supply.field-keep-pass')}
      </Button>
    </Step>
  );
}

function PassLine({
  line,
  count,
  onChange,
}: {
  line: TripLine;
  count: Passing['counts'][string] | undefined;
  onChange: (part: Partial<Passing['counts'][string]>) => void;
}) {
  const t = useT();
  const qty = useQty();
  return (
    <Paper p="md" withBorder>
      <Stack gap="xs">
        <Group justify="space-between" wrap="nowrap" align="flex-start">
          <Text size="lg" fw={600}>
            <bdi>{nameIn(line.item)}</bdi>
          </Text>
          <Text size="lg" fw={700} className="kv-number" style={{ whiteSpace: 'nowrap' }}>
            {qty(aboardTotal(line), line.item.unit)}
          </Text>
        </Group>
        <Counter label={t('supply.count-good')} value={count?.good} onChange={(good) => onChange({ good })} />
        <Counter label={t('supply.count-damaged')} value={count?.damaged} onChange={(damaged) => onChange({ damaged })} />
        <Checkbox
          size="lg"
          label={t('supply.field-ticked')}
          checked={count?.ticked ?? false}
          onChange={(event) => onChange({ ticked: event.currentTarget.checked })}
        />
      </Stack>
    </Paper>
  );
}

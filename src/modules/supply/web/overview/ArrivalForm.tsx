import { useState } from 'react';
import { newId } from '#foundation/ids.ts';
import { useAsk, useSend } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import { RecordPicker } from '#foundation/web/RecordPicker.tsx';
import { useCan } from '#foundation/web/session.ts';
import {
  Button,
  DateField,
  Grid,
  Group,
  NumberField,
  ProblemNotice,
  SegmentedControl,
  Stack,
  TextInput,
  Textarea,
  Waiting,
} from '#foundation/web/ui/index.ts';
import { announceArrival, arrivalSources, changeArrival, listArrivals } from '../../contract/overview/arrivals.ts';
import type { ArrivalRow } from '../../contract/overview/arrivals.ts';

interface Line {
  readonly lineId: string;
  readonly itemId: string;
  readonly grantId: string;
  readonly qty: number | string | undefined;
}
interface Draft {
  readonly reference: string;
  readonly source: (typeof arrivalSources)[number];
  readonly senderId: string;
  readonly placeId: string;
  readonly expectedOn: string;
  readonly note: string;
  readonly lines: readonly Line[];
}
const freshLine = (): Line => ({ lineId: newId(), itemId: '', grantId: '', qty: undefined });
const fresh = (): Draft => ({ reference: '', source: 'order', senderId: '', placeId: '', expectedOn: '', note: '', lines: [freshLine()] });

/** Announces an arrival, or says it anew; then all lines of it are loaded first. */
export function ArrivalForm({ arrival, onDone }: { arrival?: ArrivalRow; onDone: () => void }) {
  const all = useAsk(listArrivals, { arrivalId: arrival?.arrivalId, limit: 1000 }, { enabled: arrival !== undefined });
  if (!arrival) return <Fields initial={fresh()} onDone={onDone} />;
  if (!all.data) return <Waiting />;
  const lines = all.data.rows.map((row) => ({ lineId: row.lineId, itemId: row.itemId, grantId: row.grantId ?? '', qty: row.qty }));
  const { reference, source, placeId, expectedOn } = arrival;
  const initial = { reference, source, placeId, expectedOn, senderId: arrival.senderId ?? '', note: arrival.note ?? '', lines };
  return <Fields initial={initial} known={arrival} onDone={onDone} />;
}

function Fields({ initial, known, onDone }: { initial: Draft; known?: ArrivalRow; onDone: () => void }) {
  const t = useT();
  const [draft, setDraft] = useState(initial);
  const [arrivalId] = useState(() => known?.arrivalId ?? newId());
  const announce = useSend(announceArrival);
  const change = useSend(changeArrival);
  const set = (next: Partial<Draft>) => setDraft((now) => ({ ...now, ...next }));
  const lines = draft.lines.flatMap(({ lineId, itemId, grantId, qty }) =>
    itemId && typeof qty === 'number' && qty > 0 ? [{ lineId, itemId, qty, ...(grantId ? { grantId } : {}) }] : [],
  );
  const ready = draft.reference.trim() !== '' && draft.placeId !== '' && draft.expectedOn !== '' && lines.length === draft.lines.length;
  const problem = known ? change.problem : announce.problem;
  const send = async () => {
    const { reference, source, placeId, expectedOn } = draft;
    const note = draft.note.trim();
    const said = {
      arrivalId,
      reference: reference.trim(),
      source,
      placeId,
      expectedOn,
      lines,
      ...(draft.senderId ? { senderId: draft.senderId } : {}),
      ...(note ? { note } : {}),
    };
    const outcome = await (known ? change.send({ ...said, version: known.version }) : announce.send(said));
    if (outcome && outcome.state !== 'refused') onDone();
  };
  return (
    <Stack gap="sm">
      <TextInput
        label={t('supply.arrival-reference')}
        description={t('supply.arrival-reference-hint')}
        withAsterisk
        dir="auto"
        value={draft.reference}
        onChange={(event) => set({ reference: event.currentTarget.value })}
      />
      <SegmentedControl
        value={draft.source}
        data={arrivalSources.map((value) => ({ value, label: t(`supply.arrival-source-${value}`) }))}
        onChange={(value) => set({ source: value as Draft['source'] })}
      />
      <RecordPicker kind="org" label={t('supply.arrival-sender')} value={draft.senderId} onChange={(id) => set({ senderId: id ?? '' })} />
      <RecordPicker
        kind="stock-place"
        label={t('supply.arrival-place')}
        required
        value={draft.placeId}
        onChange={(id) => set({ placeId: id ?? '' })}
      />
      <DateField
        id="arrival-day"
        label={t('column.supply.list-arrivals.expectedOn')}
        withAsterisk
        value={draft.expectedOn}
        onChange={(day) => set({ expectedOn: day ?? '' })}
      />
      <Lines lines={draft.lines} onChange={(next) => set({ lines: next })} />
      <Textarea
        label={t('field.note')}
        autosize
        dir="auto"
        value={draft.note}
        onChange={(event) => set({ note: event.currentTarget.value })}
      />
      {problem && <ProblemNotice problem={problem} />}
      <Button loading={announce.busy || change.busy} disabled={!ready} onClick={() => void send()}>
        {t(`command.supply.${known ? 'change' : 'announce'}-arrival`)}
      </Button>
    </Stack>
  );
}

function Lines({ lines, onChange }: { lines: readonly Line[]; onChange: (lines: readonly Line[]) => void }) {
  const t = useT();
  const grants = useCan('orgs.list-grants');
  const put = (lineId: string, next: Partial<Line>) =>
    onChange(lines.map((line) => (line.lineId === lineId ? { ...line, ...next } : line)));
  return (
    <Stack gap="xs">
      {lines.map((line) => (
        <Grid key={line.lineId} gap="xs" align="end">
          <Grid.Col span={{ base: 12, xs: grants ? 5 : 8 }}>
            <RecordPicker
              kind="item"
              label={t('supply.by-item')}
              required
              value={line.itemId}
              onChange={(id) => put(line.lineId, { itemId: id ?? '' })}
            />
          </Grid.Col>
          {grants && (
            <Grid.Col span={{ base: 12, xs: 4 }}>
              <RecordPicker
                kind="grant"
                label={t('supply.by-grant')}
                value={line.grantId}
                onChange={(id) => put(line.lineId, { grantId: id ?? '' })}
              />
            </Grid.Col>
          )}
          <Grid.Col span={{ base: 12, xs: grants ? 3 : 4 }}>
            <NumberField
              id={`arrival-qty-${line.lineId}`}
              label={t('column.supply.list-arrivals.qty')}
              value={line.qty}
              onChange={(qty) => put(line.lineId, { qty: typeof qty === 'number' ? qty : undefined })}
            />
          </Grid.Col>
        </Grid>
      ))}
      <Group gap="xs">
        <Button variant="default" size="xs" onClick={() => onChange([...lines, freshLine()])}>
          {t('supply.arrival-add-line')}
        </Button>
        {lines.length > 1 && (
          <Button variant="subtle" size="xs" onClick={() => onChange(lines.slice(0, -1))}>
            {t('supply.arrival-drop-line')}
          </Button>
        )}
      </Group>
    </Stack>
  );
}

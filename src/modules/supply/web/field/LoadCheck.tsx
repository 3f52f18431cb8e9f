import { newId } from '#foundation/ids.ts';
import { useField } from '#foundation/web/field.ts';
import { useT } from '#foundation/web/i18n.ts';
import { useState } from 'react';
import { Alert, Button, Counter, Group, Paper, Scanner, Stack, Text } from '#foundation/web/ui/index.ts';
import { dayIn } from '#foundation/time.ts';
import { recordLoading } from '../../contract/transport/legs.ts';
import { loadedLines, mark, markedOf, noMarks, readAtBay } from '../../domain/field/load-check.ts';
import type { LoadAnswer, LoadMarks } from '../../domain/field/load-check.ts';
import { nameIn, useQty } from '../transport/words.tsx';
import { useDraft } from './draft.ts';
import { Step } from './parts.tsx';
import { SealsField } from './SealsField.tsx';
import type { TripStep } from './TripWork.tsx';

/** At the bay: each pallet and carton is scanned onto the truck, and what is not on the plan is said at once. */
export function LoadCheck({ trip, tell, back }: TripStep) {
  const t = useT();
  const field = useField();
  const [draft, change, clear] = useDraft(`load ${trip.legId}`, { marks: noMarks as LoadMarks, seals: [] as string[] });
  const [answer, setAnswer] = useState<LoadAnswer | null>(null);
  const lines = loadedLines(trip, draft.marks);
  const keep = async () => {
    await tell(recordLoading, { legId: trip.legId, documentId: newId(field.now().getTime()), lines, seals: draft.seals });
    clear();
  };
  const today = dayIn(Intl.DateTimeFormat().resolvedOptions().timeZone, field.now());
  return (
    <Step title={t('supply.field-act-load')} onBack={back}>
      <Scanner
        hint={t('supply.field-scan-load')}
        manualLabel={t('supply.field-type-unit')}
        onCode={(code) => {
          const found = readAtBay(trip, draft.marks, code, today);
          setAnswer(found);
          change({ marks: mark(draft.marks, found) });
          return found.kind === 'unit' || found.kind === 'line';
        }}
      />
      {answer && <Answer answer={answer} />}
      <Stack gap="sm">
        {trip.lines.map((line) => (
          <LoadLine
            key={line.lineId}
            trip={trip}
            lineId={line.lineId}
            marks={draft.marks}
            onLoose={(qty) => change({ marks: { ...draft.marks, loose: { ...draft.marks.loose, [line.lineId]: qty ?? 0 } } })}
          />
        ))}
      </Stack>
      <SealsField label={t('supply.field-seals-put')} seals={draft.seals} onChange={(seals) => change({ seals })} />
      <Button size="xl" disabled={lines.length === 0} onClick={() => void keep()}>
        {t('supply.field-keep-load')}
      </Button>
    </Step>
  );
}

function Answer({ answer }: { answer: LoadAnswer }) {
  const t = useT();
  const good = answer.kind === 'unit' || answer.kind === 'line';
  const words = {
    unit: () => ({ code: 'unit' in answer ? answer.unit.code : '' }),
    twice: () => ({ code: 'unit' in answer ? answer.unit.code : '' }),
    'other-truck': () => ({ code: 'unit' in answer ? answer.unit.code : '' }),
    line: () => ({ item: 'line' in answer ? nameIn(answer.line.item) : '', count: 'qty' in answer ? (answer.qty ?? 0) : 0 }),
    'other-lot': () => ({ item: 'item' in answer ? answer.item : '', lot: 'lot' in answer ? answer.lot : '' }),
    expired: () => ({ item: 'line' in answer ? nameIn(answer.line.item) : '', on: 'on' in answer ? answer.on : '' }),
    'not-on-it': () => ({}),
    unread: () => ({}),
  }[answer.kind]();
  return (
    <Alert color={good ? 'settled' : 'person'} role="status" aria-live="assertive">
      <Text size="lg">{t(`supply.field-scan-${answer.kind}`, words)}</Text>
    </Alert>
  );
}

function LoadLine({
  trip,
  lineId,
  marks,
  onLoose,
}: {
  trip: TripStep['trip'];
  lineId: string;
  marks: LoadMarks;
  onLoose: (qty: number | undefined) => void;
}) {
  const t = useT();
  const qty = useQty();
  const line = trip.lines.find((one) => one.lineId === lineId)!;
  const units = trip.units.filter((unit) => unit.contents.some((row) => row.lineId === lineId));
  const marked = markedOf(trip, marks, lineId);
  return (
    <Paper p="md" withBorder>
      <Group justify="space-between" wrap="nowrap" align="flex-start">
        <div style={{ minWidth: 0 }}>
          <Text size="lg" fw={600}>
            <bdi>{nameIn(line.item)}</bdi>
          </Text>
          <Text size="sm" c="dimmed">
            <bdi className="kv-code">{[line.item.code, line.lotCode].filter(Boolean).join(' · ')}</bdi>
          </Text>
        </div>
        <Text
          size="lg"
          fw={700}
          className="kv-number"
          c={marked > line.planned ? 'person' : marked === line.planned ? 'settled' : 'inherit'}
          style={{ whiteSpace: 'nowrap' }}
        >
          {qty(marked)} / {qty(line.planned, line.item.unit)}
        </Text>
      </Group>
      {units.length > 0 && (
        <Text size="sm" mt={4}>
          {units.map((unit) => (marks.units.includes(unit.unitId) ? `✓ ${unit.code}` : unit.code)).join('  ')}
        </Text>
      )}
      <Counter label={t(units.length > 0 ? 'supply.field-loose' : 'supply.field-counted')} value={marks.loose[lineId]} onChange={onLoose} />
      {marked < line.planned && (
        <Button variant="subtle" size="md" onClick={() => onLoose((marks.loose[lineId] ?? 0) + line.planned - marked)}>
          {t('supply.field-rest-on', { count: qty(line.planned - marked, line.item.unit) })}
        </Button>
      )}
    </Paper>
  );
}

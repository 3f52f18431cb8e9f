import { useState } from 'react';
import type { ReadCode } from '#foundation/scan.ts';
import { useField, useFieldQueue } from '#foundation/web/field.ts';
import { useT } from '#foundation/web/i18n.ts';
import {
  Alert,
  Button,
  Counter,
  Group,
  Progress,
  Scanner,
  SegmentedControl,
  Stack,
  Status,
  Text,
  Title,
  useStep,
} from '#foundation/web/ui/index.ts';
import type { StatusTone } from '#foundation/web/ui/index.ts';
import type { CountPack } from '../../contract/field/count.ts';
import { recordCount } from '../../contract/stores/counts.ts';
import { foldCount, foundHere, progressOf } from '../../domain/field/count.ts';
import type { LineNow } from '../../domain/field/count.ts';
import { hasGtin } from '../../domain/field/item.ts';
import { readScan } from '../../domain/stores/scan.ts';
import { nameIn, useQty } from '../transport/words.tsx';
import { FoundList, FoundStep } from './FoundStep.tsx';
import { LineButton, Step, Thing } from './parts.tsx';

const tones: Readonly<Record<LineNow['ask'], StatusTone>> = {
  count: 'waiting',
  recount: 'person',
  counted: 'settled',
  other: 'stopped',
  done: 'settled',
};
const isOpen = (row: LineNow) => row.ask === 'count' || row.ask === 'recount';

/** The sheet: what is still to be counted, by bin; each line is kept the moment it is counted. */
export function CountWork({ count }: { count: CountPack }) {
  const t = useT();
  const field = useField();
  const queue = useFieldQueue({ names: [recordCount.name] });
  const [step, go] = useStep<string>();
  const [shown, setShown] = useState<'open' | 'all'>('open');
  const rows = foldCount(count, queue);
  const { done, all } = progressOf(rows);
  const at = rows.find((row) => step === `line:${row.line.line}`);
  if (at) {
    const rest = rows.filter((row) => isOpen(row) && row !== at);
    const next = rest.find((row) => row.line.line > at.line.line) ?? rest[0];
    const keep = async (counted: number) => {
      const input = { countId: count.countId, lines: [{ line: at.line.line, counted }] };
      await field.record(recordCount, input, { subject: { kind: 'stock-count', id: count.countId }, title: count.number });
      go(next ? `line:${next.line.line}` : null);
    };
    return <CountLineStep key={at.line.line} row={at} onBack={() => go(null)} onKeep={keep} last={next === undefined} />;
  }
  const find = (code: ReadCode) => {
    const found = lineOf(rows, code);
    if (found) go(`line:${found.line.line}`);
    return found !== undefined;
  };
  if (step === 'found')
    return (
      <FoundStep
        count={count}
        rows={rows}
        onBack={() => go(null)}
        onLine={(line) => go(`line:${line}`)}
        onKeep={async (found) => {
          await field.record(
            recordCount,
            { countId: count.countId, found: [found] },
            { subject: { kind: 'stock-count', id: count.countId }, title: count.number },
          );
          go(null);
        }}
      />
    );
  const listed = rows.filter((row) => shown === 'all' || isOpen(row));
  return (
    <Stack gap="md">
      <div>
        <Title order={2} size="h1">
          <bdi>{nameIn(count.place)}</bdi>
        </Title>
        <Text c="dimmed">
          <bdi className="kv-code">{count.number}</bdi>
        </Text>
      </div>
      <Progress
        value={all === 0 ? 0 : (done / all) * 100}
        color={done === all ? 'settled' : 'lake'}
        aria-label={t('supply.field-counted-lines', { done, all })}
      />
      <Text>{t('supply.field-counted-lines', { done, all })}</Text>
      {step === 'scan' && (
        <Step title={t('ui.scan-open')} onBack={() => go(null)}>
          <Scanner hint={t('supply.field-scan-count')} onCode={find} />
        </Step>
      )}
      {step !== 'scan' && (
        <Button size="xl" variant="default" onClick={() => go('scan')}>
          {t('ui.scan-open')}
        </Button>
      )}
      <Button size="lg" variant="default" onClick={() => go('found')}>
        {t('supply.field-found')}
      </Button>
      <FoundList found={foundHere(count, queue)} />
      <SegmentedControl
        size="lg"
        fullWidth
        value={shown}
        onChange={(next) => setShown(next as typeof shown)}
        data={(['open', 'all'] as const).map((value) => ({ value, label: t(`supply.field-count-${value}`) }))}
      />
      {listed.length === 0 && <Alert color="settled">{t('supply.field-count-done')}</Alert>}
      {[...Map.groupBy(listed, (row) => row.line.placeCode)].map(([place, inside]) => (
        <Stack key={place} gap="xs">
          <Text fw={700} className="kv-code">
            <bdi>{place}</bdi>
          </Text>
          {inside.map((row) => (
            <Row key={row.line.line} row={row} onOpen={() => go(`line:${row.line.line}`)} />
          ))}
        </Stack>
      ))}
    </Stack>
  );
}

/** The open line that a label or a maker's code names; a bin's label opens its first. */
function lineOf(rows: readonly LineNow[], code: ReadCode): LineNow | undefined {
  const label = readScan(code.text);
  const open = rows.filter(isOpen);
  const all = [...open, ...rows];
  if (label.kind === 'label')
    return all.find(({ line }) => line.lotId === label.id || line.item.id === label.id || line.placeId === label.id);
  if (code.kind !== 'gs1')
    return all.find(
      ({ line }) => line.item.code === code.text.toUpperCase() || line.lotCode === code.text || line.placeCode === code.text.toUpperCase(),
    );
  const { gtin, lot } = code.parts;
  return all.find(({ line }) => hasGtin(line.item, gtin) && (lot === undefined || line.lotCode === lot));
}

function Row({ row, onOpen }: { row: LineNow; onOpen: () => void }) {
  const t = useT();
  const qty = useQty();
  const { line } = row;
  return (
    <LineButton disabled={!isOpen(row)} onClick={onOpen}>
      <Group justify="space-between" wrap="nowrap" align="flex-start">
        <div style={{ minWidth: 0 }}>
          <Text size="lg" fw={600}>
            <bdi>{nameIn(line.item)}</bdi>
            {line.mark && ` (${line.mark})`}
          </Text>
          <Text size="sm" c="dimmed">
            <bdi className="kv-code">{[line.item.code, line.lotCode].filter(Boolean).join(' · ')}</bdi>
            {line.condition !== 'good' && ` · ${t(`goods.condition-${line.condition}`)}`}
          </Text>
        </div>
        {row.counted !== null ? (
          <Text fw={700} className="kv-number" style={{ whiteSpace: 'nowrap' }}>
            {qty(row.counted, line.item.unit)}
          </Text>
        ) : (
          row.ask !== 'count' && <Status tone={tones[row.ask]}>{t(`supply.field-ask-${row.ask}`)}</Status>
        )}
      </Group>
      {row.ask === 'other' && (
        <Text size="sm" c="dimmed">
          {t('supply.field-ask-other-text')}
        </Text>
      )}
    </LineButton>
  );
}

function CountLineStep({
  row,
  onBack,
  onKeep,
  last,
}: {
  row: LineNow;
  onBack: () => void;
  onKeep: (counted: number) => Promise<void>;
  last: boolean;
}) {
  const t = useT();
  const qty = useQty();
  const { line } = row;
  const pack = line.item.packs.find((one) => one.per === 1 && one.smallest > 1);
  const [packs, setPacks] = useState<number | undefined>(undefined);
  const [loose, setLoose] = useState<number | undefined>(undefined);
  const [busy, setBusy] = useState(false);
  const said = packs !== undefined || loose !== undefined;
  const counted = (packs ?? 0) * (pack?.smallest ?? 0) + (loose ?? 0);
  const keep = async (value: number) => {
    setBusy(true);
    await onKeep(value).finally(() => setBusy(false));
  };
  return (
    <Step title={line.placeCode} onBack={onBack}>
      <Thing
        name={`${nameIn(line.item)}${line.mark ? ` (${line.mark})` : ''}`}
        code={line.item.code}
        lot={line.lotCode}
        expires={line.expiresOn}
      />
      {line.condition !== 'good' && <Text>{t(`goods.condition-${line.condition}`)}</Text>}
      {row.ask === 'recount' && <Alert color="waiting">{t('supply.field-recount-text')}</Alert>}
      {pack && (
        <Counter
          label={t('supply.field-packs', { pack: pack.code, count: qty(pack.smallest, line.item.unit) })}
          value={packs}
          onChange={setPacks}
        />
      )}
      <Counter label={pack ? t('supply.field-loose-unit') : t('supply.field-counted')} value={loose} onChange={setLoose} />
      <Text size="xl" fw={700} className="kv-number" aria-live="polite">
        {said ? qty(counted, line.item.unit) : t('supply.field-not-counted')}
      </Text>
      <Button size="xl" disabled={!said} loading={busy} onClick={() => void keep(counted)}>
        {t(last ? 'supply.field-keep-count' : 'supply.field-keep-count-next')}
      </Button>
      {!said && (
        <Button size="lg" variant="subtle" onClick={() => void keep(0)}>
          {t('supply.field-none-there')}
        </Button>
      )}
    </Step>
  );
}

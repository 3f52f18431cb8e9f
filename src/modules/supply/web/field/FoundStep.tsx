import { useState } from 'react';
import type * as z from 'zod';
import type { ReadCode } from '#foundation/scan.ts';
import { useT } from '#foundation/web/i18n.ts';
import { Alert, Button, Counter, Group, Paper, Scanner, SegmentedControl, Select, Stack, Text } from '#foundation/web/ui/index.ts';
import type { CountPack } from '../../contract/field/count.ts';
import type { FieldItem } from '../../contract/field/shared.ts';
import type { recordCount } from '../../contract/stores/counts.ts';
import { itemOf, lineFor } from '../../domain/field/count.ts';
import type { FoundHere, LineNow } from '../../domain/field/count.ts';
import { readScan } from '../../domain/stores/scan.ts';
import { nameIn, useQty } from '../transport/words.tsx';
import { Step } from './parts.tsx';

type Found = z.input<typeof recordCount.input>['found'] extends readonly (infer F)[] | undefined ? F : never;
/** In what state something that nobody expected is usually found. */
const states = ['good', 'damaged', 'expired'] as const;

export interface FoundProps {
  readonly count: CountPack;
  readonly rows: readonly LineNow[];
  readonly onBack: () => void;
  /** The sheet has a line for it after all. */
  readonly onLine: (line: number) => void;
  readonly onKeep: (found: Found) => Promise<void>;
}

/** Goods that lie where the sheet has no line: which, in which bin, how many. The office says whose they are. */
export function FoundStep({ count, rows, onBack, onLine, onKeep }: FoundProps) {
  const t = useT();
  const [item, setItem] = useState<FieldItem>();
  const [place, setPlace] = useState<string | null>(count.places.length === 1 ? count.places[0]!.id : null);
  const [condition, setCondition] = useState<(typeof states)[number]>('good');
  const [counted, setCounted] = useState<number | undefined>();
  const [busy, setBusy] = useState(false);
  const line = item && place ? lineFor(rows, { item: item.id, place, condition }) : undefined;
  const take = (code: ReadCode) => {
    const label = readScan(code.text);
    const bin = count.places.find((one) => (label.kind === 'label' ? one.id === label.id : one.code === code.text.trim().toUpperCase()));
    if (bin) setPlace(bin.id);
    const thing = itemOf(count.items, code);
    if (thing) setItem(thing);
    return bin !== undefined || thing !== undefined;
  };
  const keep = async () => {
    setBusy(true);
    await onKeep({ item: item!.id, place: place!, condition, owner: 'own', counted: counted! }).finally(() => setBusy(false));
  };
  return (
    <Step title={t('supply.field-found')} onBack={onBack}>
      <Text>{t('supply.field-found-text')}</Text>
      <Scanner hint={t('supply.field-found-scan')} onCode={take} />
      <Select
        size="lg"
        searchable
        allowDeselect={false}
        label={t('supply.field-proof-item')}
        value={item?.id ?? null}
        onChange={(id) => setItem(count.items.find((one) => one.id === id))}
        data={count.items.map((one) => ({ value: one.id, label: `${nameIn(one)} · ${one.code}` }))}
        limit={60}
      />
      <Select
        size="lg"
        searchable
        allowDeselect={false}
        label={t('supply.field-found-bin')}
        value={place}
        onChange={setPlace}
        data={count.places.map((one) => ({ value: one.id, label: one.code }))}
        limit={60}
      />
      <SegmentedControl
        size="lg"
        fullWidth
        value={condition}
        onChange={(next) => setCondition(next as typeof condition)}
        data={states.map((value) => ({ value, label: t(`goods.condition-${value}`) }))}
      />
      {line ? (
        <Alert color="waiting">
          <Stack gap="sm">
            <Text>{t('supply.field-found-on-sheet')}</Text>
            <Button size="lg" variant="default" onClick={() => onLine(line.line.line)}>
              {t('supply.field-found-open-line')}
            </Button>
          </Stack>
        </Alert>
      ) : (
        <>
          <Counter label={t('supply.field-counted')} value={counted} onChange={setCounted} />
          <Button size="xl" disabled={!item || !place || !counted} loading={busy} onClick={() => void keep()}>
            {t('supply.field-keep-count')}
          </Button>
        </>
      )}
    </Step>
  );
}

/** What this phone found beyond the sheet. */
export function FoundList({ found }: { found: readonly FoundHere[] }) {
  const t = useT();
  const qty = useQty();
  if (found.length === 0) return null;
  return (
    <Paper p="md" withBorder>
      <Text fw={600}>{t('supply.field-found-list')}</Text>
      {found.map(({ record, item, placeCode, condition, counted }) => (
        <Group key={record.id} justify="space-between" wrap="nowrap" align="flex-start">
          <Text>
            <bdi>{item ? nameIn(item) : ''}</bdi> · <bdi className="kv-code">{placeCode}</bdi>
            {condition !== 'good' && ` · ${t(`goods.condition-${condition}`)}`}
          </Text>
          <Text fw={700} className="kv-number" style={{ whiteSpace: 'nowrap' }}>
            {qty(counted, item?.unit)}
          </Text>
        </Group>
      ))}
    </Paper>
  );
}

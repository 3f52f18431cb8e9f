import { useState } from 'react';
import { fold } from '#foundation/fold.ts';
import { newId } from '#foundation/ids.ts';
import { useT } from '#foundation/web/i18n.ts';
import { Button, Checkbox, NumberField, Stack, Table, Text, TextInput } from '#foundation/web/ui/index.ts';
import type { listLoadable } from '../../contract/transport/shipments.ts';
import { LineScan, lineId } from '../scan/LineScan.tsx';
import { nameIn, useDay, useQty } from './words.tsx';

export type Loadable = (typeof listLoadable)['output']['_output']['rows'][number];
export interface Chosen {
  readonly key: string;
  readonly lineId: string;
  readonly ownHoldId: string;
  readonly row: Loadable;
  readonly qty: number;
}
const keyOf = (row: Loadable) =>
  row.holdId ?? [row.item.id, row.lotId, row.place.id, row.grantId, row.condition, row.owner].map((part) => part ?? '').join(' ');

/** Picks what goes: allocations go whole, free stock in any part. */
export function LoadablePicker({
  ready,
  free,
  rows,
  chosen,
  onChange,
}: {
  ready: boolean;
  free: boolean;
  rows: readonly Loadable[];
  chosen: readonly Chosen[];
  onChange: (chosen: readonly Chosen[]) => void;
}) {
  const t = useT();
  const [search, setSearch] = useState('');
  const [most, setMost] = useState(step);
  if (!ready) return <Text c="dimmed">{t('supply.choose-origin-first')}</Text>;
  if (rows.length === 0) return <Text c="dimmed">{t(free ? 'supply.no-free-stock' : 'supply.no-allocations')}</Text>;
  const byKey = new Map(chosen.map((one) => [one.key, one]));
  const toggle = (row: Loadable) => {
    const key = keyOf(row);
    if (byKey.has(key)) onChange(chosen.filter((one) => one.key !== key));
    else onChange([...chosen, { key, row, qty: row.qty, lineId: newId(), ownHoldId: newId() }]);
  };
  const take = (key: string) => {
    const row = rows.find((one) => keyOf(one) === key);
    if (row && !byKey.has(key)) toggle(row);
  };
  const words = fold(search).split(' ').filter(Boolean);
  const fits = (row: Loadable) => words.every((word) => wordsOf(row).includes(word));
  // What is chosen stays in sight, whatever is searched for.
  const found = rows.filter((row) => byKey.has(keyOf(row)) || fits(row));
  const shown = found.filter((row, at) => at < most || byKey.has(keyOf(row)));
  return (
    <Stack gap="sm">
      {rows.length > step && (
        <TextInput
          type="search"
          maw={420}
          aria-label={t('ui.search')}
          placeholder={t('ui.search')}
          dir="auto"
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
      )}
      <LineScan
        lines={rows.map((row) => ({ key: keyOf(row), itemId: row.item.id, lotCode: row.lotCode, placeId: row.place.id }))}
        onFound={take}
      />
      <Table.ScrollContainer minWidth={640}>
        <Table verticalSpacing="xs">
          <Table.Thead>
            <Table.Tr>
              <Table.Th w={40} />
              <Table.Th>{t('supply.item')}</Table.Th>
              <Table.Th>{t('supply.where')}</Table.Th>
              <Table.Th>{t('supply.grant')}</Table.Th>
              <Table.Th ta="end">{t('supply.quantity')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {shown.map((row) => (
              <Row
                key={keyOf(row)}
                row={row}
                chosen={byKey.get(keyOf(row))}
                onToggle={() => toggle(row)}
                onQty={(qty) => onChange(chosen.map((one) => (one.key === keyOf(row) ? { ...one, qty } : one)))}
              />
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      {shown.length < found.length && (
        <Button variant="subtle" onClick={() => setMost(most + 5 * step)} style={{ alignSelf: 'flex-start' }}>
          {t('supply.more-lines', { left: found.length - shown.length })}
        </Button>
      )}
    </Stack>
  );
}

/** Shown at once: a store holds hundreds of lots. */
const step = 20;
const wordsOf = (row: Loadable) =>
  fold([row.item.code, row.item.en, row.item.tr, row.item.ar, row.lotCode, row.place.code, row.grantCode].filter(Boolean).join(' '));

function Row({
  row,
  chosen,
  onToggle,
  onQty,
}: {
  row: Loadable;
  chosen: Chosen | undefined;
  onToggle: () => void;
  onQty: (qty: number) => void;
}) {
  const t = useT();
  const qty = useQty();
  const day = useDay();
  const name = nameIn(row.item);
  return (
    <Table.Tr id={lineId(keyOf(row))}>
      <Table.Td>
        <Checkbox aria-label={name} checked={chosen !== undefined} onChange={onToggle} />
      </Table.Td>
      <Table.Td>
        <bdi>{name}</bdi>
        <Text size="xs" c="dimmed">
          <span className="kv-code">{[row.item.code, row.lotCode].filter(Boolean).join(' · ')}</span>
          {row.expiresOn && ` · ${t('supply.expires', { day: day(row.expiresOn) })}`}
          {row.condition !== 'good' && ` · ${t(`goods.condition-${row.condition}`)}`}
        </Text>
      </Table.Td>
      <Table.Td>
        <span className="kv-code">{row.place.code}</span>
      </Table.Td>
      <Table.Td>
        <span className="kv-code">{row.grantCode}</span>
      </Table.Td>
      <Table.Td ta="end" className="kv-number">
        {chosen && row.holdId === null ? (
          <div className="kv-bare-field">
            <NumberField
              label={`${t('supply.quantity')}: ${name}`}
              value={chosen.qty}
              onChange={(value) => onQty(typeof value === 'number' ? Math.min(row.qty, Math.max(1, Math.round(value))) : row.qty)}
            />
          </div>
        ) : (
          qty(row.qty, row.item.unit)
        )}
      </Table.Td>
    </Table.Tr>
  );
}

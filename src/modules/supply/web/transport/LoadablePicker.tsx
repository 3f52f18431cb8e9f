import { useState } from 'react';
import { fold } from '#foundation/fold.ts';
import { newId } from '#foundation/ids.ts';
import { useT } from '#foundation/web/i18n.ts';
import { Button, Checkbox, Group, Lines, NumberField, Stack, Text, TextInput } from '#foundation/web/ui/index.ts';
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
      <Lines
        label={t('supply.lines')}
        rows={shown}
        rowKey={keyOf}
        rowId={(row) => lineId(keyOf(row))}
        columns={[
          {
            key: 'item',
            title: t('supply.item'),
            wraps: true,
            cell: (row) => <Named row={row} chosen={byKey.has(keyOf(row))} onToggle={() => toggle(row)} />,
          },
          {
            key: 'for',
            title: t('column.supply.list-back-orders.requestNumber'),
            wraps: true,
            cell: (row) => row.request && <Promised request={row.request} />,
          },
          { key: 'place', title: t('supply.where'), cell: (row) => <span className="kv-code">{row.place.code}</span> },
          { key: 'grant', title: t('supply.grant'), cell: (row) => row.grantCode && <span className="kv-code">{row.grantCode}</span> },
          {
            key: 'qty',
            title: t('supply.quantity'),
            number: true,
            cell: (row) => (
              <Taken
                row={row}
                chosen={byKey.get(keyOf(row))}
                onQty={(qty) => onChange(chosen.map((one) => (one.key === keyOf(row) ? { ...one, qty } : one)))}
              />
            ),
          },
        ]}
      />
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
const wordsOf = (row: Loadable) => {
  const { item, request } = row;
  const asked = request && [request.number, nameIn(request.site)].join(' ');
  return fold([item.code, item.en, item.tr, item.ar, row.lotCode, row.place.code, row.grantCode, asked].filter(Boolean).join(' '));
};

/** Whose it is by promise: what was set aside for one must not leave with another's truck. */
function Promised({ request }: { request: NonNullable<Loadable['request']> }) {
  return (
    <span>
      <span className="kv-code">{request.number}</span>
      <Text size="xs" c="dimmed">
        <bdi>{nameIn(request.site)}</bdi>
      </Text>
    </span>
  );
}

function Named({ row, chosen, onToggle }: { row: Loadable; chosen: boolean; onToggle: () => void }) {
  const t = useT();
  const day = useDay();
  const name = nameIn(row.item);
  return (
    <Group gap="sm" wrap="nowrap" align="flex-start">
      <Checkbox aria-label={name} checked={chosen} onChange={onToggle} />
      <div>
        <bdi>{name}</bdi>
        <Text size="xs" c="dimmed">
          <span className="kv-code">{[row.item.code, row.lotCode].filter(Boolean).join(' · ')}</span>
          {row.expiresOn && ` · ${t('supply.expires', { day: day(row.expiresOn) })}`}
          {row.condition !== 'good' && ` · ${t(`goods.condition-${row.condition}`)}`}
        </Text>
      </div>
    </Group>
  );
}

function Taken({ row, chosen, onQty }: { row: Loadable; chosen: Chosen | undefined; onQty: (qty: number) => void }) {
  const t = useT();
  const qty = useQty();
  if (!chosen || row.holdId !== null) return qty(row.qty, row.item.unit);
  return (
    <div className="kv-bare-field">
      <NumberField
        label={`${t('supply.quantity')}: ${nameIn(row.item)}`}
        value={chosen.qty}
        onChange={(value) => onQty(typeof value === 'number' ? Math.min(row.qty, Math.max(1, Math.round(value))) : row.qty)}
      />
    </div>
  );
}

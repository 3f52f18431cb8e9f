import { useState } from 'react';
import { useT } from '#foundation/web/i18n.ts';
import { useSession } from '#foundation/web/session.ts';
import { Button, Grid, Group, Paper, QuantityField, RemoveButton, Stack, Text } from '#foundation/web/ui/index.ts';
import { typedUnitsOf } from '#kernel/goods/domain/words.ts';
import type { StoreStockRow } from '../../contract/stores/stock.ts';
import { WorkDialog, works } from './WorkDialog.tsx';
import type { Work } from './WorkDialog.tsx';
import { Thing } from './words.tsx';

export interface Chosen {
  readonly row: StoreStockRow;
  readonly qty: number | string | undefined;
}

/** What is in the hand: how much of each, and what becomes of it. It stays in sight while one looks on. */
export function Basket({
  storeId,
  chosen,
  onChange,
}: {
  storeId: string;
  chosen: readonly Chosen[];
  onChange: (chosen: readonly Chosen[]) => void;
}) {
  const t = useT();
  const session = useSession();
  const [work, setWork] = useState<Work | null>(null);
  if (chosen.length === 0)
    return (
      <Text c="dimmed" mt="sm">
        {t('supply.choose-stock')}
      </Text>
    );
  const whole = chosen.every(({ qty, row }) => typeof qty === 'number' && qty > 0 && qty <= row.qty);
  const may = works.filter((one) => session.can(one.command));
  return (
    <Paper p="md" mt="md" withBorder style={{ position: 'sticky', bottom: 0, zIndex: 10, maxHeight: '45dvh', overflowY: 'auto' }}>
      <Stack gap="sm">
        <Group justify="space-between">
          <Text fw={600}>{t('supply.in-hand', { count: chosen.length })}</Text>
          <Button variant="subtle" size="compact-sm" onClick={() => onChange([])}>
            {t('supply.put-all-back')}
          </Button>
        </Group>
        {chosen.map((one) => (
          <Line
            key={one.row.key}
            one={one}
            onQty={(qty) => onChange(chosen.map((other) => (other.row.key === one.row.key ? { ...other, qty } : other)))}
            onRemove={() => onChange(chosen.filter((other) => other.row.key !== one.row.key))}
          />
        ))}
        <Group gap="xs">
          {may.map((one) => (
            <Button
              key={one.work}
              variant={one.work === 'move' ? 'filled' : 'default'}
              disabled={!whole || !isFitFor(one.work, chosen)}
              onClick={() => setWork(one.work)}
            >
              {t(`command.${one.command}`)}
            </Button>
          ))}
        </Group>
        {may.some((one) => !isFitFor(one.work, chosen)) && (
          <Text size="sm" c="dimmed">
            {may
              .filter((one) => !isFitFor(one.work, chosen))
              .map((one) => t(`supply.unfit-${one.work}`))
              .join(' ')}
          </Text>
        )}
      </Stack>
      {work && (
        <WorkDialog
          work={work}
          storeId={storeId}
          chosen={chosen}
          onClose={() => setWork(null)}
          onDone={() => {
            setWork(null);
            onChange([]);
          }}
        />
      )}
    </Paper>
  );
}

/** Work that what is in the hand is not fit for; said before it is begun. */
function isFitFor(work: Work, chosen: readonly Chosen[]): boolean {
  const rows = chosen.map((one) => one.row);
  if (work === 'lend' || work === 'transfer') return rows.every((row) => row.at.grant !== undefined && row.at.grant === rows[0]!.at.grant);
  if (work === 'reserve') return rows.every((row) => row.condition === 'good');
  return true;
}

function Line({ one, onQty, onRemove }: { one: Chosen; onQty: (qty: number | string | undefined) => void; onRemove: () => void }) {
  const t = useT();
  const { row } = one;
  const over = typeof one.qty === 'number' && one.qty > row.qty ? t('supply.only-so-much', { qty: row.qty }) : undefined;
  return (
    <Grid gap="xs" align="center">
      <Grid.Col span={{ base: 12, xs: 6 }}>
        <Thing row={row} />
        <span className="kv-code">{[row.placeCode, row.grantCode].filter(Boolean).join(' · ')}</span>
      </Grid.Col>
      <Grid.Col span={{ base: 10, xs: 5 }}>
        <QuantityField
          label={t('column.supply.list-store-stock.qty')}
          units={typedUnitsOf(row, t)}
          value={one.qty}
          error={over}
          onChange={onQty}
        />
      </Grid.Col>
      <Grid.Col span={{ base: 2, xs: 1 }}>
        <RemoveButton label={t('supply.line-remove')} onClick={onRemove} />
      </Grid.Col>
    </Grid>
  );
}

import { useNavigate } from '@tanstack/react-router';
import { useT } from '#foundation/web/i18n.ts';
import { Stack, Text, Title, Lines } from '#foundation/web/ui/index.ts';
import type { EventShown } from '../contract/events.ts';
import { nameIn, useWords } from './words.tsx';

type Row = EventShown['stock'][number];

/** received - distributed - returned = left, from the books; what breaks the sum stands beside it. Each row opens to its card. */
export function StockLines({ event, stock = event.stock }: { event: EventShown; stock?: readonly Row[] }) {
  const t = useT();
  const navigate = useNavigate();
  const { figure, qty } = useWords();
  const differs = stock.some((row) => row.counted !== 0 || row.other !== 0);
  const before = ['planned', 'stock_reserved'].includes(event.state);
  const red = (value: number) =>
    value === 0 ? null : (
      <Text component="span" c="person" fw={600}>
        {figure(value)}
      </Text>
    );
  return (
    <Stack gap="xs">
      <Title order={2}>{t('assistance.stock')}</Title>
      <Lines
        label={t('assistance.stock')}
        rows={stock}
        rowKey={(row) => row.item.id}
        columns={[
          {
            key: 'item',
            title: t('assistance.item'),
            cell: (row) => (
              <button
                type="button"
                className="kv-opens"
                onClick={() => void navigate({ to: `/goods/stock-card?item=${row.item.id}&place=${event.placeId}` })}
              >
                <bdi>{nameIn(row.item.names)}</bdi>
              </button>
            ),
          },
          {
            key: 'needed',
            title: t('assistance.needed'),
            number: true,
            cell: (row) => (row.needed === null ? '–' : qty(row.needed, row.item.unit)),
          },
          ...(before ? [{ key: 'reserved', title: t('assistance.reserved'), number: true, cell: (row: Row) => figure(row.reserved) }] : []),
          { key: 'received', title: t('assistance.received'), number: true, cell: (row) => figure(row.received) },
          { key: 'distributed', title: t('assistance.distributed'), number: true, cell: (row) => figure(row.distributed) },
          { key: 'returned', title: t('assistance.returned'), number: true, cell: (row) => figure(row.returned) },
          ...(differs
            ? [{ key: 'difference', title: t('assistance.difference'), number: true, cell: (row: Row) => red(row.counted + row.other) }]
            : []),
          ...(stock.some((row) => row.short !== 0)
            ? [{ key: 'short', title: t('assistance.short'), number: true, cell: (row: Row) => red(row.short) }]
            : []),
          {
            key: 'left',
            title: t('assistance.left'),
            number: true,
            cell: (row) => (
              <Text component="span" fw={600}>
                {figure(row.left)}
              </Text>
            ),
          },
        ]}
      />
    </Stack>
  );
}

import { useNavigate } from '@tanstack/react-router';
import { useT } from '#foundation/web/i18n.ts';
import { useCan } from '#foundation/web/session.ts';
import { Button, ListTable, Page, Text } from '#foundation/web/ui/index.ts';
import { allocate, listBackOrders } from '../../contract/requests/allocation.ts';
import type { BackOrderRow } from '../../contract/requests/allocation.ts';
import { nameIn, useQuantities } from './words.tsx';

/** What is still wanted, and what came since somebody looked. */
export default function BackOrdersPage() {
  const t = useT();
  const navigate = useNavigate();
  const { figure, words } = useQuantities();
  const mayAllocate = useCan(allocate.name);
  const strong = (value: number | null, color: 'person' | 'settled') =>
    value !== null && value > 0 ? (
      <Text component="span" c={color} fw={600}>
        {figure(value)}
      </Text>
    ) : null;
  return (
    <Page
      title={t('page.supply.back-orders')}
      subtitle={t('supply.back-orders-text')}
      actions={
        mayAllocate && (
          <Button variant="default" onClick={() => void navigate({ to: '/supply/allocation' })}>
            {t('page.supply.allocation')}
          </Button>
        )
      }
    >
      <ListTable<BackOrderRow>
        query={listBackOrders}
        rowKey={(row) => row.lineId}
        searchField="search"
        columns={['requestNumber', 'itemNames', 'backOrder', 'cameSince', 'freeNow', 'neededOn', 'siteNames']}
        onOpen={(row) =>
          void navigate({ to: mayAllocate ? `/supply/allocation?requests=${row.requestId}` : `/supply/requests/${row.requestId}` })
        }
        cells={{
          itemNames: (row) => <bdi>{nameIn(row.itemNames)}</bdi>,
          unit: (row) => t(`goods.unit-${row.unit}`),
          orgNames: (row) => <bdi>{nameIn(row.orgNames)}</bdi>,
          siteNames: (row) => <bdi>{nameIn(row.siteNames)}</bdi>,
          backOrder: (row) => <strong>{words(row.backOrder, row.unit)}</strong>,
          cameSince: (row) => strong(row.cameSince, 'settled'),
          freeNow: (row) => (row.freeNow === null ? null : figure(row.freeNow)),
          broken: (row) => strong(row.broken, 'person'),
        }}
        columnFilters={{ cameSince: { kind: 'flag', field: 'hope' }, broken: { kind: 'flag', field: 'broken' } }}
        empty={{ title: t('supply.no-back-orders'), text: t('supply.no-back-orders-text') }}
      />
    </Page>
  );
}

import { useNavigate } from '@tanstack/react-router';
import { useT } from '#foundation/web/i18n.ts';
import { Anchor, ListTable, Page, Status, Tabs, Text, useUrlState } from '#foundation/web/ui/index.ts';
import { listDeliveries, listIncoming } from '../../contract/transport/deliveries.ts';
import { nameIn } from './words.tsx';

type Row = (typeof listIncoming)['output']['_output']['rows'][number];
type Delivery = (typeof listDeliveries)['output']['_output']['rows'][number];

/** What a store is to receive and what it has received. It never says where a truck is. */
export default function IncomingPage() {
  const t = useT();
  const navigate = useNavigate();
  const [url, setUrl] = useUrlState();
  const tab = url.get('tab') ?? 'coming';
  const open = (legId: string) => void navigate({ to: `/supply/incoming/${legId}` });
  return (
    <Page title={t('page.supply.incoming')} subtitle={t('supply.incoming-text')}>
      <Tabs value={tab} onChange={(next) => setUrl({ tab: next === 'coming' ? undefined : (next ?? undefined) })} keepMounted={false}>
        <Tabs.List mb="md">
          <Tabs.Tab value="coming">{t('supply.coming')}</Tabs.Tab>
          <Tabs.Tab value="received">{t('supply.all-receipts')}</Tabs.Tab>
          <Tabs.Tab value="papers">{t('supply.papers-to-check')}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="coming">
          <ListTable<Row>
            query={listIncoming}
            rowKey={(row) => row.legId}
            columns={['waybill', 'place', 'lines', 'received', 'receivedAt']}
            onOpen={(row) => open(row.legId)}
            cells={{
              waybill: (row) => (
                <div>
                  <span className="kv-code">{row.waybill}</span>
                  <Text size="sm" c="dimmed">
                    {row.items.slice(0, 3).map(nameIn).join(' · ')}
                    {row.items.length > 3 && ' …'}
                  </Text>
                </div>
              ),
              place: (row) => <bdi>{nameIn(row.place)}</bdi>,
              received: (row) => (
                <Status tone={row.received ? 'settled' : 'waiting'}>{t(row.received ? 'supply.leg-received' : 'supply.to-receive')}</Status>
              ),
            }}
            empty={{ title: t('supply.nothing-comes'), text: t('supply.nothing-comes-text') }}
          />
        </Tabs.Panel>
        <Tabs.Panel value="received">
          <Received onOpen={open} name="d" />
        </Tabs.Panel>
        <Tabs.Panel value="papers">
          <Received onOpen={open} name="p" unchecked />
        </Tabs.Panel>
      </Tabs>
    </Page>
  );
}

/** Accounts of what came off trucks; those keyed from paper that nobody has held against it yet, on their own. */
function Received({ onOpen, name, unchecked }: { onOpen: (legId: string) => void; name: string; unchecked?: boolean }) {
  const t = useT();
  return (
    <ListTable<Delivery>
      query={listDeliveries}
      {...(unchecked ? { input: { unchecked } } : {})}
      name={name}
      rowKey={(row) => row.id}
      columns={['number', 'at', 'waybill', 'place', 'side', 'good', 'damaged', 'missing', 'extra']}
      onOpen={(row) => onOpen(row.legId)}
      cells={{
        place: (row) => <bdi>{nameIn(row.place)}</bdi>,
        side: (row) => t(`supply.side-${row.side}`),
        kind: (row) => t(`supply.delivery-${row.kind}`),
        waybill: (row) => <Anchor className="kv-code">{row.waybill}</Anchor>,
      }}
      columnFilters={{ at: { kind: 'days', from: 'from', to: 'to' } }}
      empty={{
        title: t(unchecked ? 'supply.no-papers-to-check' : 'supply.nothing-received'),
        text: t(unchecked ? 'supply.no-papers-to-check-text' : 'supply.nothing-received-text'),
      }}
    />
  );
}

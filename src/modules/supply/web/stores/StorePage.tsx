import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type * as z from 'zod';
import { useAsk } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import { useCan } from '#foundation/web/session.ts';
import { Button, EmptyState, ListTable, Page, Tabs, When, useUrlState } from '#foundation/web/ui/index.ts';
import { documentKinds, listDocuments } from '../../contract/stores/documents.ts';
import type { DocumentRow } from '../../contract/stores/documents.ts';
import { Basket } from './Basket.tsx';
import type { Chosen } from './Basket.tsx';
import { ReservesTab } from './ReservesTab.tsx';
import { RulesButton } from './RulesButton.tsx';
import { StockTab } from './StockTab.tsx';
import { StoreSelect, useStore } from './StorePicker.tsx';
import { StateOf, useReason } from './words.tsx';
import { openingImport } from '../../contract/stores/opening.ts';

type Document = z.output<typeof DocumentRow>;
const tabs = ['stock', 'waiting', 'documents', 'reserve'] as const;

/** Work in one store: choose what lies there, say what becomes of it. */
export default function StorePage() {
  const t = useT();
  const navigate = useNavigate();
  const [url, setUrl] = useUrlState();
  const store = useStore();
  const [chosen, setChosen] = useState<readonly Chosen[]>([]);
  const tab = tabs.find((one) => one === url.get('tab')) ?? 'stock';
  const waiting = useAsk(
    listDocuments,
    { state: 'asked', limit: 1, ...(store.storeId ? { placeId: store.storeId } : {}) },
    { enabled: store.storeId !== '' },
  );
  const imports = useCan(openingImport.permission);
  const choose = (id: string) => {
    setChosen([]);
    store.choose(id);
  };
  return (
    <Page
      title={t('page.supply.store')}
      subtitle={t('supply.store-text')}
      actions={
        <>
          <RulesButton />
          {imports && (
            <Button variant="default" onClick={() => void navigate({ to: `/imports?kind=${openingImport.name}` })}>
              {t('supply.opening-import')}
            </Button>
          )}
        </>
      }
    >
      <StoreSelect {...store} choose={choose} />
      {store.storeId === '' ? (
        <EmptyState title={t('supply.no-store')}>{t('supply.no-store-text')}</EmptyState>
      ) : (
        <Tabs value={tab} onChange={(next) => setUrl({ tab: next === 'stock' ? undefined : (next ?? undefined) })} keepMounted={false}>
          <Tabs.List mb="md">
            {tabs.map((one) => (
              <Tabs.Tab key={one} value={one}>
                {t(`supply.tab-${one}`, { count: waiting.data?.total ?? 0 })}
              </Tabs.Tab>
            ))}
          </Tabs.List>
          <Tabs.Panel value="stock">
            <StockTab key={store.storeId} storeId={store.storeId} chosen={chosen} onChosen={setChosen} />
            <Basket storeId={store.storeId} chosen={chosen} onChange={setChosen} />
          </Tabs.Panel>
          <Tabs.Panel value="waiting">
            <Documents key="waiting" storeId={store.storeId} waiting />
          </Tabs.Panel>
          <Tabs.Panel value="documents">
            <Documents key="documents" storeId={store.storeId} />
          </Tabs.Panel>
          <Tabs.Panel value="reserve">
            <ReservesTab storeId={store.storeId} />
          </Tabs.Panel>
        </Tabs>
      )}
    </Page>
  );
}

function Documents({ storeId, waiting = false }: { storeId: string; waiting?: boolean }) {
  const t = useT();
  const navigate = useNavigate();
  const reason = useReason();
  return (
    <ListTable<Document>
      query={listDocuments}
      name={waiting ? 'w' : 'd'}
      input={{ placeId: storeId, ...(waiting ? { state: 'asked' } : {}) }}
      rowKey={(row) => row.id}
      searchField="search"
      columns={
        waiting
          ? ['number', 'kind', 'lines', 'reason', 'occurredAt', 'madeBy']
          : ['number', 'kind', 'state', 'lines', 'reason', 'reference', 'occurredAt', 'madeBy']
      }
      onOpen={(row) => void navigate({ to: `/supply/store/${row.id}` })}
      cells={{
        kind: (row) => t(`supply.document-kind-${row.kind}`),
        state: (row) => <StateOf of="document" state={row.state} />,
        occurredAt: (row) => <When at={row.occurredAt} />,
        reason: (row) => row.reason && <bdi>{reason(row.reason)}</bdi>,
        madeBy: (row) => <bdi>{row.madeBy}</bdi>,
      }}
      columnFilters={{
        kind: {
          kind: 'choice',
          field: 'kinds',
          many: true,
          choices: documentKinds.map((value) => ({ value, label: t(`supply.document-kind-${value}`) })),
        },
        ...(waiting
          ? {}
          : {
              state: {
                kind: 'choice' as const,
                field: 'state',
                choices: ['asked', 'posted', 'declined', 'reversed'].map((value) => ({
                  value,
                  label: t(`supply.document-state-${value}`),
                })),
              },
            }),
        occurredAt: { kind: 'days', from: 'from', to: 'to' },
      }}
      empty={{
        title: t(waiting ? 'supply.nothing-waits' : 'supply.no-documents'),
        text: t(waiting ? 'supply.nothing-waits-text' : 'supply.no-documents-text'),
      }}
    />
  );
}

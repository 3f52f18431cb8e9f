import { useNavigate } from '@tanstack/react-router';
import type * as z from 'zod';
import { useT } from '#foundation/web/i18n.ts';
import { useCan } from '#foundation/web/session.ts';
import { Button, ListTable, Page, Status, Text, When, useBegin } from '#foundation/web/ui/index.ts';
import { listReceipts, receiptSources, recordReceipt } from '../../contract/stores/receipts.ts';
import { receiptsImport } from '../../contract/stores/receipt-sheets.ts';
import type { ReceiptRow } from '../../contract/stores/receipts.ts';
import { StateOf, nameOf, useQty } from './words.tsx';

type Row = z.output<typeof ReceiptRow>;

/** What came in, the newest first; what does not fit is said on its row. */
export default function ReceiptsPage() {
  const t = useT();
  const navigate = useNavigate();
  const may = useCan(recordReceipt.name);
  const sheets = useCan(receiptsImport.permission);
  const create = () => void navigate({ to: '/supply/receipts/new' });
  useBegin(recordReceipt.name, create);
  return (
    <Page
      title={t('page.supply.receipts')}
      subtitle={t('supply.receipts-text')}
      actions={
        <>
          {sheets && (
            <Button variant="default" onClick={() => void navigate({ to: `/imports?kind=${receiptsImport.name}` })}>
              {t('supply.receipts-import')}
            </Button>
          )}
          {may && <Button onClick={create}>{t('command.supply.record-receipt')}</Button>}
        </>
      }
    >
      <ListTable<Row>
        query={listReceipts}
        rowKey={(row) => row.id}
        searchField="search"
        columns={['number', 'arrivedAt', 'source', 'senderName', 'plate', 'differing', 'state']}
        onOpen={(row) => void navigate({ to: `/supply/receipts/${row.id}` })}
        cells={{
          arrivedAt: (row) => <When at={row.arrivedAt} />,
          placeCode: (row) => (
            <bdi title={nameOf({ nameEn: row.placeNameEn, nameTr: row.placeNameTr, nameAr: row.placeNameAr })}>
              <span className="kv-code">{row.placeCode}</span>
            </bdi>
          ),
          source: (row) => <SourceOf row={row} />,
          senderName: (row) => row.senderName && <bdi>{row.senderName}</bdi>,
          differing: (row) => <Differing row={row} />,
          state: (row) => <StateOf of="receipt" state={row.state} />,
        }}
        columnFilters={{
          source: {
            kind: 'choice',
            field: 'source',
            choices: receiptSources.map((value) => ({ value, label: t(`supply.receipt-source-${value}`) })),
          },
          state: {
            kind: 'choice',
            field: 'state',
            choices: ['posted', 'reversed'].map((value) => ({ value, label: t(`supply.receipt-state-${value}`) })),
          },
          differing: { kind: 'flag', field: 'open' },
          toCheck: { kind: 'flag', field: 'toCheck' },
          arrivedAt: { kind: 'days', from: 'from', to: 'to' },
        }}
        empty={{
          title: t('supply.no-receipts'),
          text: t('supply.no-receipts-text'),
          ...(may ? { action: <Button onClick={create}>{t('command.supply.record-receipt')}</Button> } : {}),
        }}
      />
    </Page>
  );
}

function SourceOf({ row }: { row: Row }) {
  const t = useT();
  const words = t(`supply.receipt-source-${row.source}`);
  if (row.source === 'unknown') return <Status tone="person">{words}</Status>;
  return (
    <>
      {words} <span className="kv-code">{row.reference}</span>
    </>
  );
}

function Differing({ row }: { row: Row }) {
  const t = useT();
  const { figures } = useQty();
  if (row.state === 'reversed') return null;
  if (row.unsorted > 0) return <Status tone="waiting">{t('goods.condition-unsorted')}</Status>;
  return (
    <Text component="span" {...(row.differing > 0 ? { c: 'person', fw: 600 } : { c: 'dimmed' })}>
      {figures(row.differing)}
    </Text>
  );
}

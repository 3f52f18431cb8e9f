import { useNavigate } from '@tanstack/react-router';
import type * as z from 'zod';
import { useT } from '#foundation/web/i18n.ts';
import { useCan } from '#foundation/web/session.ts';
import { Button, ListTable, Page, When, useBegin } from '#foundation/web/ui/index.ts';
import { DocumentState } from '../../contract/stores/documents.ts';
import { listGrantTransfers, transferBetweenGrants } from '../../contract/stores/grant-transfers.ts';
import type { GrantTransferRow } from '../../contract/stores/grant-transfers.ts';
import { StateOf } from './words.tsx';

type Row = z.output<typeof GrantTransferRow>;

/** Goods that passed from one grant to another for good, and those that wait for a second person. */
export default function TransfersPage() {
  const t = useT();
  const navigate = useNavigate();
  const may = useCan(transferBetweenGrants.name);
  const begin = () => void navigate({ to: '/supply/store' });
  useBegin(transferBetweenGrants.name, begin);
  return (
    <Page
      title={t('page.supply.grant-transfers')}
      subtitle={t('supply.transfers-text')}
      actions={may && <Button onClick={begin}>{t('supply.choose-to-transfer')}</Button>}
    >
      <ListTable<Row>
        query={listGrantTransfers}
        rowKey={(row) => row.id}
        searchField="search"
        columns={['number', 'state', 'fromCode', 'toCode', 'consent', 'placeCode', 'madeBy', 'madeAt', 'decidedBy']}
        onOpen={(row) => void navigate({ to: `/supply/store/${row.id}` })}
        cells={{
          state: (row) => <StateOf of="document" state={row.state} />,
          reason: (row) => <bdi>{row.reason}</bdi>,
          madeBy: (row) => <bdi>{row.madeBy}</bdi>,
          madeAt: (row) => <When at={row.madeAt} />,
          decidedBy: (row) => row.decidedBy && <bdi>{row.decidedBy}</bdi>,
          decidedAt: (row) => row.decidedAt && <When at={row.decidedAt} />,
        }}
        columnFilters={{
          state: {
            kind: 'choice',
            field: 'state',
            choices: DocumentState.options.map((value) => ({ value, label: t(`supply.document-state-${value}`) })),
          },
          madeAt: { kind: 'days', from: 'from', to: 'to' },
        }}
        empty={{ title: t('supply.no-transfers'), text: t('supply.no-transfers-text') }}
      />
    </Page>
  );
}

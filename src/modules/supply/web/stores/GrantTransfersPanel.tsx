import { Link } from '@tanstack/react-router';
import type { RecordPanel } from '#foundation/web/RecordPanels.tsx';
import { useAsk } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import { useCan } from '#foundation/web/session.ts';
import { Lines, Paper, Text, Title } from '#foundation/web/ui/index.ts';
import { listGrantTransfers } from '../../contract/stores/grant-transfers.ts';
import { StateOf, nameOf, useQty } from './words.tsx';

/** Beside a grant: its goods that passed to another grant for good, and what came from others. */
const GrantTransfersPanel: RecordPanel = ({ subject }) =>
  useCan(listGrantTransfers.permission) && subject.kind === 'grant' ? <Transfers grantId={subject.id} /> : null;
export default GrantTransfersPanel;

function Transfers({ grantId }: { grantId: string }) {
  const t = useT();
  const { qty } = useQty();
  const found = useAsk(listGrantTransfers, { grantId, limit: 100 });
  if (!found.data || found.data.rows.length === 0) return null;
  return (
    <Paper p="md" mt="md">
      <Title order={2} mb="sm">
        {t('page.supply.grant-transfers')}
      </Title>
      <Lines
        label={t('page.supply.grant-transfers')}
        rows={found.data.rows}
        rowKey={(row) => row.id}
        columns={[
          {
            key: 'number',
            title: t('column.supply.list-grant-transfers.number'),
            cell: (row) => (
              <Link to={`/supply/store/${row.id}`} className="kv-opens">
                <span className="kv-code">{row.number}</span>
              </Link>
            ),
          },
          {
            key: 'other',
            title: t('supply.transfer-other'),
            cell: (row) => {
              const gone = row.fromGrant === grantId;
              return (
                <>
                  {t(gone ? 'supply.transfer-gone-to' : 'supply.transfer-come-from')}{' '}
                  <span className="kv-code">{gone ? row.toCode : row.fromCode}</span>
                </>
              );
            },
          },
          {
            key: 'items',
            title: t('supply.item'),
            wraps: true,
            cell: (row) =>
              row.items.map((item) => (
                <Text key={item.itemId} size="sm">
                  <bdi>{nameOf(item)}</bdi> · {qty(item.qty, item.unit)}
                </Text>
              )),
          },
          {
            key: 'state',
            title: t('column.supply.list-grant-transfers.state'),
            cell: (row) => <StateOf of="document" state={row.state} />,
          },
        ]}
      />
    </Paper>
  );
}

import { useNavigate } from '@tanstack/react-router';
import { useT } from '#foundation/web/i18n.ts';
import { ListTable, Page } from '#foundation/web/ui/index.ts';
import { listDiscrepancies } from '../../contract/transport/discrepancies.ts';
import { DiscrepancyStatus, nameIn } from './words.tsx';

type Row = (typeof listDiscrepancies)['output']['_output']['rows'][number];

/** Differences between what was sent and what was counted, until both ends agree. */
export default function DiscrepanciesPage() {
  const t = useT();
  const navigate = useNavigate();
  return (
    <Page title={t('page.supply.discrepancies')} subtitle={t('supply.discrepancies-text')}>
      <ListTable<Row>
        query={listDiscrepancies}
        rowKey={(row) => row.id}
        searchField="search"
        columns={['number', 'waybill', 'place', 'missing', 'damaged', 'extra', 'dueOn', 'state']}
        onOpen={(row) => void navigate({ to: `/supply/discrepancies/${row.id}` })}
        cells={{
          place: (row) => <bdi>{nameIn(row.place)}</bdi>,
          stage: (row) => t(`supply.stage-${row.stage}`),
          state: (row) => <DiscrepancyStatus state={row.state} overdue={row.overdue} />,
        }}
        columnFilters={{
          state: {
            kind: 'choice',
            field: 'state',
            choices: (['open', 'closed'] as const).map((value) => ({ value, label: t(`supply.discrepancy-${value}`) })),
          },
          stage: {
            kind: 'choice',
            field: 'stage',
            choices: (['road', 'hub', 'delivery'] as const).map((value) => ({ value, label: t(`supply.stage-${value}`) })),
          },
          dueOn: { kind: 'flag', field: 'overdue' },
        }}
        empty={{ title: t('supply.no-discrepancies'), text: t('supply.no-discrepancies-text') }}
      />
    </Page>
  );
}

import { useT } from '#foundation/web/i18n.ts';
import { ListTable, Page } from '#foundation/web/ui/index.ts';
import { listPastMovements } from '../../contract/transport/board.ts';
import { nameIn } from './words.tsx';

type Row = (typeof listPastMovements)['output']['_output']['rows'][number];

/** Movements up to yesterday, by district: what may be known without the right to live positions. */
export default function MovementsPage() {
  const t = useT();
  return (
    <Page title={t('page.supply.movements')} subtitle={t('supply.movements-text')}>
      <ListTable<Row>
        query={listPastMovements}
        rowKey={(row) => `${row.day} ${row.fromArea} ${row.toArea}`}
        columns={['day', 'fromNames', 'toNames', 'trucks', 'lines']}
        cells={{ fromNames: (row) => <bdi>{nameIn(row.fromNames)}</bdi>, toNames: (row) => <bdi>{nameIn(row.toNames)}</bdi> }}
        columnFilters={{ day: { kind: 'days', from: 'from', to: 'to' } }}
        empty={{ title: t('supply.no-movements'), text: t('supply.no-movements-text') }}
      />
    </Page>
  );
}

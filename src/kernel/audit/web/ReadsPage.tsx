import { useT } from '#foundation/web/i18n.ts';
import { ListTable, Page } from '#foundation/web/ui/index.ts';
import { listReads } from '../contract/history.ts';

interface Row {
  readonly id: string;
  readonly query: string;
}

/** Who read which sensitive records. */
export default function ReadsPage() {
  const t = useT();
  return (
    <Page title={t('page.audit.reads')}>
      <ListTable<Row>
        query={listReads}
        rowKey={(row) => row.id}
        cells={{ query: (row) => t(`query.${row.query}`) }}
        empty={{ title: t('audit.nothing') }}
      />
    </Page>
  );
}

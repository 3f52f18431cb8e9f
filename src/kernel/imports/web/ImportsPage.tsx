import { useNavigate } from '@tanstack/react-router';
import { useAsk } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import { ListTable, Page, Status, Text, Title, Waiting } from '#foundation/web/ui/index.ts';
import { listImports, listKinds } from '../contract/imports.ts';
import type { ImportListed } from '../contract/imports.ts';
import { SendSheet } from './SendSheet.tsx';
import { tones } from './words.ts';

/** Where sheets are sent, and what came of those sent before. */
export default function ImportsPage() {
  const t = useT();
  const navigate = useNavigate();
  const kinds = useAsk(listKinds, {});
  return (
    <Page title={t('page.imports.imports')} subtitle={t('imports.text')}>
      {kinds.isPending && <Waiting />}
      {kinds.data?.rows.length === 0 && <Text>{t('imports.nothing-allowed')}</Text>}
      {kinds.data && kinds.data.rows.length > 0 && <SendSheet kinds={kinds.data.rows} />}
      <Title order={2}>{t('imports.history')}</Title>
      <ListTable<ImportListed>
        query={listImports}
        rowKey={(row) => row.id}
        columns={['fileName', 'kind', 'state', 'rows', 'applied', 'faulty', 'createdBy', 'createdAt']}
        onOpen={(row) => void navigate({ to: `/imports/${row.id}` })}
        cells={{ state: (row) => <Status tone={tones[row.state]}>{t(`imports.state-${row.state}`)}</Status> }}
        empty={{ title: t('imports.none'), text: t('imports.none-text') }}
      />
    </Page>
  );
}

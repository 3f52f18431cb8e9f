import { useNavigate } from '@tanstack/react-router';
import type * as z from 'zod';
import { useT } from '#foundation/web/i18n.ts';
import { useCan } from '#foundation/web/session.ts';
import { Button, ListTable, Page, useBegin } from '#foundation/web/ui/index.ts';
import { listResponses, openResponse } from '../contract/responses.ts';
import type { ResponseRow } from '../contract/responses.ts';
import { nameColumn, nameOf } from './names.ts';
import { StatusOf } from './words.tsx';

type Row = z.output<typeof ResponseRow>;

/** What the mission answers. A new one is opened by the guided page, with its site, its store and its people. */
export default function ResponsesPage() {
  const t = useT();
  const navigate = useNavigate();
  const mayOpen = useCan(openResponse.name);
  const open = () => void navigate({ to: '/responses/new' });
  useBegin(openResponse.name, open);
  return (
    <Page
      title={t('page.orgs.responses')}
      subtitle={t('orgs.responses-text')}
      actions={mayOpen && <Button onClick={open}>{t('command.orgs.open-response')}</Button>}
    >
      <ListTable<Row>
        query={listResponses}
        rowKey={(row) => row.id}
        searchField="search"
        columns={['code', nameColumn(), 'kind', 'startsOn', 'endsOn', 'projects', 'status']}
        onOpen={(row) => void navigate({ to: `/responses/${row.id}` })}
        cells={{
          nameTr: (row) => <bdi>{nameOf(row)}</bdi>,
          nameAr: (row) => <bdi>{nameOf(row)}</bdi>,
          kind: (row) => t(`orgs.response-${row.kind}`),
          status: (row) => <StatusOf status={row.status} />,
        }}
        columnFilters={{
          status: {
            kind: 'choice',
            field: 'status',
            choices: (['open', 'closed'] as const).map((value) => ({ value, label: t(`orgs.status-${value}`) })),
          },
        }}
        empty={{ title: t('orgs.no-responses'), text: t('orgs.no-responses-text') }}
      />
    </Page>
  );
}

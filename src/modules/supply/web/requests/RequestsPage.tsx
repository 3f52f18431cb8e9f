import { useNavigate } from '@tanstack/react-router';
import { useT } from '#foundation/web/i18n.ts';
import { useCan } from '#foundation/web/session.ts';
import { Button, ListTable, Page, Text, useBegin } from '#foundation/web/ui/index.ts';
import { allocate } from '../../contract/requests/allocation.ts';
import { importRequests, requestsImport } from '../../contract/requests/imports.ts';
import { RequestState, createRequest, listRequests } from '../../contract/requests/requests.ts';
import type { RequestRow } from '../../contract/requests/requests.ts';
import { RequestStatus, nameIn, useQuantities } from './words.tsx';

/** What partners, offices and sites ask for. */
export default function RequestsPage() {
  const t = useT();
  const navigate = useNavigate();
  const { figure } = useQuantities();
  const [mayCreate, mayImport, mayAllocate] = [useCan(createRequest.name), useCan(importRequests.name), useCan(allocate.name)];
  const create = () => void navigate({ to: '/supply/requests/new' });
  useBegin(createRequest.name, create);
  const button = mayCreate && <Button onClick={create}>{t('command.supply.create-request')}</Button>;
  return (
    <Page
      title={t('page.supply.requests')}
      subtitle={t('supply.requests-text')}
      actions={
        <>
          {mayImport && (
            <Button variant="default" onClick={() => void navigate({ to: `/imports?kind=${requestsImport.name}` })}>
              {t('command.supply.import-requests')}
            </Button>
          )}
          {mayAllocate && (
            <Button variant="default" onClick={() => void navigate({ to: '/supply/allocation' })}>
              {t('page.supply.allocation')}
            </Button>
          )}
          {button}
        </>
      }
    >
      <ListTable<RequestRow>
        query={listRequests}
        rowKey={(row) => row.id}
        searchField="search"
        columns={['number', 'orgNames', 'siteNames', 'neededOn', 'state', 'lines', 'overLines', 'openLines']}
        onOpen={(row) => void navigate({ to: `/supply/requests/${row.id}` })}
        cells={{
          orgNames: (row) => <bdi>{nameIn(row.orgNames)}</bdi>,
          siteNames: (row) => <bdi>{nameIn(row.siteNames)}</bdi>,
          areaNames: (row) => <bdi>{nameIn(row.areaNames)}</bdi>,
          origin: (row) => t(`supply.origin-${row.origin}`),
          state: (row) => <RequestStatus state={row.state} />,
          overLines: (row) =>
            row.overLines > 0 ? (
              <Text component="span" c="person" fw={600}>
                {figure(row.overLines)}
              </Text>
            ) : null,
          openLines: (row) => (row.openLines > 0 ? figure(row.openLines) : null),
        }}
        columnFilters={{
          state: {
            kind: 'choice',
            field: 'states',
            many: true,
            choices: RequestState.options.map((value) => ({ value, label: t(`supply.request-state-${value}`) })),
          },
          neededOn: { kind: 'days', from: 'neededFrom', to: 'neededTo' },
          overLines: { kind: 'flag', field: 'over' },
          openLines: { kind: 'flag', field: 'open' },
        }}
        empty={{ title: t('supply.no-requests'), text: t('supply.no-requests-text'), action: button }}
      />
    </Page>
  );
}

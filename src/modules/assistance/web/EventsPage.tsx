import { useNavigate } from '@tanstack/react-router';
import { useT } from '#foundation/web/i18n.ts';
import { useCan } from '#foundation/web/session.ts';
import { Button, ListTable, Page, useBegin } from '#foundation/web/ui/index.ts';
import { listEvents, planEvent } from '../contract/events.ts';
import type { EventRow } from '../contract/events.ts';
import { eventStates } from '../contract/shared.ts';
import { importTokens, tokensImport } from '../contract/tokens.ts';
import { EventStatus, nameIn, useWords } from './words.tsx';

/** Distribution days: what is given, by whom, where and when, and how far each has come. */
export default function EventsPage() {
  const t = useT();
  const navigate = useNavigate();
  const { figure } = useWords();
  const mayPlan = useCan(planEvent.name);
  const mayList = useCan(importTokens.name);
  const plan = () => void navigate({ to: '/assistance/events/new' });
  useBegin(planEvent.name, plan);
  const button = mayPlan && <Button onClick={plan}>{t('command.assistance.plan-event')}</Button>;
  return (
    <Page
      title={t('page.assistance.events')}
      subtitle={t('assistance.events-text')}
      actions={
        <>
          {mayList && (
            <Button variant="default" onClick={() => void navigate({ to: `/imports?kind=${tokensImport.name}` })}>
              {t('command.assistance.import-tokens')}
            </Button>
          )}
          {button}
        </>
      }
    >
      <ListTable<EventRow>
        query={listEvents}
        rowKey={(row) => row.id}
        searchField="search"
        columns={['number', 'title', 'state', 'givesOn', 'siteNames', 'served', 'odd']}
        onOpen={(row) => void navigate({ to: `/assistance/events/${row.id}` })}
        cells={{
          siteNames: (row) => <bdi>{nameIn(row.siteNames)}</bdi>,
          areaNames: (row) => <bdi>{nameIn(row.areaNames)}</bdi>,
          orgNames: (row) => <bdi>{nameIn(row.orgNames)}</bdi>,
          packageNames: (row) => <bdi>{nameIn(row.packageNames)}</bdi>,
          admits: (row) => t(`assistance.admits-${row.admits}`),
          served: (row) => `${figure(row.served)} / ${figure(row.expected)}`,
          odd: (row) => (row.odd > 0 ? figure(row.odd) : null),
          state: (row) => <EventStatus state={row.state} />,
        }}
        columnFilters={{
          state: {
            kind: 'choice',
            field: 'states',
            many: true,
            choices: eventStates.map((value) => ({ value, label: t(`assistance.state-${value}`) })),
          },
          givesOn: { kind: 'days', from: 'from', to: 'to' },
        }}
        empty={{ title: t('assistance.no-events'), text: t('assistance.no-events-text'), action: button }}
      />
    </Page>
  );
}

import { useNavigate } from '@tanstack/react-router';
import { useT } from '#foundation/web/i18n.ts';
import { useCan } from '#foundation/web/session.ts';
import { Button, ListTable, Page, Status, useBegin } from '#foundation/web/ui/index.ts';
import { sectors } from '#kernel/orgs/contract/grants.ts';
import { createPlan, listPlans } from '../../contract/requests/plans.ts';
import type { PlanRow } from '../../contract/requests/plans.ts';
import { nameIn } from './words.tsx';

/** Distribution plans: who gives what to whom, where and when. */
export default function PlansPage() {
  const t = useT();
  const navigate = useNavigate();
  const mayCreate = useCan(createPlan.name);
  const create = () => void navigate({ to: '/supply/plans/new' });
  useBegin(createPlan.name, create);
  const button = mayCreate && <Button onClick={create}>{t('command.supply.create-plan')}</Button>;
  return (
    <Page title={t('page.supply.plans')} subtitle={t('supply.plans-text')} actions={button}>
      <ListTable<PlanRow>
        query={listPlans}
        rowKey={(row) => row.id}
        searchField="search"
        columns={['number', 'title', 'orgNames', 'siteNames', 'givesOn', 'persons', 'status']}
        onOpen={(row) => void navigate({ to: `/supply/plans/${row.id}` })}
        cells={{
          orgNames: (row) => <bdi>{nameIn(row.orgNames)}</bdi>,
          siteNames: (row) => <bdi>{nameIn(row.siteNames)}</bdi>,
          areaNames: (row) => <bdi>{nameIn(row.areaNames)}</bdi>,
          sector: (row) => t(`orgs.sector-${row.sector}`),
          status: (row) => <Status tone={row.status === 'open' ? 'settled' : 'stopped'}>{t(`supply.plan-status-${row.status}`)}</Status>,
        }}
        columnFilters={{
          status: {
            kind: 'choice',
            field: 'status',
            choices: (['open', 'closed'] as const).map((value) => ({ value, label: t(`supply.plan-status-${value}`) })),
          },
          sector: { kind: 'choice', field: 'sector', choices: sectors.map((value) => ({ value, label: t(`orgs.sector-${value}`) })) },
          givesOn: { kind: 'days', from: 'from', to: 'to' },
        }}
        empty={{ title: t('supply.no-plans'), text: t('supply.no-plans-text'), action: button }}
      />
    </Page>
  );
}

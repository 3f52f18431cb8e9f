import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import type * as z from 'zod';
import { RecordPanels } from '#foundation/web/RecordPanels.tsx';
import { useAsk } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import {
  Button,
  CommandForm,
  Facts,
  Grid,
  Modal,
  Page,
  Paper,
  ProblemNotice,
  Stack,
  Status,
  Text,
  Title,
  Waiting,
  tell,
  crumb,
  Lines,
} from '#foundation/web/ui/index.ts';
import { changePlan, closePlan, getPlan } from '../../contract/requests/plans.ts';
import type { PlanShown } from '../../contract/requests/plans.ts';
import { createRequest, listRequests } from '../../contract/requests/requests.ts';
import { RequestStatus, nameIn, useDay, useQuantities } from './words.tsx';

type Plan = z.output<typeof PlanShown>;

/** One distribution plan: for whom, by which standard, and what came of it so far. */
export default function PlanPage() {
  const t = useT();
  const navigate = useNavigate();
  const { planId } = useParams({ strict: false }) as { planId: string };
  const plan = useAsk(getPlan, { planId });
  const [closing, setClosing] = useState(false);
  if (plan.error)
    return (
      <Page title={t('page.supply.plan')}>
        <ProblemNotice problem={plan.error.body} retry={() => void plan.refetch()} />
      </Page>
    );
  if (!plan.data) return <Waiting />;
  const at = plan.data;
  const may = (name: string) => at.abilities.includes(name);
  return (
    <Page
      title={<bdi>{at.title}</bdi>}
      subtitle={<span className="kv-code">{at.number}</span>}
      crumbs={[crumb(t('page.supply.plans'), '/supply/plans', navigate)]}
      actions={
        <>
          {may(closePlan.name) && (
            <Button variant="default" onClick={() => setClosing(true)}>
              {t('command.supply.close-plan')}
            </Button>
          )}
          {may(changePlan.name) && (
            <Button variant="default" onClick={() => void navigate({ to: `/supply/plans/${planId}/change` })}>
              {t('command.supply.change-plan')}
            </Button>
          )}
          {may(createRequest.name) && (
            <Button onClick={() => void navigate({ to: `/supply/requests/new?plan=${planId}` })}>
              {t('command.supply.create-request')}
            </Button>
          )}
        </>
      }
    >
      <Grid gap="md">
        <Grid.Col span={{ base: 12, md: 4 }}>
          <PlanFacts plan={at} />
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 8 }}>
          <Stack>
            <PlanItems plan={at} />
            <Standards plan={at} />
            <Requests planId={planId} />
          </Stack>
        </Grid.Col>
      </Grid>
      <RecordPanels subject={{ kind: 'supply-plan', id: planId }} />
      <Modal opened={closing} onClose={() => setClosing(false)} title={t('command.supply.close-plan')}>
        <CommandForm
          def={closePlan}
          fixed={{ planId }}
          initial={{ reason: '' }}
          fields={[{ name: 'reason', kind: 'long', label: t('field.reason'), required: true }]}
          onCancel={() => setClosing(false)}
          onDone={() => {
            setClosing(false);
            tell(t('supply.plan-saved'));
            void plan.refetch();
          }}
        />
      </Modal>
    </Page>
  );
}

function PlanFacts({ plan }: { plan: Plan }) {
  const t = useT();
  const day = useDay();
  const { figure } = useQuantities();
  const label = (key: string) => t(`column.supply.list-plans.${key}`);
  return (
    <Facts
      items={[
        {
          label: label('status'),
          value: <Status tone={plan.status === 'open' ? 'settled' : 'stopped'}>{t(`supply.plan-status-${plan.status}`)}</Status>,
        },
        { label: label('givesOn'), value: day(plan.givesOn) },
        { label: label('orgNames'), value: <bdi>{nameIn(plan.orgNames)}</bdi> },
        { label: label('agreement'), value: <bdi>{plan.agreement}</bdi> },
        {
          label: label('siteNames'),
          value: (
            <>
              <bdi>{nameIn(plan.siteNames)}</bdi> (<bdi>{nameIn(plan.areaNames)}</bdi>)
            </>
          ),
        },
        { label: label('sector'), value: t(`orgs.sector-${plan.sector}`) },
        { label: t('supply.request-field-people'), value: t('supply.people', { households: plan.households, persons: plan.persons }) },
        {
          label: t('supply.household-sizes'),
          value: plan.sizes.map((row) => t('supply.households-of', { size: row.size, households: figure(row.households) })).join(' · '),
        },
        ...(plan.grant ? [{ label: t('supply.plan-grant'), value: <span className="kv-code">{plan.grant.code}</span> }] : []),
        ...(plan.note ? [{ label: t('field.note'), value: <bdi>{plan.note}</bdi> }] : []),
      ]}
    />
  );
}

function PlanItems({ plan }: { plan: Plan }) {
  const t = useT();
  const { figure, words } = useQuantities();
  const over = (row: Plan['items'][number]) => (row.standard === null ? 0 : Math.max(0, row.asked - row.standard));
  return (
    <Stack gap="xs">
      <Title order={2}>{t('supply.plan-items')}</Title>
      <Lines
        label={t('supply.plan-items')}
        rows={plan.items}
        rowKey={(row) => row.item.id}
        columns={[
          { key: 'item', title: t('supply.item'), wraps: true, cell: (row) => <bdi>{nameIn(row.item.names)}</bdi> },
          {
            key: 'standard',
            title: t('supply.line-standard'),
            number: true,
            cell: (row) => (row.standard === null ? t('supply.no-standard') : words(row.standard, row.item.unit)),
          },
          { key: 'asked', title: t('supply.line-asked'), number: true, cell: (row) => figure(row.asked) },
          {
            key: 'over',
            title: t('supply.line-over'),
            number: true,
            cell: (row) =>
              over(row) > 0 ? (
                <Text component="span" c="person" fw={600}>
                  {figure(over(row))}
                </Text>
              ) : null,
          },
          { key: 'allocated', title: t('supply.line-allocated'), number: true, cell: (row) => figure(row.allocated) },
          { key: 'shipped', title: t('supply.line-shipped'), number: true, cell: (row) => figure(row.shipped) },
          { key: 'delivered', title: t('supply.line-delivered'), number: true, cell: (row) => figure(row.delivered) },
        ]}
      />
    </Stack>
  );
}

/** The standards in words: one kit for a household, one blanket for every two persons. */
function Standards({ plan }: { plan: Plan }) {
  const t = useT();
  const { words } = useQuantities();
  const items = new Map(plan.items.map((row) => [row.item.id, row.item]));
  return (
    <Paper p="md">
      <Title order={2} mb="xs">
        {t('supply.plan-standards')}
      </Title>
      <Stack gap={4}>
        {plan.standards.map((row) => {
          const item = items.get(row.itemId);
          return item ? (
            <Text key={`${row.itemId}-${row.fromSize}`}>
              <bdi>{nameIn(item.names)}</bdi>: {t(`supply.standard-${row.per}`, { qty: words(row.qty, item.unit), every: row.every })}
              {(row.fromSize > 1 || row.toSize !== null) && (
                <Text span c="dimmed">
                  {' '}
                  {row.toSize === null
                    ? t('supply.sizes-from', { from: row.fromSize })
                    : t('supply.sizes-between', { from: row.fromSize, to: row.toSize })}
                </Text>
              )}
            </Text>
          ) : null;
        })}
      </Stack>
    </Paper>
  );
}

function Requests({ planId }: { planId: string }) {
  const t = useT();
  const day = useDay();
  const rows = useAsk(listRequests, { planId, limit: 100 }).data?.rows ?? [];
  return (
    <Paper p="md">
      <Title order={2} mb="xs">
        {t('page.supply.requests')}
      </Title>
      {rows.length === 0 && <Text c="dimmed">{t('supply.plan-no-requests')}</Text>}
      <Stack gap="xs">
        {rows.map((row) => (
          <div key={row.id}>
            <Link to={`/supply/requests/${row.id}`} className="kv-opens">
              <span className="kv-code">{row.number}</span>
            </Link>{' '}
            <RequestStatus state={row.state} />{' '}
            <Text span c="dimmed" size="sm">
              {t('supply.needed-on', { day: day(row.neededOn) })}
            </Text>
          </div>
        ))}
      </Stack>
    </Paper>
  );
}

import { Link, useNavigate } from '@tanstack/react-router';
import type * as z from 'zod';
import { useAsk } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import { useCan } from '#foundation/web/session.ts';
import { Alert, Button, List, ListTable, Page, Text, useBegin } from '#foundation/web/ui/index.ts';
import { GrantStatus, createGrant, listGrants } from '../contract/grants.ts';
import type { GrantRow } from '../contract/grants.ts';
import { nameOf } from './names.ts';
import { StatusOf, useMoney } from './words.tsx';

type Row = z.output<typeof GrantRow>;

/** Donor agreements; those near their end are said first. */
export default function GrantsPage() {
  const t = useT();
  const money = useMoney();
  const navigate = useNavigate();
  const mayCreate = useCan(createGrant.name);
  const create = () => void navigate({ to: '/grants/new' });
  useBegin(createGrant.name, create);
  return (
    <Page
      title={t('page.orgs.grants')}
      subtitle={t('orgs.grants-text')}
      actions={mayCreate && <Button onClick={create}>{t('command.orgs.create-grant')}</Button>}
    >
      <Ending />
      <ListTable<Row>
        query={listGrants}
        rowKey={(row) => row.id}
        searchField="search"
        columns={['code', 'title', 'nameEn', 'amount', 'endsOn', 'daysLeft', 'status']}
        onOpen={(row) => void navigate({ to: `/grants/${row.id}` })}
        cells={{
          nameEn: (row) => <bdi>{nameOf(row)}</bdi>,
          amount: (row) => <span className="kv-number">{money(row.amount)}</span>,
          daysLeft: (row) => <DaysLeft row={row} />,
          status: (row) => <StatusOf status={row.status} />,
        }}
        columnFilters={{
          status: {
            kind: 'choice',
            field: 'status',
            choices: GrantStatus.options.map((value) => ({ value, label: t(`orgs.status-${value}`) })),
          },
        }}
        empty={{ title: t('orgs.no-grants'), text: t('orgs.no-grants-text') }}
      />
    </Page>
  );
}

function DaysLeft({ row }: { row: Row }) {
  if (row.status === 'closed') return null;
  return (
    <Text component="span" {...(row.attention ? { c: 'person', fw: 600 } : {})}>
      <DaysWords days={row.daysLeft} />
    </Text>
  );
}

/** So many days until it ends, or since. */
function DaysWords({ days }: { days: number }) {
  const t = useT();
  return <>{days < 0 ? t('orgs.days-over', { count: -days }) : t('orgs.days-left', { count: days })}</>;
}

/** What asks for attention: agreements that end soon, or ended and are still open. */
function Ending() {
  const t = useT();
  const rows = useAsk(listGrants, { attention: true, limit: 20 }).data?.rows ?? [];
  if (rows.length === 0) return null;
  return (
    <Alert color="waiting" title={t('orgs.grants-ending', { count: rows.length })}>
      <List size="sm">
        {rows.map((row) => (
          <List.Item key={row.id}>
            <Link to={`/grants/${row.id}`} className="kv-opens">
              <span className="kv-code">{row.code}</span> <bdi>{row.title}</bdi>
            </Link>
            : <DaysWords days={row.daysLeft} />
          </List.Item>
        ))}
      </List>
    </Alert>
  );
}

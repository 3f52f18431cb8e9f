import { useNavigate } from '@tanstack/react-router';
import { useIntl } from 'react-intl';
import type * as z from 'zod';
import { useT } from '#foundation/web/i18n.ts';
import { useCan } from '#foundation/web/session.ts';
import { Button, ListTable, Page } from '#foundation/web/ui/index.ts';
import { listHouseholds } from '../contract/queries.ts';
import type { HouseholdRow } from '../contract/queries.ts';
import { registerHousehold } from '../contract/register.ts';
import { HouseholdStatus, placeIn } from './words.tsx';

type Row = z.output<typeof HouseholdRow>;

/** Households within reach, the latest first. */
export default function HouseholdsPage() {
  const t = useT();
  const navigate = useNavigate();
  const { locale } = useIntl();
  const may = useCan(registerHousehold.name);
  const register = () => void navigate({ to: '/people/register' });
  return (
    <Page
      title={t('page.people.households')}
      subtitle={t('people.households-text')}
      actions={may && <Button onClick={register}>{t('command.people.register-household')}</Button>}
    >
      <ListTable<Row>
        query={listHouseholds}
        rowKey={(row) => row.id}
        columns={['number', 'head', 'size', 'area', 'card', 'attested', 'status', 'registeredAt']}
        onOpen={(row) => void navigate({ to: `/people/households/${row.id}` })}
        cells={{
          area: (row) => <bdi>{placeIn(row.areaNames, locale)}</bdi>,
          status: (row) => <HouseholdStatus status={row.status} />,
        }}
        columnFilters={{
          number: { kind: 'text', field: 'number' },
          status: {
            kind: 'choice',
            field: 'status',
            choices: (['active', 'closed'] as const).map((value) => ({ value, label: t(`people.household-${value}`) })),
          },
          attested: { kind: 'flag', field: 'spotCheck' },
        }}
        empty={{ title: t('people.no-households'), text: t('people.no-households-text') }}
      />
    </Page>
  );
}

import { useNavigate } from '@tanstack/react-router';
import type * as z from 'zod';
import { useT } from '#foundation/web/i18n.ts';
import { useCan } from '#foundation/web/session.ts';
import { Button, ListTable, Page, useBegin } from '#foundation/web/ui/index.ts';
import { OrgStatus, ScreeningState, createOrganisation, listOrganisations, orgRoles } from '../contract/organisations.ts';
import type { OrganisationRow } from '../contract/organisations.ts';
import { nameColumn, nameOf } from './names.ts';
import { ScreeningStatus, StatusOf } from './words.tsx';

type Row = z.output<typeof OrganisationRow>;

/** Everybody the mission works with. */
export default function OrgsPage() {
  const t = useT();
  const navigate = useNavigate();
  const mayCreate = useCan(createOrganisation.name);
  const create = () => void navigate({ to: '/orgs/new' });
  useBegin(createOrganisation.name, create);
  const choices = (key: string, values: readonly string[]) => values.map((value) => ({ value, label: t(`orgs.${key}-${value}`) }));
  return (
    <Page
      title={t('page.orgs.organisations')}
      subtitle={t('orgs.organisations-text')}
      actions={mayCreate && <Button onClick={create}>{t('command.orgs.create-organisation')}</Button>}
    >
      <ListTable<Row>
        query={listOrganisations}
        rowKey={(row) => row.id}
        searchField="search"
        columns={[nameColumn(), 'acronym', 'roles', 'country', 'status', 'screening', 'people']}
        onOpen={(row) => void navigate({ to: `/orgs/${row.id}` })}
        cells={{
          nameTr: (row) => <bdi>{nameOf(row)}</bdi>,
          nameAr: (row) => <bdi>{nameOf(row)}</bdi>,
          roles: (row) => row.roles.map((role) => t(`orgs.role-${role}`)).join(', '),
          status: (row) => <StatusOf status={row.status} />,
          screening: (row) => <ScreeningStatus state={row.screening} />,
        }}
        columnFilters={{
          roles: { kind: 'choice', field: 'role', choices: choices('role', orgRoles) },
          status: { kind: 'choice', field: 'status', choices: choices('status', OrgStatus.options) },
          screening: { kind: 'choice', field: 'screening', choices: choices('screening', ScreeningState.options) },
        }}
        empty={{ title: t('orgs.no-organisations'), text: t('orgs.no-organisations-text') }}
      />
    </Page>
  );
}

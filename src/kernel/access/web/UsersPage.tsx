import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type * as z from 'zod';
import { newId } from '#foundation/ids.ts';
import { useAsk } from '#foundation/web/client.ts';
import { RecordPicker } from '#foundation/web/RecordPicker.tsx';
import { useT } from '#foundation/web/i18n.ts';
import { useCan } from '#foundation/web/session.ts';
import { Button, CommandForm, ListTable, Modal, Page, Status, Text, tell, useBegin, onward } from '#foundation/web/ui/index.ts';
import { listRoles } from '../contract/roles.ts';
import { createUser, disableUser, enableUser, listUsers } from '../contract/users.ts';
import type { UserRow } from '../contract/users.ts';
import { namesOf } from './names.ts';

type Row = z.output<typeof UserRow>;

/** The people who work in the mission. */
export default function UsersPage() {
  const t = useT();
  const navigate = useNavigate();
  const mayAdd = useCan(createUser.name);
  const [adding, setAdding] = useState<string | null>(null);
  // An organisation's kind goes with it: what its users may hold depends on it.
  const [orgKind, setOrgKind] = useState('own');
  useBegin(createUser.name, () => setAdding(newId()));
  const roles = useAsk(listRoles, {}, { enabled: useCan(listRoles.name) }).data?.rows ?? [];
  const roleName = (id: string) => namesOf(roles.find((role) => role.id === id)?.names ?? { en: id });
  return (
    <Page
      title={t('page.access.users')}
      subtitle={t('access.users-text')}
      actions={mayAdd && <Button onClick={() => setAdding(newId())}>{t('command.access.create-user')}</Button>}
    >
      <ListTable<Row>
        query={listUsers}
        rowKey={(row) => row.id}
        searchField="search"
        columns={['name', 'email', 'roles', 'orgKind', 'language', 'disabled', 'createdAt']}
        onOpen={(row) => void navigate({ to: `/admin/users/${row.id}` })}
        cells={{
          roles: (row) => row.roles.map(roleName).join(', '),
          orgKind: (row) => t(`access.org-${row.orgKind}`),
          language: (row) => t(`access.language-${row.language}`),
          disabled: (row) => (
            <Status tone={row.disabled ? 'stopped' : 'settled'}>{row.disabled ? t('access.stopped') : t('access.works')}</Status>
          ),
        }}
        columnFilters={{
          roles: { kind: 'choice', field: 'roleId', choices: roles.map((role) => ({ value: role.id, label: namesOf(role.names) })) },
          disabled: {
            kind: 'choice',
            field: 'state',
            choices: [
              { value: 'active', label: t('access.works') },
              { value: 'disabled', label: t('access.stopped') },
            ],
          },
        }}
        bulk={[
          {
            command: disableUser,
            input: (row) => ({ userId: row.id }),
            leftOut: (row) => (row.disabled ? t('access.stopped-already') : undefined),
            name: (row) => <bdi>{row.name}</bdi>,
            change: () => `${t('access.works')} ${onward()} ${t('access.stopped')}`,
            grave: true,
          },
          {
            command: enableUser,
            input: (row) => ({ userId: row.id }),
            leftOut: (row) => (row.disabled ? undefined : t('access.works-already')),
            name: (row) => <bdi>{row.name}</bdi>,
            change: () => `${t('access.stopped')} ${onward()} ${t('access.works')}`,
          },
        ]}
        empty={{ title: t('access.no-users') }}
      />
      <Modal opened={adding !== null} onClose={() => setAdding(null)} title={t('command.access.create-user')}>
        <CommandForm
          def={createUser}
          fixed={{ userId: adding, orgKind }}
          initial={{ language: document.documentElement.lang }}
          onCancel={() => setAdding(null)}
          onDone={() => {
            tell(t('access.user-added'));
            void navigate({ to: `/admin/users/${adding}` });
          }}
          fields={[
            { name: 'name', kind: 'text', label: t('column.access.list-users.name'), required: true },
            { name: 'email', kind: 'text', label: t('column.access.list-users.email'), required: true },
            {
              name: 'language',
              kind: 'choice',
              label: t('column.access.list-users.language'),
              required: true,
              choices: (['en', 'tr', 'ar'] as const).map((value) => ({ value, label: t(`access.language-${value}`) })),
            },
            {
              name: 'orgId',
              kind: 'own',
              label: t('access.organisation'),
              render: (field) => (
                <>
                  <RecordPicker
                    kind="org"
                    id={field.id}
                    label={field.label}
                    error={field.error}
                    value={typeof field.value === 'string' ? field.value : ''}
                    onChange={(id, also) => {
                      field.onChange(id);
                      setOrgKind(also?.['kind'] ?? 'own');
                    }}
                  />
                  <Text size="xs" c="dimmed">
                    {t('access.organisation-hint')}
                  </Text>
                </>
              ),
            },
            { name: 'password', kind: 'password', label: t('access.first-password'), hint: t('access.first-password-hint') },
          ]}
        />
      </Modal>
    </Page>
  );
}

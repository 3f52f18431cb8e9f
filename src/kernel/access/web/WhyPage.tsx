import { useState } from 'react';
import { useNavigate } from '@tanstack/react-router';
import { useAsk } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import { Anchor, EmptyState, Page, Select, Table, Waiting } from '#foundation/web/ui/index.ts';
import { explain, listPermissions, listRoles } from '../contract/roles.ts';
import { namesOf } from './names.ts';
import { PermissionWords } from './PermissionBoxes.tsx';

/** Who may do what, and by which assignment. */
export default function WhyPage() {
  const t = useT();
  const navigate = useNavigate();
  const [permission, setPermission] = useState<string | null>('places.create-site');
  const known = useAsk(listPermissions, {}).data?.rows ?? [];
  const roles = useAsk(listRoles, {}).data?.rows ?? [];
  const found = useAsk(explain, permission ? { permission } : {}, { enabled: permission !== null, keepPrevious: true });
  const wordsOf = (name: string) =>
    [`command.${name}`, `query.${name}`, `permission.${name}`]
      .map((key) => [key, t(key)] as const)
      .find(([key, text]) => key !== text)?.[1] ?? name;
  return (
    <Page title={t('page.access.why')} subtitle={t('access.why-text')}>
      <Select
        label={t('access.permission')}
        searchable
        maw={480}
        value={permission}
        onChange={setPermission}
        data={known.map((row) => ({ value: row.name, label: wordsOf(row.name) }))}
      />
      {found.isPending && permission && <Waiting />}
      {found.data && found.data.rows.length === 0 && <EmptyState title={t('access.nobody')} />}
      {found.data && found.data.rows.length > 0 && (
        <div className="kv-scroll">
          <Table>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('column.access.list-users.name')}</Table.Th>
                <Table.Th>{t('access.permission')}</Table.Th>
                <Table.Th>{t('access.role')}</Table.Th>
                <Table.Th>{t('access.where')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {found.data.rows.map((row) => (
                <Table.Tr key={row.userId + row.permission + row.roleId + (row.scopeId ?? '')}>
                  <Table.Td>
                    <Anchor
                      href={`/admin/users/${row.userId}`}
                      onClick={(event) => {
                        event.preventDefault();
                        void navigate({ to: `/admin/users/${row.userId}` });
                      }}
                    >
                      <bdi>{row.userName}</bdi>
                    </Anchor>
                  </Table.Td>
                  <Table.Td>
                    <PermissionWords name={row.permission} />
                  </Table.Td>
                  <Table.Td>{namesOf(roles.find((role) => role.id === row.roleId)?.names ?? { en: row.roleId })}</Table.Td>
                  <Table.Td>
                    {t(`access.scope-${row.scopeKind}`)} {row.scopeId && <span className="kv-code">{row.scopeId}</span>}
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </div>
      )}
    </Page>
  );
}

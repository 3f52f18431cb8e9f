import { useIntl } from 'react-intl';
import type * as z from 'zod';
import { useAsk } from '#foundation/web/client.ts';
import { RecordName } from '#foundation/web/RecordName.tsx';
import { SubjectLink } from '#foundation/web/SubjectLink.tsx';
import { useT } from '#foundation/web/i18n.ts';
import { Badge, Group, Status, Table, Text } from '#foundation/web/ui/index.ts';
import { listRoles } from '../contract/roles.ts';
import type { explain } from '../contract/roles.ts';
import { namesOf } from './names.ts';
import { usePermissionWords } from './PermissionBoxes.tsx';

type Row = z.output<typeof explain.output>['rows'][number];

/** One line a right: who or what, where, until when, by which role, and who gave it. */
export function RightsTable({ rows, shows }: { rows: readonly Row[]; shows: 'person' | 'permission' }) {
  const t = useT();
  const roles = useAsk(listRoles, {}).data?.rows ?? [];
  const heads = [
    t(shows === 'person' ? 'column.access.list-users.name' : 'access.permission'),
    t('access.where'),
    t('access.when'),
    t('access.why'),
  ];
  return (
    <div className="kv-scroll">
      <Table>
        <Table.Thead>
          <Table.Tr>
            {heads.map((head) => (
              <Table.Th key={head}>{head}</Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => (
            <Table.Tr key={row.assignmentId + row.permission}>
              <Table.Td>{shows === 'person' ? <PersonCell row={row} /> : <PermissionCell row={row} />}</Table.Td>
              <Table.Td>
                {t(`access.scope-${row.scopeKind}`)} {row.scopeId && <RecordName kind={row.scopeKind} id={row.scopeId} />}
              </Table.Td>
              <Table.Td>
                <When row={row} />
              </Table.Td>
              <Table.Td>
                {t('access.by-role', { role: namesOf(roles.find((role) => role.id === row.roleId)?.names ?? { en: row.roleId }) })}
                {row.givenBy && (
                  <Text size="sm" c="dimmed">
                    {t('access.given-by', { name: row.givenBy })}
                  </Text>
                )}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}

function PersonCell({ row }: { row: Row }) {
  return (
    <SubjectLink subject={{ kind: 'user', id: row.userId }}>
      <bdi>{row.userName}</bdi>
    </SubjectLink>
  );
}

function PermissionCell({ row }: { row: Row }) {
  const t = useT();
  const wordsOf = usePermissionWords();
  return (
    <Group gap="xs">
      {wordsOf(row.permission)}
      {row.opens && (
        <Badge color="waiting" variant="light" tt="none">
          {t(`access.opens-${row.opens}`)}
        </Badge>
      )}
    </Group>
  );
}

function When({ row }: { row: Row }) {
  const t = useT();
  const intl = useIntl();
  const day = (text: string) => intl.formatDate(text, { day: 'numeric', month: 'short', year: 'numeric' });
  const words = [t('access.since', { day: day(row.from) }), ...(row.until ? [t('access.until', { day: day(row.until) })] : [])].join(' · ');
  if (row.state === 'in-force') return <>{words}</>;
  return (
    <>
      <Status tone={row.state === 'later' ? 'waiting' : 'stopped'}>{t(`access.right-${row.state}`)}</Status>
      <Text size="sm" c="dimmed">
        {words}
      </Text>
    </>
  );
}

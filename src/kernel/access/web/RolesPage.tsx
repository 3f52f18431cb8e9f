import { useState } from 'react';
import type * as z from 'zod';
import { useAsk, useSend } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import { useCan } from '#foundation/web/session.ts';
import {
  Badge,
  Button,
  Group,
  Modal,
  Page,
  Paper,
  ProblemNotice,
  SimpleGrid,
  Stack,
  Text,
  TextInput,
  Title,
  Waiting,
  tell,
  useBegin,
} from '#foundation/web/ui/index.ts';
import { changeRole, createRole, listPermissions, listRoles } from '../contract/roles.ts';
import type { RoleRow } from '../contract/roles.ts';
import { namesOf } from './names.ts';
import { PermissionBoxes } from './PermissionBoxes.tsx';

type Role = z.output<typeof RoleRow>;
const fresh: Role = { id: '', names: { en: '', tr: '', ar: '' }, protected: false, builtIn: false, permissions: [], holders: 0 };

/** The roles: named sets of permissions, and how many hold them. */
export default function RolesPage() {
  const t = useT();
  const roles = useAsk(listRoles, {});
  const mayChange = useCan(changeRole.name, {});
  const mayCreate = useCan(createRole.name, {});
  const [edited, setEdited] = useState<Role | null>(null);
  useBegin(createRole.name, () => setEdited(fresh));
  if (roles.error)
    return (
      <Page title={t('page.access.roles')}>
        <ProblemNotice problem={roles.error.body} />
      </Page>
    );
  if (!roles.data) return <Waiting />;
  return (
    <Page
      title={t('page.access.roles')}
      subtitle={t('access.roles-text')}
      actions={mayCreate && <Button onClick={() => setEdited(fresh)}>{t('command.access.create-role')}</Button>}
    >
      <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }}>
        {roles.data.rows.map((role) => (
          <Paper key={role.id} p="md">
            <Title order={3}>{namesOf(role.names)}</Title>
            <Text size="sm" c="dimmed">
              {t('access.holders', { count: role.holders })} · {t('access.permission-count', { count: role.permissions.length })}
            </Text>
            {role.protected && (
              <Badge color="waiting" variant="light" tt="none" mt={4} display="flex" w="fit-content">
                {t('access.protected')}
              </Badge>
            )}
            {mayChange && !role.builtIn && (
              <Button mt="sm" size="xs" variant="default" onClick={() => setEdited(role)}>
                {t('command.access.change-role')}
              </Button>
            )}
            {role.builtIn && (
              <Text mt="sm" size="xs" c="dimmed">
                {t('access.built-in')}
              </Text>
            )}
          </Paper>
        ))}
      </SimpleGrid>
      <Modal
        opened={edited !== null}
        onClose={() => setEdited(null)}
        size="xl"
        title={edited?.id ? t('command.access.change-role') : t('command.access.create-role')}
      >
        {edited && (
          <RoleForm
            role={edited}
            onDone={() => {
              setEdited(null);
              tell(t('access.role-saved'));
              void roles.refetch();
            }}
          />
        )}
      </Modal>
    </Page>
  );
}

function RoleForm({ role, onDone }: { role: Role; onDone: () => void }) {
  const t = useT();
  const known = useAsk(listPermissions, {}).data?.rows ?? [];
  const create = useSend(createRole);
  const change = useSend(changeRole);
  const [id, setId] = useState(role.id);
  const [names, setNames] = useState(role.names);
  const [held, setHeld] = useState<ReadonlySet<string>>(new Set(role.permissions));
  const save = async () => {
    const input = { roleId: id, names: { en: names['en'] ?? '', tr: names['tr'] ?? '', ar: names['ar'] ?? '' }, permissions: [...held] };
    const outcome = await (role.id ? change.send(input) : create.send(input));
    if (outcome?.state === 'applied') onDone();
  };
  const problem = create.problem ?? change.problem;
  return (
    <Stack>
      {problem && <ProblemNotice problem={problem} />}
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        {!role.id && (
          <TextInput label={t('access.role-code')} value={id} onChange={(event) => setId(event.currentTarget.value)} dir="ltr" />
        )}
        {(['en', 'tr', 'ar'] as const).map((language) => (
          <TextInput
            key={language}
            label={t(`access.name-${language}`)}
            value={names[language] ?? ''}
            onChange={(event) => {
              const { value } = event.currentTarget;
              setNames((now) => ({ ...now, [language]: value }));
            }}
            dir="auto"
          />
        ))}
      </SimpleGrid>
      <PermissionBoxes known={known} held={held} onChange={setHeld} />
      <Group>
        <Button loading={create.busy || change.busy} onClick={() => void save()}>
          {role.id ? t('command.access.change-role') : t('command.access.create-role')}
        </Button>
      </Group>
    </Stack>
  );
}

import { useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useIntl } from 'react-intl';
import { RecordPanels } from '#foundation/web/RecordPanels.tsx';
import { newId } from '#foundation/ids.ts';
import { useAsk, useSend } from '#foundation/web/client.ts';
import { RecordName } from '#foundation/web/RecordName.tsx';
import { useT } from '#foundation/web/i18n.ts';
import {
  Button,
  CommandForm,
  Facts,
  Group,
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
} from '#foundation/web/ui/index.ts';
import { assignRole, disableUser, enableUser, endAssignment, getUser } from '../contract/users.ts';
import { SignInPanel } from './SignInPanel.tsx';
import { AssignForm } from './AssignForm.tsx';
import { namesOf } from './names.ts';

/** One person: who they are, which roles they hold where and until when. */
export default function UserPage() {
  const t = useT();
  const intl = useIntl();
  const navigate = useNavigate();
  const { userId } = useParams({ strict: false }) as { userId: string };
  const user = useAsk(getUser, { userId });
  const start = useSend(enableUser);
  const [giving, setGiving] = useState<string | null>(null);
  // What takes something from a person is asked once more: the buttons go at that person's next answer.
  const [ending, setEnding] = useState<string | null>(null);
  const [stopping, setStopping] = useState(false);
  if (user.error)
    return (
      <Page title={t('page.access.user')}>
        <ProblemNotice problem={user.error.body} />
      </Page>
    );
  if (!user.data) return <Waiting />;
  const at = user.data;
  const may = (command: string) => at.abilities.includes(command);
  const day = (text: string) => intl.formatDate(text, { day: 'numeric', month: 'short', year: 'numeric' });
  const { problem } = start;
  const after = async (sent: Promise<{ state: string } | null>, words: string) => {
    if ((await sent)?.state === 'applied') tell(words);
    void user.refetch();
  };
  const done = (close: () => void, words: string) => {
    close();
    tell(words);
    void user.refetch();
  };
  return (
    <Page
      title={<bdi>{at.name}</bdi>}
      subtitle={<bdi>{at.email}</bdi>}
      crumbs={[
        {
          label: t('page.access.users'),
          href: '/admin/users',
          onClick: (event) => {
            event.preventDefault();
            void navigate({ to: '/admin/users' });
          },
        },
      ]}
      actions={
        <>
          {may(disableUser.name) && !at.disabled && (
            <Button variant="default" onClick={() => setStopping(true)}>
              {t('command.access.disable-user')}
            </Button>
          )}
          {may(enableUser.name) && at.disabled && (
            <Button variant="default" onClick={() => void after(start.send({ userId }), t('access.user-works'))}>
              {t('command.access.enable-user')}
            </Button>
          )}
          {may(assignRole.name) && <Button onClick={() => setGiving(newId())}>{t('command.access.assign-role')}</Button>}
        </>
      }
    >
      {problem && <ProblemNotice problem={problem} />}
      <Facts
        items={[
          {
            label: t('column.access.list-users.disabled'),
            value: <Status tone={at.disabled ? 'stopped' : 'settled'}>{at.disabled ? t('access.stopped') : t('access.works')}</Status>,
          },
          {
            label: t('access.organisation'),
            value: (
              <>
                {at.orgId && <RecordName kind="org" id={at.orgId} />} ({t(`access.org-${at.orgKind}`)})
              </>
            ),
          },
          { label: t('column.access.list-users.language'), value: t(`access.language-${at.language}`) },
          { label: t('column.access.list-users.createdAt'), value: day(at.createdAt) },
        ]}
      />
      <Paper p="md">
        <Title order={2} mb="sm">
          {t('column.access.list-users.roles')}
        </Title>
        <Stack gap="sm">
          {at.assignments.length === 0 && <Text c="dimmed">{t('access.no-roles')}</Text>}
          {at.assignments.map((row) => (
            <Group key={row.id} justify="space-between" gap="sm">
              <div>
                <Text fw={500} td={row.ended ? 'line-through' : undefined}>
                  {namesOf(row.roleNames)}
                </Text>
                <Text size="sm" c="dimmed">
                  {t(`access.scope-${row.scopeKind}`)} {row.scopeId && <RecordName kind={row.scopeKind} id={row.scopeId} />} ·{' '}
                  {t('access.since', { day: day(row.from) })}
                  {row.until && ` · ${t('access.until', { day: day(row.until) })}`}
                </Text>
              </div>
              {!row.ended && may(endAssignment.name) && (
                <Button variant="default" size="xs" onClick={() => setEnding(row.id)}>
                  {t('command.access.end-assignment')}
                </Button>
              )}
              {row.ended && (
                <Text size="sm" c="dimmed">
                  {t('access.ended')}
                </Text>
              )}
            </Group>
          ))}
        </Stack>
      </Paper>
      <SignInPanel userId={userId} name={at.name} />
      <RecordPanels subject={{ kind: 'user', id: userId }} />
      <Modal opened={ending !== null} onClose={() => setEnding(null)} title={t('command.access.end-assignment')}>
        <Text mb="md">
          {t('access.end-role-text', {
            name: at.name,
            role: namesOf(at.assignments.find((row) => row.id === ending)?.roleNames ?? {}),
          })}
        </Text>
        <CommandForm
          def={endAssignment}
          fields={[]}
          initial={{}}
          fixed={{ assignmentId: ending }}
          onDone={() => done(() => setEnding(null), t('access.role-taken'))}
          onCancel={() => setEnding(null)}
        />
      </Modal>
      <Modal opened={stopping} onClose={() => setStopping(false)} title={t('command.access.disable-user')}>
        <Text mb="md">{t('access.stop-text', { name: at.name })}</Text>
        <CommandForm
          def={disableUser}
          fields={[]}
          initial={{}}
          fixed={{ userId }}
          onDone={() => done(() => setStopping(false), t('access.user-stopped'))}
          onCancel={() => setStopping(false)}
        />
      </Modal>
      <Modal opened={giving !== null} onClose={() => setGiving(null)} title={t('command.access.assign-role')}>
        <AssignForm
          assignmentId={giving ?? ''}
          userId={userId}
          onDone={() => {
            done(() => setGiving(null), t('access.role-given'));
          }}
        />
      </Modal>
    </Page>
  );
}

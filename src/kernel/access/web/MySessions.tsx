import { useAsk, useSend } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import { useWhen } from '#foundation/web/when.ts';
import { Button, Group, Paper, ProblemNotice, Stack, Status, Text, Title, tell } from '#foundation/web/ui/index.ts';
import { endOtherSessions, endSession, listMySessions } from '../contract/account.ts';
import { useWhence } from './whence.ts';

/** Where one is signed in, and ways to end it. */
export function MySessions() {
  const t = useT();
  const when = useWhen();
  const whence = useWhence();
  const sessions = useAsk(listMySessions, {});
  const one = useSend(endSession);
  const all = useSend(endOtherSessions);
  const rows = sessions.data?.rows ?? [];
  const problem = sessions.error?.body ?? one.problem ?? all.problem;
  const after = async (sent: Promise<{ state: string } | null>) => {
    if ((await sent)?.state === 'applied') tell(t('access.session-ended'));
    void sessions.refetch();
  };
  return (
    <Paper p="md">
      <Stack gap="sm">
        <Title order={2}>{t('access.sessions')}</Title>
        {problem && <ProblemNotice problem={problem} />}
        {rows.map((row) => (
          <Group key={row.id} justify="space-between" gap="xs" align="flex-start">
            <div style={{ flex: '1 1 220px' }}>
              <Text fw={500}>{whence.device(row)}</Text>
              <Text size="sm" c="dimmed">
                {whence.place(row)} <span className="kv-code">{row.address}</span>
              </Text>
              <Text size="sm" c="dimmed">
                {t('access.session-times', { since: when(row.since), seen: when(row.lastSeenAt) })}
              </Text>
            </div>
            {row.current ? (
              <Status tone="settled">{t('access.session-this')}</Status>
            ) : (
              <Button variant="default" size="xs" onClick={() => void after(one.send({ sessionId: row.id }))}>
                {t('command.access.end-session')}
              </Button>
            )}
          </Group>
        ))}
        {rows.length > 1 && (
          <Group>
            <Button variant="default" loading={all.busy} onClick={() => void after(all.send({}))}>
              {t('command.access.end-other-sessions')}
            </Button>
          </Group>
        )}
      </Stack>
    </Paper>
  );
}

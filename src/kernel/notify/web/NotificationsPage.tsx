import {
  Button,
  Checkbox,
  EmptyState,
  Group,
  Page,
  Paper,
  ProblemNotice,
  Stack,
  Text,
  Waiting,
  useUrlState,
} from '#foundation/web/ui/index.ts';
import { useAsk, useSend } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import { useWhen } from '#foundation/web/when.ts';
import { SubjectLink } from '#foundation/web/SubjectLink.tsx';
import { ByMail } from './ByMail.tsx';
import { countUnread, listMine, markRead } from '../contract/notifications.ts';
import type { Notification } from '../contract/notifications.ts';

/** What one has been told, newest first. */
export default function NotificationsPage() {
  const t = useT();
  const [url, setUrl] = useUrlState();
  const unread = url.get('unread') === '1';
  const mine = useAsk(listMine, { limit: 200, ...(unread ? { unread } : {}) }, { keepPrevious: true });
  const count = useAsk(countUnread, {});
  const { send, busy } = useSend(markRead);
  const read = async (ids?: string[]) => {
    await send(ids ? { ids } : {});
    await Promise.all([mine.refetch(), count.refetch()]);
  };
  const open = count.data?.unread ?? 0;
  return (
    <Page
      title={t('page.notify.mine')}
      subtitle={t('notify.unread', { count: open })}
      actions={
        <Button variant="default" disabled={open === 0} loading={busy} onClick={() => void read()}>
          {t('notify.all-read')}
        </Button>
      }
    >
      <Checkbox
        label={t('notify.unread-only')}
        checked={unread}
        onChange={(event) => setUrl({ unread: event.currentTarget.checked ? '1' : undefined })}
      />
      <ByMail />
      {mine.error && <ProblemNotice problem={mine.error.body} retry={() => void mine.refetch()} />}
      {mine.isPending && <Waiting />}
      {mine.data?.rows.length === 0 && <EmptyState title={t('notify.none')}>{t('notify.empty')}</EmptyState>}
      <Stack gap="xs">
        {mine.data?.rows.map((row) => (
          <One key={row.id} row={row} onRead={() => void read([row.id])} />
        ))}
      </Stack>
    </Page>
  );
}

function One({ row, onRead }: { row: Notification; onRead: () => void }) {
  const t = useT();
  const when = useWhen();
  return (
    <Paper p="sm" style={row.readAt ? undefined : { borderInlineStart: '4px solid var(--mantine-color-saffron-6)' }}>
      <Group justify="space-between" gap="sm">
        <div>
          <Text fw={row.readAt ? 400 : 600}>{t(`notification.${row.kind}`, { ...row.figures, from: row.from ?? '' })}</Text>
          <Text size="sm" c="dimmed">
            {when(row.createdAt)}
          </Text>
        </div>
        <Group gap="xs">
          <SubjectLink subject={row.subject} onClick={onRead}>
            {t('notify.open')}
          </SubjectLink>
          {!row.readAt && (
            <Button size="compact-sm" variant="subtle" onClick={onRead}>
              {t('command.notify.mark-read')}
            </Button>
          )}
        </Group>
      </Group>
    </Paper>
  );
}

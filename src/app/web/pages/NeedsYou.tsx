import { useQueries } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { needing } from '#foundation/web/attention.ts';
import type { AttentionItem } from '#foundation/web/attention.ts';
import { useClient } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import { useSession } from '#foundation/web/session.ts';
import { AttentionLine, Paper, Text, Title, Waiting } from '#foundation/web/ui/index.ts';
import { rooms } from '../spoken-rooms.ts';

/** What needs this person, of all rooms, late things first; it is asked again when a room changes. */
export function NeedsYou() {
  const t = useT();
  const { items, waiting, partly } = useAttention();
  return (
    <Paper p="md" component="section" aria-label={t('home.needs')}>
      <Title order={2} size="h3" mb="xs">
        {t('home.needs')}
      </Title>
      {items.map((item) => (
        <AttentionLine key={item.id} tone={item.tone} words={t(item.words, { count: item.count })} late={t('home.overdue')}>
          {(children, className) => (
            <Link to={item.path.split('?')[0]!} search={searchOf(item.path)} className={className}>
              {children}
            </Link>
          )}
        </AttentionLine>
      ))}
      {waiting && items.length === 0 && <Waiting />}
      {!waiting && items.length === 0 && !partly && <Text c="dimmed">{t('home.needs-nothing')}</Text>}
      {partly && (
        <Text size="sm" c="dimmed" role="status">
          {t('home.partly')}
        </Text>
      )}
    </Paper>
  );
}

const searchOf = (path: string) => Object.fromEntries(new URLSearchParams(path.split('?')[1] ?? ''));

function useAttention(): { items: AttentionItem[]; waiting: boolean; partly: boolean } {
  const client = useClient();
  const session = useSession();
  const answers = useQueries({
    queries: rooms.flatMap((room) =>
      room.attention
        ? [
            {
              // Begins with the room's name, so that a change of the room asks again.
              queryKey: [`${room.name}.attention`, session.user.id],
              queryFn: async ({ signal }: { signal: AbortSignal }) => (await room.attention!()).default({ client, session, signal }),
            },
          ]
        : [],
    ),
  });
  return {
    items: needing(answers.flatMap((answer) => answer.data ?? [])),
    waiting: answers.some((answer) => answer.isPending),
    partly: answers.some((answer) => answer.isError),
  };
}

import { useNavigate } from '@tanstack/react-router';
import { useAsk } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import { useCan } from '#foundation/web/session.ts';
import { Button, Group, Paper, Progress, Stack, Text, Title } from '#foundation/web/ui/index.ts';
import { planEvent } from '../contract/events.ts';
import { getToday } from '../contract/needs.ts';
import { EventStatus, nameIn, useWords } from './words.tsx';

/** The distribution days that run or are due: how far each has come. */
export default function HomeCard() {
  const t = useT();
  const navigate = useNavigate();
  const { day, figure } = useWords();
  const may = useCan(getToday.permission);
  const mayPlan = useCan(planEvent.name);
  const today = useAsk(getToday, {}, { enabled: may, refreshMs: 60_000 });
  if (!may || !today.data || (today.data.events.length === 0 && !mayPlan)) return null;
  return (
    <Paper p="md">
      <Stack>
        <Group justify="space-between">
          <Title order={2}>{t('page.assistance.events')}</Title>
          {mayPlan && <Button onClick={() => void navigate({ to: '/assistance/events/new' })}>{t('command.assistance.plan-event')}</Button>}
        </Group>
        {today.data.events.length === 0 && <Text c="dimmed">{t('assistance.home-nothing')}</Text>}
        {today.data.events.map((event) => (
          <Stack key={event.id} gap={4}>
            <Group justify="space-between" gap="xs">
              <button type="button" className="kv-opens" onClick={() => void navigate({ to: `/assistance/events/${event.id}` })}>
                <bdi>{event.title}</bdi>
              </button>
              <EventStatus state={event.state} />
            </Group>
            <Text size="sm" c="dimmed">
              {day(event.givesOn)} · <bdi>{nameIn(event.siteNames)}</bdi> ·{' '}
              {t('assistance.served-of', { served: event.served, expected: event.expected })}
              {event.odd > 0 && ` · ${t('assistance.odd')}: ${figure(event.odd)}`}
            </Text>
            <Progress
              value={event.expected > 0 ? Math.min(100, (100 * event.served) / event.expected) : 0}
              aria-label={t('assistance.served')}
            />
          </Stack>
        ))}
      </Stack>
    </Paper>
  );
}

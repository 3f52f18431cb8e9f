import { Box, Group, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useIntl } from 'react-intl';
import type { StatusTone } from './Status.tsx';
import { When } from './When.tsx';

export interface TimelineItem {
  readonly id: string;
  /** ISO instant. */
  readonly at: string;
  readonly title: ReactNode;
  readonly by?: string;
  readonly tone?: StatusTone;
  readonly detail?: ReactNode;
}

/** What happened, newest first, under its days: commands, photos and comments in one stream. */
export function Timeline({ items }: { items: readonly TimelineItem[] }) {
  const intl = useIntl();
  const newest = [...items].sort((a, b) => (a.at < b.at ? 1 : -1));
  const dayOf = (at: string) => intl.formatDate(at, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
  const days = [...Map.groupBy(newest, (item) => dayOf(item.at))];
  return (
    <>
      {days.map(([day, all]) => (
        <Box key={day} mb="md">
          <Text size="sm" fw={600} c="dimmed" mb={6}>
            {day}
          </Text>
          <ol className="kv-timeline">
            {all.map((item) => (
              <li key={item.id} data-tone={item.tone ?? 'settled'}>
                <Group justify="space-between" gap="sm" wrap="nowrap" align="baseline">
                  <Text component="div">{item.title}</Text>
                  <Text size="sm" c="dimmed" style={{ whiteSpace: 'nowrap' }}>
                    <When at={item.at} />
                  </Text>
                </Group>
                {item.by && (
                  <Text size="sm" c="dimmed">
                    <bdi>{item.by}</bdi>
                  </Text>
                )}
                {item.detail}
              </li>
            ))}
          </ol>
        </Box>
      ))}
    </>
  );
}

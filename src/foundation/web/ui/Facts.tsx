import { Box, Paper, SimpleGrid, Text, Timeline } from '@mantine/core';
import type { ReactNode } from 'react';

/** The facts of a record: label above, value below. */
export function Facts({ items }: { items: readonly { label: string; value: ReactNode }[] }) {
  return (
    <Paper p="md">
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="md" verticalSpacing="sm">
        {items.map((item) => (
          <Box key={item.label}>
            <Text size="xs" c="dimmed">
              {item.label}
            </Text>
            <Text component="div">{item.value ?? '–'}</Text>
          </Box>
        ))}
      </SimpleGrid>
    </Paper>
  );
}

/** One number that is the answer; it opens when there is something behind it. */
export function Figure({ label, value, unit, onOpen }: { label: string; value: string; unit?: string; onOpen?: () => void }) {
  const shown = <span style={{ fontSize: 28, fontWeight: 600 }}>{value}</span>;
  return (
    <Paper p="md">
      <Text size="sm" c="dimmed">
        {label}
      </Text>
      <Text component="div">
        {onOpen ? (
          <button type="button" className="kv-opens" onClick={onOpen}>
            {shown}
          </button>
        ) : (
          shown
        )}{' '}
        {unit && (
          <Text span c="dimmed">
            {unit}
          </Text>
        )}
      </Text>
    </Paper>
  );
}

/** What happened to a record, newest first. */
export function History({
  items,
}: {
  items: readonly { id: string; title: string; by: string; at: string; detail?: ReactNode; refused?: boolean }[];
}) {
  return (
    <Timeline bulletSize={12} lineWidth={2} active={items.length}>
      {items.map((item) => (
        <Timeline.Item key={item.id} title={item.title} color={item.refused ? 'person' : 'lake'}>
          <Text size="sm" c="dimmed">
            <bdi>{item.by}</bdi> · <bdi>{item.at}</bdi>
          </Text>
          {item.detail}
        </Timeline.Item>
      ))}
    </Timeline>
  );
}

import { Badge } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck, IconCircleDashed, IconPlayerStop } from '@tabler/icons-react';

export type StatusTone = 'settled' | 'waiting' | 'person' | 'stopped';
const icons = { settled: IconCircleCheck, waiting: IconCircleDashed, person: IconAlertTriangle, stopped: IconPlayerStop };

/** A status: colour, shape and word together, so that none of them is needed alone. */
export function Status({ tone, children }: { tone: StatusTone; children: string }) {
  const Icon = icons[tone];
  return (
    <Badge
      variant="light"
      color={tone}
      size="md"
      radius="sm"
      tt="none"
      fw={500}
      style={{ verticalAlign: 'middle', minWidth: 'max-content' }}
      leftSection={<Icon size={14} stroke={1.75} aria-hidden />}
    >
      {children}
    </Badge>
  );
}

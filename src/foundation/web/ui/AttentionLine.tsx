import { Badge, Text } from '@mantine/core';
import { IconAlertTriangle, IconChevronRight, IconCircleDashed } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import classes from './shell.module.css';

/** One thing that needs a person, the whole line a link; late ones say so by colour, shape and word. */
export function AttentionLine({
  tone,
  words,
  late,
  children,
}: {
  tone: 'person' | 'waiting';
  words: string;
  late: string;
  children: (content: ReactNode, className: string) => ReactNode;
}) {
  const Icon = tone === 'person' ? IconAlertTriangle : IconCircleDashed;
  return children(
    <>
      <Icon size={20} stroke={1.75} aria-hidden color={`var(--mantine-color-${tone}-6)`} />
      <Text component="span" fw={tone === 'person' ? 600 : 400}>
        {words}
      </Text>
      {tone === 'person' && (
        <Badge variant="light" color="person" size="sm" tt="none" radius="sm">
          {late}
        </Badge>
      )}
      <IconChevronRight size={18} stroke={1.75} aria-hidden className={`kv-mirrored ${classes['onward']}`} />
    </>,
    classes['attention']!,
  );
}

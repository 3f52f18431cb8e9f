import { Alert, Button, Center, Group, Loader, Stack, Text, Title } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { ProblemBody } from '#foundation/problem.ts';
import { useT } from '#foundation/web/i18n.ts';
import { useProblemWords } from '#foundation/web/problem-words.ts';

/** What went wrong, what it means, what to do; the number helps to find it in the log. */
export function ProblemNotice({ problem, retry }: { problem: ProblemBody; retry?: () => void }) {
  const t = useT();
  const words = useProblemWords();
  return (
    <Alert color="person" icon={<IconAlertTriangle size={20} stroke={1.75} />} role="alert" title={words(problem.type, problem.figures)}>
      <Group justify="space-between" gap="sm">
        {problem.instance ? (
          <Text size="xs" c="dimmed">
            {t('ui.problem-number')} <span className="kv-code">{problem.instance}</span>
          </Text>
        ) : (
          <span />
        )}
        {retry && (
          <Button variant="default" size="xs" onClick={retry}>
            {t('ui.try-again')}
          </Button>
        )}
      </Group>
    </Alert>
  );
}

/** What will be here, why it matters, and the button that makes the first one. */
export function EmptyState({ title, children, action }: { title: string; children?: ReactNode; action?: ReactNode }) {
  return (
    <Center py={48}>
      <Stack align="center" gap="sm" maw={420}>
        <svg width="140" height="72" viewBox="0 0 140 72" aria-hidden>
          <path
            d="M4 60c18 0 22-32 44-32s22 20 40 20 20-14 48-14"
            fill="none"
            stroke="var(--kv-line)"
            strokeWidth="6"
            strokeLinecap="round"
          />
          <circle cx="38" cy="64" r="5" fill="var(--mantine-color-saffron-6)" />
          <circle cx="58" cy="64" r="5" fill="var(--mantine-color-lake-5)" />
          <circle cx="78" cy="64" r="5" fill="var(--kv-line)" />
        </svg>
        <Title order={3} ta="center">
          {title}
        </Title>
        {children && (
          <Text c="dimmed" ta="center">
            {children}
          </Text>
        )}
        {action}
      </Stack>
    </Center>
  );
}

export function Waiting({ label }: { label?: string }) {
  const t = useT();
  return (
    <Center py={48} role="status" aria-live="polite">
      <Group gap="sm">
        <Loader size="sm" />
        <Text c="dimmed">{label ?? t('ui.loading')}</Text>
      </Group>
    </Center>
  );
}

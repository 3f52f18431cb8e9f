import type { ReactNode } from 'react';
import { useT } from '#foundation/web/i18n.ts';
import { Button, Group, Progress, Stack, Text, Title } from '#foundation/web/ui/index.ts';

/** Words that do not fit on one line go on to the next. */
const wraps = { label: { whiteSpace: 'normal', lineHeight: 1.25, height: 'auto', overflow: 'visible' } } as const;
/** What is typed stands where its own script begins. */
export const typed = { input: { textAlign: 'start' } } as const;

/** One question group a screen: what is asked, the answers, and the way on and back in reach of one thumb. */
export function Ask({
  title,
  hint,
  part,
  children,
  next,
  onNext,
  blocked,
  onBack,
}: {
  title: string;
  hint?: string | undefined;
  /** How far through the questions, from 0 to 1. */
  part?: number;
  children: ReactNode;
  next?: string;
  onNext?: () => void;
  /** Why it does not go on yet. */
  blocked?: string | undefined;
  onBack: () => void;
}) {
  const t = useT();
  return (
    <Stack gap="md">
      {part !== undefined && <Progress value={part * 100} aria-label={t('people.field-progress')} />}
      <Title order={2} size="h2" dir="auto">
        {title}
      </Title>
      {hint && <Text>{hint}</Text>}
      {children}
      {blocked && (
        <Text c="person" role="alert">
          {blocked}
        </Text>
      )}
      <Group grow wrap="nowrap">
        <Button size="xl" px="sm" h="auto" mih={60} variant="default" styles={wraps} onClick={onBack}>
          {t('people.field-back')}
        </Button>
        {onNext && (
          <Button size="xl" px="sm" h="auto" mih={60} styles={wraps} disabled={blocked !== undefined} onClick={onNext}>
            {next ?? t('people.field-next')}
          </Button>
        )}
      </Group>
    </Stack>
  );
}

/** Answers of which one is meant: large, the chosen one filled. */
export function Choice<V extends string>({
  label,
  values,
  word,
  value,
  onChange,
  columns = 2,
}: {
  label: string;
  values: readonly V[];
  word: (value: V) => string;
  value: V | null;
  onChange: (value: V) => void;
  columns?: 1 | 2;
}) {
  return (
    <div role="group" aria-label={label}>
      <Text fw={600} mb={6}>
        {label}
      </Text>
      <div style={{ display: 'grid', gap: 10, gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))` }}>
        {values.map((one) => (
          <Button
            key={one}
            h="auto"
            mih={56}
            py={8}
            size="lg"
            variant={value === one ? 'filled' : 'default'}
            aria-pressed={value === one}
            styles={wraps}
            onClick={() => onChange(one)}
          >
            {word(one)}
          </Button>
        ))}
      </div>
    </div>
  );
}

import type { ReactNode } from 'react';
import { useIntl } from 'react-intl';
import type { QueuedRecord, RecordState } from '#foundation/web/field.ts';
import { gapsOf } from '#foundation/web/gaps.ts';
import { useT } from '#foundation/web/i18n.ts';
import { Button, Group, Paper, Stack, Status, Text, Title } from '#foundation/web/ui/index.ts';
import type { StatusTone } from '#foundation/web/ui/index.ts';
import type { LineToCount } from '../../domain/field/receipt.ts';
import { nameIn } from '../transport/words.tsx';

/** One step of a task: what it is about, the work, and the way back in words. */
export function Step({ title, children, onBack }: { title: string; children: ReactNode; onBack: () => void }) {
  const t = useT();
  return (
    <Stack gap="md">
      <Group justify="space-between" wrap="nowrap" align="flex-start">
        <Title order={2} size="h2">
          {title}
        </Title>
        <Button variant="default" size="md" onClick={onBack} style={{ flexShrink: 0 }}>
          {t('supply.field-back')}
        </Button>
      </Group>
      {children}
    </Stack>
  );
}

/** A large button for one act; the next one stands out. */
export function Act({ label, hint, next = false, onClick }: { label: string; hint?: string; next?: boolean; onClick: () => void }) {
  return (
    <Button
      fullWidth
      size="xl"
      h="auto"
      mih={60}
      py={10}
      variant={next ? 'filled' : 'default'}
      justify="flex-start"
      onClick={onClick}
      styles={{
        label: { whiteSpace: 'normal', textAlign: 'start', display: 'block', height: 'auto', overflow: 'visible', lineHeight: 1.35 },
      }}
    >
      <span>{label}</span>
      {hint && (
        <Text span display="block" size="sm" c={next ? 'inherit' : 'dimmed'} fw={400}>
          {hint}
        </Text>
      )}
    </Button>
  );
}

/** A line of a list that opens its own page, large enough for a thumb. */
export function LineButton({ disabled = false, onClick, children }: { disabled?: boolean; onClick: () => void; children: ReactNode }) {
  return (
    <Paper
      component="button"
      type="button"
      p="md"
      withBorder
      disabled={disabled}
      onClick={onClick}
      style={{
        textAlign: 'start',
        width: '100%',
        minHeight: 64,
        font: 'inherit',
        color: 'inherit',
        cursor: disabled ? 'default' : 'pointer',
      }}
    >
      {children}
    </Paper>
  );
}

const tones: Readonly<Record<RecordState, StatusTone>> = {
  kept: 'waiting',
  sent: 'waiting',
  applied: 'settled',
  refused: 'person',
  waits: 'person',
};

/** What this phone recorded here, newest first, and how far each has come; never "done" before the server said so. */
export function OwnRecords({ records }: { records: readonly QueuedRecord[] }) {
  const t = useT();
  const intl = useIntl();
  if (records.length === 0) return null;
  return (
    <Paper p="md" withBorder>
      <Text fw={600} mb="xs">
        {t('supply.field-told-here')}
      </Text>
      <Stack gap="xs">
        {records.toReversed().map((record) => (
          <div key={record.id}>
            <Group gap="xs" justify="space-between" wrap="nowrap" align="flex-start">
              <Text>{t(`command.${record.name}`)}</Text>
              <Status tone={tones[record.state]}>{t(`supply.field-state-${record.state}`)}</Status>
            </Group>
            <Text size="sm" c="dimmed">
              {intl.formatDate(record.occurredAt, { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' })}
            </Text>
            {record.why && (
              <Text size="sm" c="person">
                {t(`problem.${record.why.type}`, {
                  ...gapsOf(intl.messages[`problem.${record.why.type}`]),
                  ...(record.why.figures as Record<string, string>),
                })}
              </Text>
            )}
          </div>
        ))}
      </Stack>
    </Paper>
  );
}

/** An item as field screens name it: large, with its codes beneath. */
export function Thing({ name, code, lot, expires }: { name: string; code: string; lot?: string | null; expires?: string | null }) {
  const t = useT();
  const intl = useIntl();
  return (
    <div style={{ minWidth: 0 }}>
      <Text size="xl" fw={600} lh={1.3}>
        <bdi>{name}</bdi>
      </Text>
      <Text size="sm" c="dimmed">
        <bdi className="kv-code">{[code, lot].filter(Boolean).join(' · ')}</bdi>
        {expires && ` · ${t('supply.expires', { day: intl.formatDate(`${expires}T12:00:00Z`, { dateStyle: 'medium', timeZone: 'UTC' }) })}`}
      </Text>
    </div>
  );
}

export const nameOfLine = (line: LineToCount): string => (line.item ? nameIn(line.item) : line.code);

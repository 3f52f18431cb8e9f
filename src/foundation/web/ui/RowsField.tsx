import { ActionIcon, Button, Group, Stack, Text } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import type { ReactNode } from 'react';

/** Takes one row out; every list that people fill row by row has the same button. */
export function RemoveButton({ label, disabled, onClick }: { label: string; disabled?: boolean; onClick: () => void }) {
  return (
    <ActionIcon size="lg" mb={4} variant="subtle" color="gray" disabled={disabled ?? false} aria-label={label} onClick={onClick}>
      <IconTrash size={18} stroke={1.75} aria-hidden />
    </ActionIcon>
  );
}

/** A field of several rows: its name above, what is wrong with it, the rows, a button that adds one, and what they come to. */
export function RowsField({
  id,
  label,
  hint,
  error,
  addLabel,
  onAdd,
  foot,
  children,
}: {
  id?: string;
  label?: string;
  hint?: string;
  error?: string | undefined;
  addLabel: string;
  onAdd: () => void;
  foot?: ReactNode;
  children: ReactNode;
}) {
  return (
    <Stack gap="xs" {...(id ? { id } : {})}>
      {label && (
        <Text fw={500} size="sm">
          {label}
        </Text>
      )}
      {hint && (
        <Text size="xs" c="dimmed">
          {hint}
        </Text>
      )}
      {error && (
        <Text size="sm" c="person" role="alert">
          {error}
        </Text>
      )}
      {children}
      <Group justify="space-between">
        <Button variant="default" size="xs" onClick={onAdd}>
          {addLabel}
        </Button>
        {foot}
      </Group>
    </Stack>
  );
}

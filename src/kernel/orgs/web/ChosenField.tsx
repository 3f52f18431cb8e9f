import { useState } from 'react';
import { RecordPicker } from '#foundation/web/RecordPicker.tsx';
import { useT } from '#foundation/web/i18n.ts';
import { ActionIcon, Badge, Group, IconTrash, Stack, Text } from '#foundation/web/ui/index.ts';

export interface Chosen {
  readonly id: string;
  readonly name: string;
}

/** Several records of one kind, added one by one. */
export function ChosenField({
  kind,
  label,
  error,
  value,
  known,
  only,
  onChange,
}: {
  kind: string;
  label: string;
  error: string | undefined;
  value: unknown;
  known: readonly Chosen[];
  only?: Readonly<Record<string, string>>;
  onChange: (ids: unknown) => void;
}) {
  const t = useT();
  const ids = Array.isArray(value) ? (value as string[]) : [];
  const [names, setNames] = useState<Readonly<Record<string, string>>>(() => Object.fromEntries(known.map((row) => [row.id, row.name])));
  return (
    <Stack gap="xs">
      <RecordPicker
        // Empty again after each choice.
        key={ids.join()}
        kind={kind}
        label={label}
        error={error}
        value=""
        {...(only ? { only } : {})}
        onChange={(id, also) => {
          if (!id || ids.includes(id)) return;
          setNames((now) => ({ ...now, [id]: also?.['name'] ?? id }));
          onChange([...ids, id]);
        }}
      />
      {ids.length === 0 && (
        <Text size="xs" c="dimmed">
          {t('orgs.empty-allows-all')}
        </Text>
      )}
      <Group gap="xs">
        {ids.map((id) => (
          <Badge
            key={id}
            variant="light"
            size="lg"
            tt="none"
            fw={400}
            rightSection={
              <ActionIcon
                variant="transparent"
                size="xs"
                aria-label={t('orgs.remove')}
                onClick={() => onChange(ids.filter((other) => other !== id))}
              >
                <IconTrash size={12} />
              </ActionIcon>
            }
          >
            <bdi>{names[id] ?? id}</bdi>
          </Badge>
        ))}
      </Group>
    </Stack>
  );
}

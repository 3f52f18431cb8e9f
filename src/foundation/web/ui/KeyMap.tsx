import { Group, Kbd, Modal, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { useT } from '#foundation/web/i18n.ts';

export interface KeyMapGroup {
  readonly label: string;
  readonly keys: readonly { readonly press: readonly string[]; readonly does: string }[];
}

/** What the keyboard can do here; `?` opens it. */
export function KeyMap({ groups, onClose }: { groups: readonly KeyMapGroup[]; onClose: () => void }) {
  const t = useT();
  return (
    <Modal opened onClose={onClose} title={t('ui.keys')} size="lg" closeButtonProps={{ 'aria-label': t('ui.close') }}>
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="lg">
        {groups.map((group) => (
          <Stack key={group.label} gap={6}>
            <Title order={3}>{group.label}</Title>
            {group.keys.map((one) => (
              <Group key={one.press.join(' ')} justify="space-between" wrap="nowrap" gap="sm">
                <Text size="sm">{one.does}</Text>
                <Group gap={4} wrap="nowrap" dir="ltr">
                  {one.press.map((key) => (
                    <Kbd key={key}>{key}</Kbd>
                  ))}
                </Group>
              </Group>
            ))}
          </Stack>
        ))}
      </SimpleGrid>
    </Modal>
  );
}

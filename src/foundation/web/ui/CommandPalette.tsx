import { Group, Text } from '@mantine/core';
import { Spotlight, spotlight } from '@mantine/spotlight';
import { IconSearch } from '@tabler/icons-react';
import type { ReactNode } from 'react';

export interface PaletteItem {
  readonly id: string;
  readonly label: string;
  readonly detail: string;
  readonly icon: ReactNode;
  readonly open: () => void;
}

export interface CommandPaletteProps {
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly placeholder: string;
  readonly nothing: string;
  readonly groups: readonly { label: string; items: readonly PaletteItem[] }[];
}

export const openPalette = () => spotlight.open();

/** Finds pages, places and actions from the keyboard. */
export function CommandPalette({ text, onText, placeholder, nothing, groups }: CommandPaletteProps) {
  const filled = groups.filter((group) => group.items.length > 0);
  return (
    <Spotlight.Root query={text} onQueryChange={onText} shortcut={['mod + K']} scrollable maxHeight={420} radius="md">
      <Spotlight.Search placeholder={placeholder} leftSection={<IconSearch size={18} stroke={1.75} />} dir="auto" />
      <Spotlight.ActionsList>
        {filled.map((group) => (
          <Spotlight.ActionsGroup key={group.label} label={group.label}>
            {group.items.map((item) => (
              <Spotlight.Action key={item.id} onClick={item.open}>
                <Group gap="sm" wrap="nowrap" w="100%">
                  {item.icon}
                  <div>
                    <Text component="div">
                      <bdi>{item.label}</bdi>
                    </Text>
                    <Text component="div" size="xs" c="dimmed">
                      <bdi>{item.detail}</bdi>
                    </Text>
                  </div>
                </Group>
              </Spotlight.Action>
            ))}
          </Spotlight.ActionsGroup>
        ))}
        {filled.length === 0 && <Spotlight.Empty>{nothing}</Spotlight.Empty>}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  );
}

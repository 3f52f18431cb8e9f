import { Group, Text } from '@mantine/core';
import { Spotlight, spotlight } from '@mantine/spotlight';
import '@mantine/spotlight/styles.css';
import { IconSearch } from '@tabler/icons-react';
import { useEffect } from 'react';
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
  /** Opens it each time it grows: the palette itself is loaded only when first wanted. */
  readonly wanted: number;
}

/** Finds pages, places, records and actions from the keyboard. */
export function CommandPalette({ text, onText, placeholder, nothing, groups, wanted }: CommandPaletteProps) {
  const filled = groups.filter((group) => group.items.length > 0);
  useEffect(() => spotlight.open(), [wanted]);
  return (
    <Spotlight.Root query={text} onQueryChange={onText} shortcut={null} scrollable maxHeight={420} radius="md">
      <Spotlight.Search
        placeholder={placeholder}
        aria-label={placeholder}
        leftSection={<IconSearch size={18} stroke={1.75} />}
        dir="auto"
      />
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

import { ActionIcon, Button, Checkbox, Group, Menu, Popover, ScrollArea, SegmentedControl, Stack, Text, TextInput } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconColumns3, IconDownload, IconSearch, IconX } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import type { ColumnDef } from '#foundation/query.ts';
import { useT } from '#foundation/web/i18n.ts';
import { isTyping } from '../keys.ts';
import type { Density } from './view.ts';
import { moved } from './view.ts';

/** Free text; `/` goes there from anywhere on the page. */
export function SearchBox({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const t = useT();
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.key !== '/' || event.ctrlKey || event.metaKey || isTyping(event.target)) return;
      event.preventDefault();
      box.current?.focus();
    };
    addEventListener('keydown', listen);
    return () => removeEventListener('keydown', listen);
  }, []);
  return (
    <TextInput
      ref={box}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      placeholder={t('ui.search')}
      aria-label={t('ui.search')}
      w={{ base: '100%', xs: 240 }}
      leftSection={<IconSearch size={16} stroke={1.75} />}
      rightSection={
        value && (
          <ActionIcon variant="subtle" color="gray" aria-label={t('ui.clear')} onClick={() => onChange('')}>
            <IconX size={14} />
          </ActionIcon>
        )
      }
    />
  );
}

/** The list as a file, as it is filtered and sorted now. */
export function ExportMenu({ onExport }: { onExport: (format: 'xlsx' | 'csv' | 'json' | 'pdf') => void }) {
  const t = useT();
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="default" leftSection={<IconDownload size={16} stroke={1.75} />}>
          {t('ui.export')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {(['xlsx', 'csv', 'json', 'pdf'] as const).map((format) => (
          <Menu.Item key={format} onClick={() => onExport(format)}>
            {t(`ui.export-${format}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

export interface LayoutMenuProps {
  readonly query: string;
  readonly all: readonly ColumnDef[];
  readonly shown: readonly string[];
  readonly density: Density;
  /** Undefined: as the page opens. */
  readonly onColumns: (columns: readonly string[] | undefined) => void;
  readonly onDensity: (density: Density) => void;
}

/** Which columns show, in which order, and how close the rows stand. */
export function LayoutMenu({ query, all, shown, density, onColumns, onDensity }: LayoutMenuProps) {
  const t = useT();
  const label = (key: string) => t(`column.${query}.${key}`);
  const hidden = all.map((column) => column.key).filter((key) => !shown.includes(key));
  return (
    <Popover position="bottom-end" width={300} trapFocus>
      <Popover.Target>
        <Button variant="default" visibleFrom="sm" leftSection={<IconColumns3 size={16} stroke={1.75} />}>
          {t('ui.columns')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap="xs">
          <SegmentedControl
            size="xs"
            value={density}
            aria-label={t('ui.density')}
            onChange={(value) => onDensity(value as Density)}
            data={[
              { value: 'roomy', label: t('ui.density-roomy') },
              { value: 'dense', label: t('ui.density-dense') },
            ]}
          />
          <ScrollArea.Autosize mah={320}>
            <Stack gap={2}>
              {shown.map((key, index) => (
                <Group key={key} justify="space-between" wrap="nowrap" gap={4}>
                  <Checkbox
                    label={label(key)}
                    checked
                    disabled={shown.length === 1}
                    onChange={() => onColumns(shown.filter((one) => one !== key))}
                  />
                  <Group gap={0} wrap="nowrap">
                    <Mover
                      label={t('ui.column-earlier', { column: label(key) })}
                      up
                      disabled={index === 0}
                      onMove={() => onColumns(moved(shown, key, -1))}
                    />
                    <Mover
                      label={t('ui.column-later', { column: label(key) })}
                      disabled={index === shown.length - 1}
                      onMove={() => onColumns(moved(shown, key, 1))}
                    />
                  </Group>
                </Group>
              ))}
              {hidden.length > 0 && (
                <Text size="xs" c="dimmed" mt="xs">
                  {t('ui.columns-hidden')}
                </Text>
              )}
              {hidden.map((key) => (
                <Checkbox key={key} label={label(key)} checked={false} onChange={() => onColumns([...shown, key])} />
              ))}
            </Stack>
          </ScrollArea.Autosize>
          <Button variant="subtle" size="xs" onClick={() => onColumns(undefined)}>
            {t('ui.columns-first')}
          </Button>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}

function Mover({ label, up = false, disabled, onMove }: { label: string; up?: boolean; disabled: boolean; onMove: () => void }) {
  return (
    <ActionIcon variant="subtle" color="gray" size={24} aria-label={label} disabled={disabled} onClick={onMove}>
      {up ? <IconArrowUp size={14} /> : <IconArrowDown size={14} />}
    </ActionIcon>
  );
}

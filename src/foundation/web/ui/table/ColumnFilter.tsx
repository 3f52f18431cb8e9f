import { ActionIcon, Button, Checkbox, Popover, Stack, TextInput } from '@mantine/core';
import { IconFilter, IconFilterFilled } from '@tabler/icons-react';
import { useState } from 'react';
import { useT } from '#foundation/web/i18n.ts';
import { DateField } from '../inputs/DateField.tsx';
import type { ColumnFilter } from './types.ts';

export interface ColumnFilterProps {
  readonly label: string;
  readonly filter: ColumnFilter;
  readonly values: Readonly<Record<string, unknown>>;
  readonly set: (change: Readonly<Record<string, string | undefined>>) => void;
}

/** The funnel in a column's head. */
export function ColumnFilterButton({ label, filter, values, set }: ColumnFilterProps) {
  const t = useT();
  const [opened, setOpened] = useState(false);
  const keys = filter.kind === 'days' ? [filter.from, filter.to] : [filter.field];
  const active = keys.some((key) => values[key] !== undefined);
  return (
    <Popover opened={opened} onChange={setOpened} trapFocus position="bottom-start" withinPortal>
      <Popover.Target>
        <ActionIcon
          variant="subtle"
          color={active ? 'lake' : 'gray'}
          size={24}
          aria-label={t('ui.filter-by', { column: label })}
          onClick={() => setOpened(!opened)}
        >
          {active ? <IconFilterFilled size={14} /> : <IconFilter size={14} stroke={1.75} />}
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap="xs" miw={200}>
          <FilterBody label={label} filter={filter} values={values} set={set} />
          {active && (
            <Button variant="subtle" size="xs" onClick={() => set(Object.fromEntries(keys.map((key) => [key, undefined])))}>
              {t('ui.clear')}
            </Button>
          )}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}

function FilterBody({ label, filter, values, set }: ColumnFilterProps) {
  const t = useT();
  if (filter.kind === 'days')
    return (
      <>
        {[filter.from, filter.to].map((key, index) => (
          <DateField
            key={key}
            id={`filter-${key}`}
            label={t(index === 0 ? 'field.from' : 'field.to')}
            value={(values[key] as string | undefined) ?? ''}
            onChange={(day) => set({ [key]: day || undefined })}
          />
        ))}
      </>
    );
  if (filter.kind === 'text')
    return (
      <TextInput
        label={label}
        dir="auto"
        defaultValue={(values[filter.field] as string | undefined) ?? ''}
        onChange={(event) => set({ [filter.field]: event.currentTarget.value || undefined })}
      />
    );
  const choices = filter.kind === 'flag' ? (['yes', 'no'] as const).map((value) => ({ value, label: t(`ui.${value}`) })) : filter.choices;
  const held = chosenOf(filter, values);
  const many = filter.kind === 'choice' && filter.many === true;
  return (
    <>
      {choices.map((choice) => (
        <Checkbox
          key={choice.value}
          label={choice.label}
          checked={held.includes(choice.value)}
          onChange={(event) => {
            const rest = many ? held.filter((one) => one !== choice.value) : [];
            const next = event.currentTarget.checked ? [...rest, choice.value] : rest;
            set({ [filter.field]: next.join(',') || undefined });
          }}
        />
      ))}
    </>
  );
}

/** The values a choice or flag filter holds, as they stand in the address. */
export function chosenOf(filter: Extract<ColumnFilter, { kind: 'choice' | 'flag' }>, values: Readonly<Record<string, unknown>>): string[] {
  const value = values[filter.field];
  if (value === undefined) return [];
  if (filter.kind === 'flag') return [value === true ? 'yes' : 'no'];
  return Array.isArray(value) ? (value as string[]) : [value as string];
}

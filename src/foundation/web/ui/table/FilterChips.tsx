import { Group, Pill } from '@mantine/core';
import { useIntl } from 'react-intl';
import { useT } from '#foundation/web/i18n.ts';
import { chosenOf } from './ColumnFilter.tsx';
import type { ColumnFilter } from './types.ts';

/** The filters in force, each a sentence that can be taken away. */
export function FilterChips({
  query,
  filters,
  values,
  set,
}: {
  query: string;
  filters: Readonly<Record<string, ColumnFilter>>;
  values: Readonly<Record<string, unknown>>;
  set: (change: Readonly<Record<string, string | undefined>>) => void;
}) {
  const t = useT();
  const intl = useIntl();
  const day = (value: unknown) =>
    typeof value === 'string'
      ? intl.formatDate(`${value}T12:00:00Z`, { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' })
      : '…';
  const words = (filter: ColumnFilter): string => {
    if (filter.kind === 'days') return `${day(values[filter.from])} – ${day(values[filter.to])}`;
    if (filter.kind === 'text') return values[filter.field] as string;
    const chosen = chosenOf(filter, values);
    if (filter.kind === 'flag') return t(`ui.${chosen[0]!}`);
    return filter.choices
      .filter((choice) => chosen.includes(choice.value))
      .map((choice) => choice.label)
      .join(', ');
  };
  const active = Object.entries(filters).filter(([, filter]) =>
    (filter.kind === 'days' ? [filter.from, filter.to] : [filter.field]).some((key) => values[key] !== undefined),
  );
  if (active.length === 0) return null;
  return (
    <Group gap="xs">
      {active.map(([column, filter]) => {
        const label = t(`column.${query}.${column}`);
        return (
          <Pill
            key={column}
            size="md"
            withRemoveButton
            removeButtonProps={{ 'aria-label': t('ui.filter-remove', { column: label }), 'aria-hidden': false, tabIndex: 0 }}
            onRemove={() =>
              set(filter.kind === 'days' ? { [filter.from]: undefined, [filter.to]: undefined } : { [filter.field]: undefined })
            }
          >
            {label}: <bdi>{words(filter)}</bdi>
          </Pill>
        );
      })}
    </Group>
  );
}

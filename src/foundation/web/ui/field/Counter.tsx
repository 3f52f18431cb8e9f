import { ActionIcon, Group, TextInput } from '@mantine/core';
import { IconMinus, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useIntl } from 'react-intl';
import { marksOf, readNumber } from '#foundation/typed-quantity.ts';
import { useT } from '#foundation/web/i18n.ts';

/** A whole number counted with a thumb: a large field and two large buttons; any digits may be typed. */
export function Counter({
  label,
  value,
  onChange,
  unit,
  description,
  step = 1,
}: {
  label: string;
  value: number | undefined;
  onChange: (value: number | undefined) => void;
  unit?: string;
  description?: string | undefined;
  step?: number;
}) {
  const t = useT();
  const intl = useIntl();
  const [typed, setTyped] = useState<string | null>(null);
  const read = (text: string) => {
    const number = readNumber(text, marksOf(intl.locale));
    return number !== undefined && Number.isSafeInteger(number) && number >= 0 ? number : undefined;
  };
  const by = (change: number) => {
    setTyped(null);
    onChange(Math.max(0, (value ?? 0) + change));
  };
  const unread = typed !== null && typed.trim() !== '' && read(typed) === undefined;
  return (
    <Group gap="xs" align="end" wrap="nowrap">
      <TextInput
        style={{ flex: 1, minWidth: 0 }}
        size="xl"
        label={label}
        description={description}
        inputMode="numeric"
        autoComplete="off"
        value={typed ?? (value === undefined ? '' : intl.formatNumber(value))}
        error={unread ? t('ui.number-unread') : undefined}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          onChange(read(event.currentTarget.value));
        }}
        onBlur={() => !unread && setTyped(null)}
        rightSection={unit && <span className="kv-unit">{unit}</span>}
        rightSectionWidth={unit ? 12 + unit.length * 9 : undefined}
      />
      <ActionIcon size={60} variant="default" aria-label={t('ui.one-less', { label })} disabled={!value} onClick={() => by(-step)}>
        <IconMinus size={26} stroke={1.75} aria-hidden />
      </ActionIcon>
      <ActionIcon size={60} variant="default" aria-label={t('ui.one-more', { label })} onClick={() => by(step)}>
        <IconPlus size={26} stroke={1.75} aria-hidden />
      </ActionIcon>
    </Group>
  );
}

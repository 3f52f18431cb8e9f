import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { useIntl } from 'react-intl';
import { marksOf, readNumber } from '#foundation/typed-quantity.ts';
import { useT } from '#foundation/web/i18n.ts';

export interface NumberFieldProps {
  readonly id?: string;
  readonly label: string;
  readonly description?: string | undefined;
  readonly error?: string | undefined;
  readonly withAsterisk?: boolean;
  readonly unit?: string;
  /** The number; or what was typed, while it is not understood. */
  readonly value: number | string | undefined;
  readonly onChange: (value: number | string | undefined) => void;
}

/** A number with any digits and any marks; its unit stands inside. */
export function NumberField({ value, onChange, unit, error, ...rest }: NumberFieldProps) {
  const t = useT();
  const intl = useIntl();
  const [typed, setTyped] = useState<string | null>(null);
  const take = (text: string) => {
    setTyped(text);
    onChange(text.trim() === '' ? undefined : (readNumber(text, marksOf(intl.locale)) ?? text));
  };
  const unread = typed !== null && typeof value === 'string' && value !== '';
  return (
    <TextInput
      {...rest}
      inputMode="decimal"
      autoComplete="off"
      value={typed ?? (typeof value === 'number' ? intl.formatNumber(value, { maximumFractionDigits: 6 }) : (value ?? ''))}
      error={error ?? (unread ? t('ui.number-unread') : undefined)}
      onChange={(event) => take(event.currentTarget.value)}
      onBlur={() => {
        if (!unread) setTyped(null);
      }}
      rightSection={unit && <span className="kv-unit">{unit}</span>}
      rightSectionWidth={unit ? 12 + unit.length * 9 : undefined}
    />
  );
}

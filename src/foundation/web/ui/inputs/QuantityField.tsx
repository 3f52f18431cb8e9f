import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { useIntl } from 'react-intl';
import { marksOf, readQuantity } from '#foundation/typed-quantity.ts';
import type { TypedUnit } from '#foundation/typed-quantity.ts';
import { useT } from '#foundation/web/i18n.ts';
import type { NumberFieldProps } from './NumberField.tsx';

export interface QuantityFieldProps extends Omit<NumberFieldProps, 'unit'> {
  /** Packs people may count in, the smallest unit among them (`holds: 1`). */
  readonly units: readonly TypedUnit[];
  /** Hears the very words, for what keeps in which packs it was counted. */
  readonly onTyped?: (text: string) => void;
  readonly onEnter?: () => void;
}

/** A quantity in the smallest unit, typed as people count: `3 cartons + 4`, `2 koli`, `١٢٠٠`; what it comes to is said below. */
export function QuantityField({ value, onChange, units, error, description, onTyped, onEnter, ...rest }: QuantityFieldProps) {
  const t = useT();
  const intl = useIntl();
  const [typed, setTyped] = useState<string | null>(null);
  const smallest = units.find((unit) => unit.holds === 1)?.names[0] ?? '';
  const read = typed === null ? undefined : readQuantity(typed, units, marksOf(intl.locale));
  const take = (text: string) => {
    setTyped(text);
    onTyped?.(text);
    const next = readQuantity(text, units, marksOf(intl.locale));
    onChange(text.trim() === '' ? undefined : next.kind === 'read' ? next.quantity : text);
  };
  const fault =
    read === undefined || typed!.trim() === '' || read.kind === 'read'
      ? undefined
      : read.kind === 'not-whole'
        ? t('ui.quantity-not-whole', { quantity: read.quantity, unit: smallest })
        : t('ui.quantity-unread');
  return (
    <TextInput
      {...rest}
      autoComplete="off"
      value={typed ?? (typeof value === 'number' ? intl.formatNumber(value) : (value ?? ''))}
      description={read?.kind === 'read' ? `= ${intl.formatNumber(read.quantity)} ${smallest}` : (description ?? t('ui.quantity-hint'))}
      error={error ?? fault}
      onChange={(event) => take(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || !onEnter) return;
        event.preventDefault();
        onEnter();
      }}
      onBlur={() => {
        if (fault === undefined) setTyped(null);
      }}
      rightSection={smallest && <span className="kv-unit">{smallest}</span>}
      rightSectionWidth={smallest ? 12 + smallest.length * 9 : undefined}
    />
  );
}

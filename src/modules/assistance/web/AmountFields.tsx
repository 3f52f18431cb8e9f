import { useT } from '#foundation/web/i18n.ts';
import { NumberField, Stack } from '#foundation/web/ui/index.ts';
import type { ItemBrief } from '../contract/shared.ts';
import { nameIn } from './words.tsx';

export type Amounts = Readonly<Record<string, number | string | undefined>>;

/** One field for each item: how many of its smallest unit. */
export function AmountFields({
  items,
  value,
  onChange,
}: {
  items: readonly ItemBrief[];
  value: Amounts;
  onChange: (value: Amounts) => void;
}) {
  const t = useT();
  return (
    <Stack gap="xs">
      {items.map((item) => (
        <NumberField
          key={item.id}
          label={nameIn(item.names)}
          unit={t(`goods.unit-${item.unit}`)}
          value={value[item.id]}
          onChange={(qty) => onChange({ ...value, [item.id]: qty })}
        />
      ))}
    </Stack>
  );
}

/** What was typed as lines of a command; undefined while something is no whole number. */
export function linesOf(value: Amounts, least = 1): { itemId: string; qty: number }[] | undefined {
  const typed = Object.entries(value).filter(([, qty]) => qty !== undefined && qty !== '');
  if (typed.some(([, qty]) => typeof qty !== 'number' || !Number.isInteger(qty) || qty < 0)) return undefined;
  return typed.filter(([, qty]) => (qty as number) >= least).map(([itemId, qty]) => ({ itemId, qty: qty as number }));
}

import { useIntl } from 'react-intl';
import { useT } from '#foundation/web/i18n.ts';
import { Status } from '#foundation/web/ui/index.ts';
import type { StatusTone } from '#foundation/web/ui/index.ts';
import type { TypedUnit } from '#foundation/typed-quantity.ts';
import type { ItemBrief } from '../../contract/requests/shapes.ts';

/** A record's name in the reader's language, else in English. */
export function nameIn(names: Readonly<Record<string, string>>): string {
  return names[document.documentElement.lang] ?? names['en'] ?? '';
}

const tones: Readonly<Record<string, StatusTone>> = {
  draft: 'waiting',
  submitted: 'person',
  approved: 'waiting',
  refused: 'stopped',
  'part-allocated': 'waiting',
  allocated: 'settled',
  'part-shipped': 'waiting',
  shipped: 'settled',
  closed: 'stopped',
  cancelled: 'stopped',
};
export function RequestStatus({ state }: { state: string }) {
  const t = useT();
  return <Status tone={tones[state] ?? 'stopped'}>{t(`supply.request-state-${state}`)}</Status>;
}

const pickTones: Readonly<Record<string, StatusTone>> = {
  held: 'settled',
  shipped: 'settled',
  freed: 'stopped',
  expired: 'stopped',
  broken: 'person',
};
export function PickStatus({ state }: { state: string }) {
  const t = useT();
  return <Status tone={pickTones[state] ?? 'stopped'}>{t(`supply.pick-state-${state}`)}</Status>;
}

/** A day as people write it, with the year. */
export function useDay(): (day: string | null) => string {
  const intl = useIntl();
  return (day) => (day ? intl.formatDate(`${day}T12:00:00Z`, { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' }) : '');
}

/** Quantities of an item: figures with the unit's word, and what people may type. */
export function useQuantities() {
  const intl = useIntl();
  const t = useT();
  return {
    figure: (qty: number) => intl.formatNumber(qty),
    words: (qty: number, unit: string) => `${intl.formatNumber(qty)} ${t(`goods.units-${unit}`, { n: qty })}`,
    unitsOf: (item: ItemBrief): TypedUnit[] => [
      { code: item.unit, names: [t(`goods.unit-${item.unit}`)], holds: 1 },
      ...item.packs
        .filter((pack) => pack.per === 1)
        .map((pack) => ({ code: pack.code, names: [t(`goods.pack-${pack.kind}`)], holds: pack.smallest })),
    ],
  };
}

/** A reason in words: why something was picked, or left. */
export function useReason(): (kind: 'pick' | 'pass', why: { code: string; figures: Readonly<Record<string, string | number>> }) => string {
  const t = useT();
  const day = useDay();
  return (kind, { code, figures }) => {
    const said = Object.fromEntries(Object.entries(figures).map(([key, value]) => [key, key.endsWith('On') ? day(String(value)) : value]));
    const more = code === 'condition' ? { condition: t(`goods.condition-${figures['condition']}`) } : {};
    const sector = code === 'grant-sector' ? { sector: t(`orgs.sector-${figures['sector']}`) } : {};
    return t(`supply.${kind}-${code}`, { ...said, ...more, ...sector });
  };
}

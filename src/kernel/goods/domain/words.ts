import type { TypedUnit } from '#foundation/typed-quantity.ts';
import { inPacks, unit as unitOf } from '#foundation/quantity.ts';

type Say = (key: string, values?: Record<string, string | number>) => string;

export interface Packed {
  readonly code: string;
  readonly kind: string;
  readonly smallest: number;
  readonly per: number;
}

/** The units in which a quantity of an item may be typed: its smallest unit and its packs that hold a whole number of it. */
export function typedUnitsOf(item: { readonly unit: string; readonly packs: readonly Packed[] }, say: Say): TypedUnit[] {
  const smallest = [say(`goods.unit-${item.unit}`), say(`goods.units-${item.unit}`, { n: 2 }), item.unit];
  return [
    { code: '', names: [...new Set(smallest)], holds: 1 },
    ...item.packs
      .filter((pack) => pack.per === 1)
      .map((pack) => ({
        code: pack.code,
        names: [...new Set([say(`goods.pack-${pack.kind}`), pack.code.toLowerCase(), pack.kind])],
        holds: pack.smallest,
      })),
  ];
}

/** A quantity with its unit: `1,240 pieces`. */
export function quantityWords(qty: number, unit: string, say: Say, figures: (value: number) => string): string {
  return `${figures(qty)} ${say(`goods.units-${unit}`, { n: qty })}`;
}

/** The same in packs where it fills some: `51 carton + 16`; undefined where it fills none. */
export function packWords(qty: number, packs: readonly Packed[], say: Say, figures: (value: number) => string): string | undefined {
  const units = packs.filter((pack) => pack.per === 1 && pack.smallest > 1 && pack.kind !== 'pallet');
  const largest = units.toSorted((a, b) => b.smallest - a.smallest)[0];
  if (!largest || qty < largest.smallest) return undefined;
  return inPacks(qty, [unitOf(largest.code, largest.smallest)])
    .map(({ unit, count }) => (unit === '' ? figures(count) : `${figures(count)} ${say(`goods.pack-${largest.kind}`)}`))
    .join(' + ');
}

/** Grams in the unit people say: g, kg or t. */
export function weightWords(grams: number, figures: (value: number, digits: number) => string, say: Say): string {
  if (grams < 1000) return `${figures(grams, 1)} ${say('goods.unit-g')}`;
  if (grams < 10_000_000) return `${figures(grams / 1000, grams < 100_000 ? 2 : 0)} ${say('goods.unit-kg')}`;
  return `${figures(grams / 1_000_000, 1)} ${say('goods.tonne')}`;
}

/** Cubic centimetres in the unit people say: cm³, litres or m³. */
export function volumeWords(cm3: number, figures: (value: number, digits: number) => string, say: Say): string {
  if (cm3 < 1000) return `${figures(cm3, 1)} ${say('goods.cm3')}`;
  if (cm3 < 1_000_000) return `${figures(cm3 / 1000, 1)} ${say('goods.unit-l')}`;
  return `${figures(cm3 / 1_000_000, cm3 < 100_000_000 ? 2 : 0)} ${say('goods.m3')}`;
}

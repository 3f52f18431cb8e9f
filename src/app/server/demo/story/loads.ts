import type { Dice } from './dice.ts';

/** What one articulated truck carries of a kind of load: about 22 tonnes or 85 cubic metres. */
export const loads = {
  bedding: { sector: 'nfi', items: { 'BLK-MT': 4_000, 'MAT-SLP': 2_500, 'QUILT-S': 1_000, 'MATT-SP': 400 } },
  household: { sector: 'nfi', items: { 'KS-A': 1_200, 'JER-F10': 4_000, 'TRP-46': 2_500, 'BUCK-14': 1_500, 'KIT-DIG': 600 } },
  hygiene: { sector: 'nfi', items: { 'KIT-HYG': 1_800, 'SOAP-100': 2_000 } },
  winter: { sector: 'nfi', items: { 'KIT-WIN': 380, 'BLK-HT': 3_000, 'SCARF-HAT': 2_000 } },
  parcels: { sector: 'food', items: { 'FOOD-FAM': 540 } },
  rations: { sector: 'food', items: { 'RTE-7': 1_500 } },
} as const satisfies Record<string, { sector: 'nfi' | 'food'; items: Record<string, number> }>;
export type LoadKind = keyof typeof loads;

const summer: readonly LoadKind[] = [
  'bedding',
  'parcels',
  'hygiene',
  'household',
  'rations',
  'bedding',
  'parcels',
  'hygiene',
  'bedding',
  'household',
  'parcels',
  'bedding',
];
const cold: readonly LoadKind[] = [
  'winter',
  'bedding',
  'rations',
  'winter',
  'bedding',
  'parcels',
  'hygiene',
  'bedding',
  'winter',
  'household',
];

/** What a convoy carries, by its place in the story: blankets and kits in the first weeks, more food and hygiene afterwards. */
export const kindOf = (month: string, index: number): LoadKind => {
  const rows = month < '2023-04' ? cold : summer;
  return rows[index % rows.length]!;
};

/** One truck's load, a little more or less than the usual one; whole tens. */
export function truckLoad(kind: LoadKind, dice: Dice): Map<string, number> {
  const part = dice.whole(82, 100);
  return new Map(Object.entries(loads[kind].items).map(([code, qty]) => [code, Math.max(10, Math.floor((qty * part) / 1000) * 10)]));
}

/** Every item that the story's convoys carry, with its bin in Burç. */
export const storyItems: readonly string[] = [...new Set(Object.values(loads).flatMap((load) => Object.keys(load.items)))];
export function binOf(code: string): string {
  const index = Math.max(0, storyItems.indexOf(code));
  return `BRC-${'ABCD'[index % 4]}-${String((Math.floor(index / 4) % 6) + 1).padStart(2, '0')}`;
}

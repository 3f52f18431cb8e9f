import type { PartnerStore } from '../stores.ts';

/** What a household is given on such a day, by item and size. */
export const packs = {
  winter: {
    code: 'WIN-2023',
    sector: 'nfi',
    names: { en: 'Winter package', tr: 'Kış paketi', ar: 'حزمة الشتاء' },
    title: 'Winter kits',
    lines: [
      { code: 'KIT-WIN', qty: 1 },
      { code: 'BLK-HT', qty: 2, toSize: 4 },
      { code: 'BLK-HT', qty: 4, fromSize: 5 },
    ],
  },
  bedding: {
    code: 'SLP-2023',
    sector: 'nfi',
    names: { en: 'Sleeping package', tr: 'Uyku paketi', ar: 'حزمة النوم' },
    title: 'Blankets and mats',
    lines: [
      { code: 'BLK-MT', qty: 2, toSize: 4 },
      { code: 'BLK-MT', qty: 3, fromSize: 5 },
      { code: 'MAT-SLP', qty: 2 },
    ],
  },
  hygiene: {
    code: 'HYG-2023',
    sector: 'wash',
    names: { en: 'Hygiene package', tr: 'Hijyen paketi', ar: 'حزمة النظافة' },
    title: 'Hygiene kits',
    lines: [
      { code: 'KIT-HYG', qty: 1 },
      { code: 'SOAP-100', qty: 4, toSize: 4 },
      { code: 'SOAP-100', qty: 8, fromSize: 5 },
    ],
  },
  food: {
    code: 'FD-2023',
    sector: 'food',
    names: { en: 'Family food package', tr: 'Aile gıda paketi', ar: 'حزمة الغذاء العائلية' },
    title: 'Food parcels',
    lines: [{ code: 'FOOD-FAM', qty: 1 }],
  },
} as const;
export type PackKind = keyof typeof packs;

/** How a day goes besides as planned. */
export type Turn =
  /** A crowd breaks the lanes: stopped for security, given another day. */
  | 'crowd'
  /** Two phones without a network give to the same two households. */
  | 'double'
  /** A phone is lost at noon; its lane goes on by paper, and the count does not balance. */
  | 'lost-phone'
  /** Somebody comes with a token that is none. */
  | 'strange-token'
  /** A token that was reported lost comes all the same. */
  | 'lost-token'
  /** A phone whose clock runs more than a day ahead. */
  | 'clock'
  /** Nobody stands on a list: tents, and a tally. */
  | 'counted'
  /** The first hand-over comes before the opening. */
  | 'early'
  /** One phone tells of a last hand-over days after all is closed. */
  | 'late';

export interface DayPlan {
  readonly key: string;
  readonly day: string;
  readonly store: PartnerStore['code'];
  readonly point: string;
  readonly pack: PackKind;
  readonly households: number;
  readonly turn?: Turn;
}

/** Twelve days of three partners between February and August. */
export const dayPlans: readonly DayPlan[] = [
  { key: '1', day: '2023-02-22', store: 'PS-01', point: 'DP-1A', pack: 'winter', households: 60 },
  { key: '2', day: '2023-03-08', store: 'PS-03', point: 'DP-3A', pack: 'bedding', households: 54, turn: 'strange-token' },
  { key: '3', day: '2023-03-16', store: 'PS-02', point: 'DP-2A', pack: 'hygiene', households: 66 },
  { key: '4', day: '2023-03-29', store: 'PS-01', point: 'DP-1B', pack: 'winter', households: 72, turn: 'crowd' },
  { key: '5', day: '2023-04-12', store: 'PS-02', point: 'DP-2B', pack: 'hygiene', households: 60, turn: 'lost-token' },
  { key: '6', day: '2023-04-26', store: 'PS-03', point: 'DP-3B', pack: 'bedding', households: 48, turn: 'clock' },
  { key: '7', day: '2023-05-10', store: 'PS-01', point: 'DP-1C', pack: 'food', households: 78, turn: 'double' },
  { key: '8', day: '2023-05-24', store: 'PS-02', point: 'DP-2C', pack: 'food', households: 60 },
  { key: '9', day: '2023-06-07', store: 'PS-03', point: 'DP-3C', pack: 'hygiene', households: 40, turn: 'counted' },
  { key: '10', day: '2023-06-21', store: 'PS-02', point: 'DP-2A', pack: 'hygiene', households: 60, turn: 'lost-phone' },
  { key: '11', day: '2023-07-12', store: 'PS-01', point: 'DP-1A', pack: 'food', households: 66, turn: 'early' },
  { key: '12', day: '2023-08-02', store: 'PS-02', point: 'DP-2B', pack: 'food', households: 54, turn: 'late' },
];

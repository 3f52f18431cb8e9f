import { foldDigits } from '#foundation/fold.ts';

/** Kinds of numbers that say who somebody is. Of `family` several persons have the same one. */
export const identifierTypes = [
  'turkish-id',
  'foreigner-id',
  'passport',
  'syrian-id',
  'unhcr',
  'family',
  'birth-certificate',
  'other',
] as const;
export type IdentifierType = (typeof identifierTypes)[number];

/** Whether the number is one person's alone. */
export const isPersonal = (type: IdentifierType): boolean => type !== 'family' && type !== 'other';

/** Capitals and ASCII digits alone, by which two spellings of one number meet. */
export function foldIdentifier(value: string): string {
  return foldDigits(value)
    .replaceAll('İ', 'I')
    .replaceAll('ı', 'i')
    .toUpperCase()
    .replace(/[^A-Z0-9\u0620-\u064a]/g, '');
}

/** The two check digits of a Turkish identity number, which numbers of foreigners (99…) carry too. */
export function turkishIdHolds(value: string): boolean {
  const text = foldIdentifier(value);
  if (!/^[1-9]\d{10}$/.test(text)) return false;
  const digit = Array.from(text, Number);
  const odd = digit[0]! + digit[2]! + digit[4]! + digit[6]! + digit[8]!;
  const even = digit[1]! + digit[3]! + digit[5]! + digit[7]!;
  const tenth = (((odd * 7 - even) % 10) + 10) % 10;
  const eleventh = digit.slice(0, 10).reduce((sum, one) => sum + one, 0) % 10;
  return digit[9] === tenth && digit[10] === eleventh;
}

/** Whether a number keeps the rule of its kind; null where the kind has none. A broken one is recorded all the same, marked. */
export function checksumHolds(type: IdentifierType, value: string): boolean | null {
  if (type === 'turkish-id') return turkishIdHolds(value) && !foldIdentifier(value).startsWith('99');
  if (type === 'foreigner-id') return turkishIdHolds(value) && foldIdentifier(value).startsWith('99');
  if (type === 'syrian-id') return /^\d{11}$/.test(foldIdentifier(value));
  return null;
}

/** The kind that a bare number most likely is. */
export function guessType(value: string): IdentifierType {
  if (turkishIdHolds(value)) return foldIdentifier(value).startsWith('99') ? 'foreigner-id' : 'turkish-id';
  return 'other';
}

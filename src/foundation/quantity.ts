import { defineProblems } from './problem.ts';

export const quantityProblems = defineProblems('quantity', {
  'not-a-number': { status: 422 },
  'not-whole': { status: 422 },
  'too-large': { status: 422 },
});

/** A whole number of an item's smallest unit; exact up to 2^53 - 1. Never a fraction, never a float that was rounded. */
export type Quantity = number;

/**
 * A unit in which people count, as an exact ratio to the item's smallest unit: a carton of 24 is 24/1, a roll sold by the
 * half is 1/2 of nothing whole and therefore refused unless the count makes it whole.
 */
export interface Unit {
  readonly code: string;
  /** Smallest units in `per` of this unit: 1 carton = 24/1, 3 metres = 2 sheets is 2/3. */
  readonly smallest: number;
  readonly per: number;
}

/** Checks a unit's ratio and brings it to lowest terms. */
export function unit(code: string, smallest: number, per = 1): Unit {
  if (!Number.isSafeInteger(smallest) || !Number.isSafeInteger(per) || smallest < 1 || per < 1)
    throw new RangeError(`no ratio: ${smallest}/${per}`);
  const divisor = commonDivisor(smallest, per);
  return { code, smallest: smallest / divisor, per: per / divisor };
}

function commonDivisor(a: number, b: number): number {
  return b === 0 ? a : commonDivisor(b, a % b);
}

/** An exact decimal: `digits` shifted right by `scale` places. What people type before it becomes a quantity or an amount. */
export interface Decimal {
  readonly digits: bigint;
  readonly scale: number;
}

const easternDigits = /[٠-٩۰-۹]/g;
/** Arabic and Persian digits as 0 to 9, and their decimal and group signs as `.` and nothing. */
export function latinDigits(text: string): string {
  return text
    .replace(easternDigits, (digit) => String(((digit.codePointAt(0)! - 0x660) % 0x90) % 10))
    .replaceAll('٫', '.')
    .replaceAll('٬', '');
}

const plain = /^[+-]?\d+$/;
const grouped = /^([+-]?)([1-9]\d{0,2}(?:([.,\u00a0\u202f' ])\d{3})+)(?:([.,])(\d+))?$/;
const decimal = /^([+-]?)(\d*)([.,])(\d+)$/;

/**
 * Reads a number as people type it in English, Turkish and Arabic: `1,234.5`, `1.234,5`, `12,5`, `١٢٫٥`. One separator
 * followed by exactly three digits groups thousands unless `decimalComma` says which sign is the decimal one.
 */
export function parseDecimal(text: string, options: { readonly decimal?: ',' | '.' } = {}): Decimal {
  const typed = latinDigits(text.trim());
  if (plain.test(typed)) return { digits: BigInt(typed), scale: 0 };
  const groups = grouped.exec(typed);
  const single = groups && !groups[4] && groups[2]!.split(groups[3]!).length === 2 && groups[3] === options.decimal;
  if (groups && !single && groups[3] !== groups[4]) {
    const whole = groups[2]!.replaceAll(groups[3]!, '');
    return scaled(groups[1]!, whole, groups[5] ?? '');
  }
  const point = decimal.exec(typed);
  if (point) return scaled(point[1]!, point[2]!, point[4]!);
  throw quantityProblems.problem('not-a-number', { text: text.slice(0, 40) });
}

function scaled(sign: string, whole: string, fraction: string): Decimal {
  return { digits: BigInt(`${sign}${whole || '0'}${fraction}`.replace(/^\+/, '')), scale: fraction.length };
}

/** How many smallest units a count of a unit is; refused when that is no whole number. */
export function toSmallest(count: Decimal, of: Unit): Quantity {
  const numerator = count.digits * BigInt(of.smallest);
  const denominator = 10n ** BigInt(count.scale) * BigInt(of.per);
  if (numerator % denominator !== 0n) throw quantityProblems.problem('not-whole', { count: textOf(count), unit: of.code });
  return exact(numerator / denominator);
}

/** A bigint as a JavaScript number, refused where it would not be exact. */
export function exact(value: bigint): number {
  const number = Number(value);
  if (!Number.isSafeInteger(number)) throw quantityProblems.problem('too-large');
  return number;
}

/** The decimal as plain text with a point. */
export function textOf({ digits, scale }: Decimal): string {
  const sign = digits < 0n ? '-' : '';
  const all = (digits < 0n ? -digits : digits).toString().padStart(scale + 1, '0');
  return scale === 0 ? `${sign}${all}` : `${sign}${all.slice(0, -scale)}.${all.slice(-scale)}`;
}

export interface Packed {
  readonly unit: string;
  readonly count: number;
}

/** A quantity in the largest units that hold it whole: 76 of cartons of 24 is 3 cartons and 4. */
export function inPacks(quantity: Quantity, units: readonly Unit[]): Packed[] {
  let left = quantity;
  const packed: Packed[] = [];
  for (const of of units.filter((one) => one.per === 1).toSorted((a, b) => b.smallest - a.smallest)) {
    const count = Math.floor(left / of.smallest);
    if (count > 0) packed.push({ unit: of.code, count });
    left -= count * of.smallest;
  }
  if (left > 0) packed.push({ unit: '', count: left });
  return packed;
}

/**
 * A quantity for people, in packs by their names and the language's own figures: `3 cartons + 4`.
 * @param nameOf a unit's name for that count; the smallest unit has the code ''.
 */
export function formatQuantity(
  quantity: Quantity,
  units: readonly Unit[],
  language: string,
  nameOf: (unit: string, count: number) => string,
): string {
  const figures = new Intl.NumberFormat(language);
  const parts = inPacks(quantity, units).map(({ unit: code, count }) => `${figures.format(count)} ${nameOf(code, count)}`.trim());
  return parts.length > 0 ? parts.join(' + ') : `${figures.format(0)} ${nameOf('', 0)}`.trim();
}

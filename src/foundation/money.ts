import { defineProblems } from './problem.ts';
import { exact, parseDecimal, textOf } from './quantity.ts';
import type { Decimal } from './quantity.ts';
import type { Day } from './time.ts';

export const moneyProblems = defineProblems('money', {
  'currency-unknown': { status: 422 },
  'currencies-differ': { status: 422 },
  'too-many-decimals': { status: 422 },
  'rate-missing': { status: 409 },
  'rate-not-positive': { status: 422 },
});

/** An amount in whole minor units of its currency: 12.34 USD is 1234. */
export interface Money {
  readonly minor: number;
  readonly currency: string;
}

/** A converted amount keeps what it came from: the amount, the rate as written, and the rate's day. */
export interface Converted extends Money {
  readonly from: Money;
  readonly rate: string;
  readonly rateDay: Day;
}

/** How many units of `to` one unit of `from` was worth on a day; the rate is kept as the decimal that was published. */
export interface Rate {
  readonly from: string;
  readonly to: string;
  readonly day: Day;
  readonly rate: string;
}

/** Minor digits of currencies that do not have two (ISO 4217). */
const digitsByCurrency: Readonly<Record<string, number>> = {
  BHD: 3,
  IQD: 3,
  JOD: 3,
  KWD: 3,
  LYD: 3,
  OMR: 3,
  TND: 3,
  CLF: 4,
  UYW: 4,
  BIF: 0,
  CLP: 0,
  DJF: 0,
  GNF: 0,
  ISK: 0,
  JPY: 0,
  KMF: 0,
  KRW: 0,
  PYG: 0,
  RWF: 0,
  UGX: 0,
  UYI: 0,
  VND: 0,
  VUV: 0,
  XAF: 0,
  XOF: 0,
  XPF: 0,
};

const known = new Set([...Intl.supportedValuesOf('currency'), ...Object.keys(digitsByCurrency)]);

/** Whether a currency bears this code. */
export function isCurrency(code: string): boolean {
  return known.has(code);
}

/** How many decimals a currency has; a code that no currency bears is refused. */
export function minorDigits(currency: string): number {
  if (!isCurrency(currency)) throw moneyProblems.problem('currency-unknown', { currency: currency.slice(0, 10) });
  return digitsByCurrency[currency] ?? 2;
}

/**
 * An amount as people type it, `1.234,50` or `1,234.50`; more decimals than the currency has are refused, not rounded.
 * @param mark the decimal sign of the reader's language: `1.234` of a currency with three decimals may be either.
 */
export function parseMoney(text: string, currency: string, mark: ',' | '.'): Money {
  const places = minorDigits(currency);
  const typed = parseDecimal(text, { decimal: mark });
  if (typed.scale > places && typed.digits % 10n ** BigInt(typed.scale - places) !== 0n)
    throw moneyProblems.problem('too-many-decimals', { amount: textOf(typed), currency, decimals: places });
  return { minor: exact(rescale(typed, places)), currency };
}

function rescale({ digits, scale }: Decimal, places: number): bigint {
  return scale <= places ? digits * 10n ** BigInt(places - scale) : digits / 10n ** BigInt(scale - places);
}

/** Below zero when the first is less, above when it is more; two currencies have no order. */
export function compareMoney(one: Money, other: Money): number {
  if (one.currency !== other.currency) throw moneyProblems.problem('currencies-differ', { one: one.currency, other: other.currency });
  return one.minor - other.minor;
}

/** The sum of amounts of one currency; of none, zero. */
export function addMoney(currency: string, amounts: readonly Money[]): Money {
  const other = amounts.find((amount) => amount.currency !== currency);
  if (other) throw moneyProblems.problem('currencies-differ', { one: currency, other: other.currency });
  return { minor: exact(amounts.reduce((sum, amount) => sum + BigInt(amount.minor), 0n)), currency };
}

/** Converts by a rate, rounding half to even in the last minor unit; what it came from stays with it. */
export function convert(from: Money, rate: Rate): Converted {
  if (rate.from !== from.currency) throw moneyProblems.problem('currencies-differ', { one: from.currency, other: rate.from });
  const { digits, scale } = parseDecimal(rate.rate, { decimal: '.' });
  if (digits <= 0n) throw moneyProblems.problem('rate-not-positive', { rate: rate.rate });
  const shift = minorDigits(rate.to) - minorDigits(from.currency) - scale;
  const product = BigInt(from.minor) * digits;
  const minor = shift >= 0 ? product * 10n ** BigInt(shift) : halfEven(product, 10n ** BigInt(-shift));
  return { minor: exact(minor), currency: rate.to, from, rate: rate.rate, rateDay: rate.day };
}

/** The quotient rounded half to even. */
export function halfEven(numerator: bigint, denominator: bigint): bigint {
  const quotient = numerator / denominator;
  const rest = numerator % denominator;
  const twice = (rest < 0n ? -rest : rest) * 2n;
  if (twice < denominator || (twice === denominator && quotient % 2n === 0n)) return quotient;
  return quotient + (numerator < 0n ? -1n : 1n);
}

/** Shares an amount by weights without losing or making a minor unit: the largest remainders take what is left. */
export function allocate(amount: Money, weights: readonly number[]): Money[] {
  const total = weights.reduce((sum, weight) => sum + BigInt(weight), 0n);
  if (total <= 0n || weights.some((weight) => weight < 0)) throw new RangeError('weights must be positive in sum and none below zero');
  const sign = amount.minor < 0 ? -1n : 1n;
  const whole = BigInt(Math.abs(amount.minor));
  const shares = weights.map((weight, at) => ({ at, share: (whole * BigInt(weight)) / total, rest: (whole * BigInt(weight)) % total }));
  let left = whole - shares.reduce((sum, one) => sum + one.share, 0n);
  const byRest = shares.toSorted((a, b) => (b.rest > a.rest ? 1 : b.rest < a.rest ? -1 : a.at - b.at));
  for (const one of byRest) {
    if (left === 0n) break;
    one.share += 1n;
    left -= 1n;
  }
  return shares.map((one) => ({ minor: exact(one.share * sign), currency: amount.currency }));
}

/** An amount for people: `1.234,50 TRY` by the language's own signs. */
export function formatMoney(amount: Money, language: string): string {
  return new Intl.NumberFormat(language, { style: 'currency', currency: amount.currency, currencyDisplay: 'code' }).format(
    textOf({ digits: BigInt(amount.minor), scale: minorDigits(amount.currency) }) as never,
  );
}

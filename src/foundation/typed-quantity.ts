import { fold, foldDigits } from './fold.ts';
import { textOf } from './quantity.ts';
import type { Decimal } from './quantity.ts';

/** How a language groups and breaks numbers. */
export interface NumberMarks {
  readonly group: string;
  readonly decimal: string;
}

/** The marks of a locale, asked of the platform. */
export function marksOf(locale: string): NumberMarks {
  const parts = new Intl.NumberFormat(locale).formatToParts(1234567.8);
  const mark = (type: string, otherwise: string) => foldMarks(parts.find((part) => part.type === type)?.value ?? otherwise);
  return { group: mark('group', ','), decimal: mark('decimal', '.') };
}

/**
 * A number as people type it: any digits, groups by dot, comma, blank or apostrophe, decimals by dot or comma.
 * One sign before exactly three digits may be either: the reader's language decides.
 */
export function readNumber(typed: string, marks: NumberMarks): number | undefined {
  const read = readDecimal(typed, marks);
  const number = read && Number(textOf(read));
  return Number.isFinite(number) ? number : undefined;
}

/** The same as `readNumber`, exact. */
function readDecimal(typed: string, marks: NumberMarks): Decimal | undefined {
  const text = foldMarks(foldDigits(typed))
    .replace(/(?<=\d)[\s\u00a0\u202f'’_](?=\d)/g, '')
    .trim();
  if (!/^[+-]?\d[\d.,]*$/.test(text) && !/^[+-]?[.,]\d+$/.test(text)) return undefined;
  const sign = text.startsWith('-') ? '-' : '';
  const body = text.replace(/^[+-]/, '');
  const decimal = decimalOf(body, marks);
  const cut = decimal === undefined ? -1 : body.lastIndexOf(decimal);
  const whole = (cut < 0 ? body : body.slice(0, cut)).split(/[.,]/);
  const rest = cut < 0 ? '' : body.slice(cut + 1);
  // Groups are of three, or somebody slipped: better asked again than guessed.
  if (whole.slice(1).some((group) => group.length !== 3) || (whole.length > 1 && whole[0]!.length > 3) || /[.,]/.test(rest))
    return undefined;
  return { digits: BigInt(`${sign}${whole.join('') || '0'}${rest}`), scale: rest.length };
}

/** Which sign breaks off the decimals in this number, if any. */
function decimalOf(body: string, marks: NumberMarks): string | undefined {
  const signs = body.replace(/[^.,]/g, '').split('');
  const last = signs.at(-1);
  if (last === undefined) return undefined;
  if (signs.some((sign) => sign !== last)) return last;
  if (signs.length > 1) return undefined;
  const after = body.slice(body.indexOf(last) + 1).length;
  const before = body.indexOf(last);
  const maybeGroup = after === 3 && before >= 1 && before <= 3 && body[0] !== '0';
  return maybeGroup && last !== marks.decimal ? undefined : last;
}

/** Arabic signs for groups and decimals as those of figures. */
function foldMarks(text: string): string {
  return text.replaceAll('٫', '.').replaceAll('٬', ',').replaceAll('،', ',').replaceAll('−', '-');
}

/** A pack by its names in every language, and how many of the smallest unit it holds. */
export interface TypedUnit {
  readonly code: string;
  readonly names: readonly string[];
  readonly holds: number;
}

export type ReadQuantity =
  | { readonly kind: 'read'; readonly quantity: number }
  | { readonly kind: 'not-understood' }
  /** It does not come out whole: half a blanket is no quantity. */
  | { readonly kind: 'not-whole'; readonly quantity: number };

/**
 * A quantity as people say it, in the smallest unit: `1.200`, `3 cartons`, `3 koli + 4`, `2 كرتونة 5`, `1/2 pallet`.
 * @param units packs and the smallest unit itself (`holds: 1`); a number without a name counts smallest units.
 */
export function readQuantity(typed: string, units: readonly TypedUnit[], marks: NumberMarks): ReadQuantity {
  const text = foldMarks(foldDigits(typed)).trim();
  const terms = [...text.matchAll(/(\d+\s*\/\s*\d+|\d[\d.,' \u00a0\u202f]*\d|\d)\s*([^\d+]*)/gu)];
  const covered = terms
    .map((term) => term[0])
    .join('')
    .replace(/\s/g, '').length;
  if (terms.length === 0 || covered !== text.replace(/[\s+]/g, '').length) return { kind: 'not-understood' };
  // As a fraction of whole numbers, so that three thirds are one and a millionth too much is not nothing.
  let over = 0n;
  let under = 1n;
  for (const [, figures, name] of terms) {
    const part = readFraction(figures!, marks);
    const holds = holdsOf(name!, units);
    if (part === undefined || holds === undefined) return { kind: 'not-understood' };
    over = over * part.under + part.over * BigInt(holds) * under;
    under *= part.under;
  }
  const quantity = Number(over) / Number(under);
  if (over % under !== 0n) return { kind: 'not-whole', quantity };
  const exact = Number(over / under);
  return Number.isSafeInteger(exact) ? { kind: 'read', quantity: exact } : { kind: 'not-understood' };
}

function readFraction(text: string, marks: NumberMarks): { over: bigint; under: bigint } | undefined {
  const parts = /^(\d+)\s*\/\s*(\d+)$/.exec(text);
  if (parts) return BigInt(parts[2]!) > 0n ? { over: BigInt(parts[1]!), under: BigInt(parts[2]!) } : undefined;
  const decimal = readDecimal(text, marks);
  return decimal && { over: decimal.digits, under: 10n ** BigInt(decimal.scale) };
}

/** The pack of that name, also in the plural and by its beginning. */
function holdsOf(name: string, units: readonly TypedUnit[]): number | undefined {
  const wanted = fold(name).replace(/^x /, '');
  if (wanted === '') return 1;
  // The smallest unit may have no code: nothing begins with it.
  const all = units
    .flatMap((unit) => [unit.code, ...unit.names].map((one) => ({ key: fold(one), holds: unit.holds })))
    .filter((one) => one.key !== '');
  const exact = all.find((one) => one.key === wanted);
  if (exact) return exact.holds;
  const begins = new Set(
    all.filter((one) => wanted.length >= 2 && (one.key.startsWith(wanted) || wanted.startsWith(one.key))).map((one) => one.holds),
  );
  return begins.size === 1 ? [...begins][0] : undefined;
}

import { foldDigits } from '../fold.ts';

type Language = 'en' | 'tr' | 'ar';

export interface Range {
  readonly min?: number | undefined;
  readonly max?: number | undefined;
}
export type ReadNumber = { readonly number: number; readonly ambiguous?: true } | { readonly unreadable: true };

const within = (number: number, { min, max }: Range) => (min === undefined || number >= min) && (max === undefined || number <= max);

/**
 * Reads a number as people write it: `1.234,5` and `1,234.5`, blanks between thousands, Arabic digits and marks. Where one
 * mark before three digits may be either (`37.034`), the column's range decides, else the sheet's language, with a mark.
 */
export function readNumber(text: string, language: Language, range: Range = {}): ReadNumber {
  const plain = foldDigits(text)
    .replace(/[\u200e\u200f\u061c\s\u00a0\u202f'’]/g, '')
    .replace(/\u066b/g, '٫')
    .replace(/\u066c/g, '')
    .replace(/\u2212/g, '-');
  if (plain.includes('٫')) return exact(plain.replace(/[.,]/g, '').replace('٫', '.'));
  if (!/^[+-]?[\d.,]+$/.test(plain)) return { unreadable: true };
  const marks = plain.replace(/[^.,]/g, '');
  if (marks === '') return exact(plain);
  if (new Set(marks).size === 2) return bothMarks(plain, marks);
  if (marks.length > 1) return /^[+-]?\d{1,3}([.,]\d{3})+$/.test(plain) ? exact(plain.replace(/[.,]/g, '')) : { unreadable: true };
  return oneMark(plain, marks, language, range);
}

/** The last mark is the decimal one, and stands once. */
function bothMarks(plain: string, marks: string): ReadNumber {
  const decimal = marks.at(-1)!;
  if (marks.indexOf(decimal) !== marks.length - 1) return { unreadable: true };
  const [whole = '', part = ''] = plain.split(decimal);
  const thousands = decimal === ',' ? '.' : ',';
  if (!whole.split(thousands).every((group, index) => (index === 0 ? /^[+-]?\d{1,3}$/ : /^\d{3}$/).test(group)))
    return { unreadable: true };
  return exact(`${whole.replaceAll(thousands, '')}.${part}`);
}

function oneMark(plain: string, mark: string, language: Language, range: Range): ReadNumber {
  const asDecimal = exact(plain.replace(mark, '.'));
  if (!/^[+-]?[1-9]\d{0,2}[.,]\d{3}$/.test(plain)) return asDecimal;
  const asWhole = exact(plain.replace(mark, ''));
  if ('unreadable' in asDecimal || 'unreadable' in asWhole) return asDecimal;
  const fits = [asDecimal, asWhole].filter((read) => within(read.number, range));
  if (fits.length === 1) return fits[0]!;
  const decimalMark = language === 'tr' ? ',' : '.';
  return { number: mark === decimalMark ? asDecimal.number : asWhole.number, ambiguous: true };
}

function exact(text: string): ReadNumber {
  if (!/^[+-]?(\d+(\.\d*)?|\.\d+)$/.test(text)) return { unreadable: true };
  const number = Number(text);
  return Number.isFinite(number) ? { number } : { unreadable: true };
}

import { foldDigits, fold } from '../fold.ts';

type Language = 'en' | 'tr' | 'ar';

// Names of months as people write them: English and Turkish with their short forms, Arabic as in Syria and as in Egypt.
const months: readonly (readonly string[])[] = [
  ['january', 'jan', 'ocak', 'oca', 'كانون الثاني', 'يناير'],
  ['february', 'feb', 'şubat', 'şub', 'شباط', 'فبراير'],
  ['march', 'mar', 'mart', 'آذار', 'مارس'],
  ['april', 'apr', 'nisan', 'nis', 'نيسان', 'أبريل', 'ابريل'],
  ['may', 'mayıs', 'أيار', 'مايو'],
  ['june', 'jun', 'haziran', 'haz', 'حزيران', 'يونيو'],
  ['july', 'jul', 'temmuz', 'tem', 'تموز', 'يوليو'],
  ['august', 'aug', 'ağustos', 'ağu', 'آب', 'أغسطس'],
  ['september', 'sep', 'sept', 'eylül', 'eyl', 'أيلول', 'سبتمبر'],
  ['october', 'oct', 'ekim', 'eki', 'تشرين الأول', 'أكتوبر'],
  ['november', 'nov', 'kasım', 'kas', 'تشرين الثاني', 'نوفمبر'],
  ['december', 'dec', 'aralık', 'ara', 'كانون الأول', 'ديسمبر'],
];
const byName = new Map(months.flatMap((names, index) => names.map((name) => [fold(name), index + 1] as const)));

export type ReadDay =
  | { readonly day: string; readonly warning?: 'day-two-digits' }
  | { readonly unreadable: true }
  | { readonly either: readonly [string, string] };

/**
 * Reads a date as people write it. Days come before months (6.2.2023), except that in an English sheet `6/2/2023` may be
 * either: then both are answered, for a person to choose.
 */
export function readDay(text: string, language: Language): ReadDay {
  const plain = foldDigits(text)
    .trim()
    .replace(/[\u200e\u200f\u061c]/g, '');
  const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?$/.exec(plain);
  if (iso) return dayOf(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const numbers = /^(\d{1,2})\s*[./\-\\]\s*(\d{1,2})\s*[./\-\\]\s*(\d{4}|\d{2})(?:\s+[\d:]+)?\.?$/.exec(plain);
  if (numbers) return fromNumbers(Number(numbers[1]), Number(numbers[2]), numbers[3]!, language);
  return fromWords(plain);
}

function fromNumbers(first: number, second: number, yearText: string, language: Language): ReadDay {
  const short = yearText.length === 2;
  const year = short ? 2000 + Number(yearText) : Number(yearText);
  const dayFirst = dayOf(year, second, first);
  const monthFirst = dayOf(year, first, second);
  if (language === 'en' && 'day' in dayFirst && 'day' in monthFirst && first !== second) return { either: [dayFirst.day, monthFirst.day] };
  // 2/28/2023 can only be February: the month comes first there.
  const read = 'day' in dayFirst ? dayFirst : language === 'en' ? monthFirst : dayFirst;
  return 'day' in read && short ? { day: read.day, warning: 'day-two-digits' } : read;
}

/** `6 Şubat 2023`, `February 6, 2023`, `٦ شباط ٢٠٢٣`. */
function fromWords(text: string): ReadDay {
  const parts = text.replace(/[,.،]/g, ' ').split(/\s+/).filter(Boolean);
  const numbers = parts.filter((part) => /^\d+(st|nd|rd|th)?$/i.test(part)).map((part) => Number.parseInt(part, 10));
  const name = fold(parts.filter((part) => !/^\d/.test(part)).join(' '));
  const month = byName.get(name);
  if (month === undefined || numbers.length !== 2) return { unreadable: true };
  const year = numbers.find((number) => number > 31);
  const day = numbers.find((number) => number <= 31);
  return year === undefined || day === undefined ? { unreadable: true } : dayOf(year, month, day);
}

function dayOf(year: number, month: number, day: number): { day: string } | { unreadable: true } {
  const date = new Date(Date.UTC(year, month - 1, day));
  const real = year >= 1900 && year <= 2100 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return real ? { day: date.toISOString().slice(0, 10) } : { unreadable: true };
}

/** The day that Excel keeps as a number of days since 1900, where a cell lost its date format. */
export function dayOfSerial(serial: number): string | undefined {
  if (!Number.isInteger(serial) || serial < 18_264 || serial > 73_050) return undefined; // 1950 to 2099
  return new Date(Date.UTC(1899, 11, 30) + serial * 86_400_000).toISOString().slice(0, 10);
}

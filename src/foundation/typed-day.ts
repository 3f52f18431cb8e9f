import { fold, foldDigits } from './fold.ts';

// Days as people type them in English, Turkish and Arabic: figures in the order of the region (day first), names of months
// and weekdays, and words such as tomorrow, yarın, غدا. Small on purpose: what it does not understand it says so.

const months: readonly (readonly string[])[] = [
  ['january', 'ocak', 'كانون الثاني', 'يناير'],
  ['february', 'şubat', 'شباط', 'فبراير'],
  ['march', 'mart', 'آذار', 'مارس'],
  ['april', 'nisan', 'نيسان', 'أبريل', 'إبريل'],
  ['may', 'mayıs', 'أيار', 'مايو'],
  ['june', 'haziran', 'حزيران', 'يونيو'],
  ['july', 'temmuz', 'تموز', 'يوليو'],
  ['august', 'ağustos', 'آب', 'أغسطس'],
  ['september', 'eylül', 'أيلول', 'سبتمبر'],
  ['october', 'ekim', 'تشرين الأول', 'أكتوبر'],
  ['november', 'kasım', 'تشرين الثاني', 'نوفمبر'],
  ['december', 'aralık', 'كانون الأول', 'ديسمبر'],
];
// Sunday first, as dates count them.
const weekdays: readonly (readonly string[])[] = [
  ['sunday', 'pazar', 'الأحد'],
  ['monday', 'pazartesi', 'الاثنين', 'الإثنين'],
  ['tuesday', 'salı', 'الثلاثاء'],
  ['wednesday', 'çarşamba', 'الأربعاء'],
  ['thursday', 'perşembe', 'الخميس'],
  ['friday', 'cuma', 'الجمعة'],
  ['saturday', 'cumartesi', 'السبت'],
];
const relative: Readonly<Record<string, number>> = keyed({
  0: ['today', 'bugün', 'اليوم'],
  1: ['tomorrow', 'yarın', 'غدا', 'غدًا', 'بكرا', 'بكرة'],
  [-1]: ['yesterday', 'dün', 'أمس', 'امبارح', 'مبارح'],
  2: ['day after tomorrow', 'the day after tomorrow', 'öbür gün', 'yarından sonra', 'بعد غد', 'بعد بكرا'],
  [-2]: ['day before yesterday', 'the day before yesterday', 'evvelsi gün', 'evvelki gün', 'önceki gün', 'أول أمس', 'أول من أمس'],
});
const units: Readonly<Record<string, readonly [count: number, unit: 'day' | 'month']>> = {
  ...spans(1, 'day', ['day', 'days', 'gün', 'يوم', 'أيام', 'يوما']),
  ...spans(2, 'day', ['يومين']),
  ...spans(7, 'day', ['week', 'weeks', 'hafta', 'أسبوع', 'أسابيع']),
  ...spans(14, 'day', ['أسبوعين']),
  ...spans(1, 'month', ['month', 'months', 'ay', 'شهر', 'أشهر', 'شهور']),
  ...spans(2, 'month', ['شهرين']),
};
const ahead = new Set(['in', 'next', 'sonra', 'gelecek', 'önümüzdeki', 'haftaya', 'بعد', 'القادم', 'القادمة', 'المقبل'].map(fold));
const back = new Set(['ago', 'last', 'önce', 'geçen', 'قبل', 'الماضي', 'الماضية', 'منذ'].map(fold));

/**
 * The day that a person means.
 * @param today the mission's day, YYYY-MM-DD: what tomorrow and a missing year count from.
 * @returns YYYY-MM-DD, or undefined when it is not understood or no such day exists.
 */
export function readDay(typed: string, today: string): string | undefined {
  const signed = /^\s*([+-])\s*(\d{1,4})\s*$/.exec(foldDigits(typed));
  if (signed) return shifted(today, Number(signed[1]! + signed[2]!));
  const text = fold(typed).replace(/(\d)(st|nd|rd|th)\b/g, '$1');
  if (text === '') return undefined;
  if (text in relative) return shifted(today, relative[text]!);
  return readFigures(text, today) ?? readNamed(text, today) ?? readSpan(text, today) ?? readWeekday(text, today);
}

/** `12 3 2023`, `12 3 23`, `12 3`, `2023 3 12`, `12032023`, `20230312`. */
function readFigures(text: string, today: string): string | undefined {
  const solid = /^(\d{2})(\d{2})(\d{4})$/.exec(text);
  if (solid) return dayOf(Number(solid[3]), Number(solid[2]), Number(solid[1])) ?? isoSolid(text);
  const parts = text.split(' ');
  if (parts.length > 3 || parts.some((part) => !/^\d{1,4}$/.test(part))) return undefined;
  const [a, b, c] = parts.map(Number);
  if (b === undefined) return undefined;
  if (c === undefined) return nearest(today, b, a!);
  return parts[0]!.length === 4 ? dayOf(a!, b, c) : dayOf(fullYear(c, parts[2]!.length), b, a!);
}

function isoSolid(text: string): string | undefined {
  return dayOf(Number(text.slice(0, 4)), Number(text.slice(4, 6)), Number(text.slice(6)));
}

/** `12 march 2023`, `march 12`, `12 mart`, `12 آذار 2023`. */
function readNamed(text: string, today: string): string | undefined {
  for (const [index, names] of months.entries()) {
    for (const name of names) {
      const rest = withoutName(text, fold(name));
      if (rest === undefined) continue;
      const figures = rest.split(' ');
      if (figures.length > 2 || figures.some((part) => !/^\d{1,4}$/.test(part))) continue;
      const [day, year] = figures;
      if (day!.length > 2) continue;
      return year === undefined
        ? nearest(today, index + 1, Number(day))
        : dayOf(fullYear(Number(year), year.length), index + 1, Number(day));
    }
  }
  return undefined;
}

/** What is left of the text when the name, or three letters or more of a Latin one, is taken out. */
function withoutName(text: string, name: string): string | undefined {
  const padded = ` ${text} `;
  if (padded.includes(` ${name} `)) return padded.replace(` ${name} `, ' ').trim();
  const short = text.split(' ').find((word) => /^[a-z]{3,}$/.test(word) && name.startsWith(word));
  return short && padded.replace(` ${short} `, ' ').trim();
}

/** `in 3 days`, `2 weeks ago`, `3 gün sonra`, `قبل أسبوعين`. */
function readSpan(text: string, today: string): string | undefined {
  const words = text.split(' ');
  const sign = words.some((word) => ahead.has(word)) ? 1 : words.some((word) => back.has(word)) ? -1 : 0;
  const unit = words.map((word) => units[word]).find((found) => found !== undefined);
  if (sign === 0 || !unit) return undefined;
  const known = (word: string) => ahead.has(word) || back.has(word) || word in units || /^\d{1,4}$/.test(word);
  if (!words.every(known)) return undefined;
  const count = sign * unit[0] * Number(words.find((word) => /^\d+$/.test(word)) ?? 1);
  return unit[1] === 'day' ? shifted(today, count) : monthsOn(today, count);
}

/** `friday`, `next friday`, `geçen salı`, `الخميس الماضي`: without a word it is the coming one, today included. */
function readWeekday(text: string, today: string): string | undefined {
  const words = text.split(' ').filter((word) => word !== 'this' && word !== 'bu' && word !== 'gunu' && word !== 'يوم');
  const names = words.filter((word) => !ahead.has(word) && !back.has(word));
  const at = weekdays.findIndex((all) => all.some((name) => names[0] !== undefined && isName(names[0], fold(name))));
  if (names.length !== 1 || at < 0) return undefined;
  const ahead7 = (at - new Date(`${today}T00:00:00Z`).getUTCDay() + 7) % 7;
  if (words.some((word) => back.has(word))) return shifted(today, ahead7 === 0 ? -7 : ahead7 - 7);
  return shifted(today, words.some((word) => ahead.has(word)) && ahead7 === 0 ? 7 : ahead7);
}

const isName = (word: string, name: string) =>
  word === name || (/^[a-z]{3}$/.test(word) && name.startsWith(word) && name !== 'pazartesi' && name !== 'cumartesi');

function fullYear(year: number, digits: number): number {
  return digits > 2 ? year : year + (year < 80 ? 2000 : 1900);
}

function dayOf(year: number, month: number, day: number): string | undefined {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  const real = year >= 1900 && year <= 2199 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return real ? date.toISOString().slice(0, 10) : undefined;
}

/** Without a year, the day of that name nearest to today: in January, `28.12` was last month. */
function nearest(today: string, month: number, day: number): string | undefined {
  const year = Number(today.slice(0, 4));
  const away = (one: string) => Math.abs(Date.parse(one) - Date.parse(today));
  return [year, year - 1, year + 1].flatMap((one) => dayOf(one, month, day) ?? []).sort((a, b) => away(a) - away(b))[0];
}

function shifted(today: string, days: number): string {
  const date = new Date(`${today}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

/** The same day so many months on, or the last of that month. */
function monthsOn(today: string, count: number): string {
  const [year, month, day] = today.split('-').map(Number) as [number, number, number];
  const last = new Date(Date.UTC(year, month + count, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + count, Math.min(day, last))).toISOString().slice(0, 10);
}

function keyed(words: Readonly<Record<number, readonly string[]>>): Record<string, number> {
  return Object.fromEntries(Object.entries(words).flatMap(([days, all]) => all.map((word) => [fold(word), Number(days)])));
}

function spans(count: number, unit: 'day' | 'month', words: readonly string[]): Record<string, readonly [number, 'day' | 'month']> {
  return Object.fromEntries(words.map((word) => [fold(word), [count, unit] as const]));
}

import { gregorianToHijri, hijriToGregorian } from '@tabby_ai/hijri-converter';
import { foldDigits } from '#foundation/fold.ts';

/** How well a birth date is known. An estimated one rests on an age that somebody said. */
export const birthPrecisions = ['day', 'month', 'year', 'estimated'] as const;
export type BirthPrecision = (typeof birthPrecisions)[number];
export interface Birth {
  /** YYYY-MM-DD; where only a month or year is known, its first day. */
  readonly date: string;
  readonly precision: BirthPrecision;
  /** What was on the paper was the Umm al-Qura calendar. */
  readonly hijri?: true;
}

const pad = (value: number, width = 2) => String(value).padStart(width, '0');
const asDay = (year: number, month: number, day: number) => `${pad(year, 4)}-${pad(month)}-${pad(day)}`;

function realDay(year: number, month: number, day: number): string | undefined {
  const at = new Date(Date.UTC(year, month - 1, day));
  const same = at.getUTCFullYear() === year && at.getUTCMonth() === month - 1 && at.getUTCDate() === day;
  return same ? asDay(year, month, day) : undefined;
}

/** A day of the Umm al-Qura calendar; undefined where that calendar has no such day. */
export function fromHijri(year: number, month: number, day: number): string | undefined {
  try {
    const found = hijriToGregorian({ year, month, day });
    return asDay(found.year, found.month, found.day);
  } catch {
    return undefined;
  }
}
/** The same day on the other calendar, as people say it; undefined beyond its tables. */
export function toHijri(date: string): { year: number; month: number; day: number } | undefined {
  const [year, month, day] = date.split('-').map(Number) as [number, number, number];
  try {
    return gregorianToHijri({ year, month, day });
  } catch {
    return undefined;
  }
}

const isHijriYear = (year: number) => year >= 1343 && year <= 1500;

function fromParts(year: number, month: number, day: number, precision: BirthPrecision): Birth | undefined {
  if (isHijriYear(year)) {
    const date = fromHijri(year, month, day);
    return date === undefined ? undefined : { date, precision, hijri: true };
  }
  const date = year >= 1880 ? realDay(year, month, day) : undefined;
  return date === undefined ? undefined : { date, precision };
}

/**
 * A birthday as it is typed: `12.5.1990`, `1990-05-12`, `05.1990`, `1990`, `12/5/1410` of the Hijri calendar, or an age:
 * `30`, `~30`, `8m`. Undefined when it is none of these or lies after today.
 * @param today YYYY-MM-DD
 */
export function readBirth(typed: string, today: string): Birth | undefined {
  const text = foldDigits(typed).trim().toLowerCase();
  const found = readAge(text, today) ?? readDate(text);
  return found && found.date <= today ? found : undefined;
}

function readDate(text: string): Birth | undefined {
  const parts = text.split(/[./\s-]+/).filter((part) => part !== '');
  if (parts.length === 0 || parts.some((part) => !/^\d{1,4}$/.test(part))) return undefined;
  const numbers = parts.map(Number);
  if (parts.length === 1 && parts[0]!.length === 4) return fromParts(numbers[0]!, 1, 1, 'year');
  if (parts.length === 2) {
    const [month, year] = parts[0]!.length === 4 ? [numbers[1]!, numbers[0]!] : [numbers[0]!, numbers[1]!];
    return fromParts(year, month, 1, 'month');
  }
  if (parts.length !== 3) return undefined;
  const [day, month, year] = parts[0]!.length === 4 ? [numbers[2]!, numbers[1]!, numbers[0]!] : (numbers as [number, number, number]);
  return fromParts(year, month, day, 'day');
}

function readAge(text: string, today: string): Birth | undefined {
  const found = /^[~≈]?\s*(\d{1,3})\s*(y|m|ay|yas|yaş|سنة|شهر)?$/.exec(text);
  if (!found || Number(found[1]) > 120) return undefined;
  const count = Number(found[1]);
  const [year, month] = today.split('-').map(Number) as [number, number];
  if (found[2] === 'm' || found[2] === 'ay' || found[2] === 'شهر') {
    const months = year * 12 + month - 1 - count;
    return { date: asDay(Math.floor(months / 12), (months % 12) + 1, 1), precision: 'estimated' };
  }
  return { date: asDay(year - count, 1, 1), precision: 'estimated' };
}

/** Full years on a day. */
export function ageOn(date: string, day: string): number {
  const years = Number(day.slice(0, 4)) - Number(date.slice(0, 4));
  return day.slice(5) < date.slice(5) ? years - 1 : years;
}

/** Full months on a day, for whoever has not lived a year yet. */
export function monthsOn(date: string, day: string): number {
  const [from, to] = [date, day].map((text) => Number(text.slice(0, 4)) * 12 + Number(text.slice(5, 7))) as [number, number];
  return Math.max(0, to - from - (day.slice(8) < date.slice(8) ? 1 : 0));
}

/** Bands of the age and sex tables; derived at a day, never kept. */
export const ageBands = ['0-4', '5-17', '18-59', '60+'] as const;
export function ageBand(age: number): (typeof ageBands)[number] {
  return age < 5 ? '0-4' : age < 18 ? '5-17' : age < 60 ? '18-59' : '60+';
}

import { parse } from 'mrz';
import type { IdentifierType } from './identifiers.ts';
import { turkishIdHolds } from './identifiers.ts';

/** What the machine-readable zone of a paper says (ICAO 9303). `holds` false: a check digit does not fit, and a person looks. */
export interface ReadPaper {
  readonly given: string;
  readonly family: string;
  readonly sex: 'f' | 'm' | null;
  readonly birthDate: string | null;
  readonly nationality: string | null;
  readonly identifiers: readonly { readonly type: IdentifierType; readonly country: string; readonly value: string }[];
  readonly validTo: string | null;
  readonly holds: boolean;
}

/** Lines of a zone out of what a scanner or a hand gave; undefined when it is none. */
export function mrzLines(text: string): string[] | undefined {
  const lines = text
    .toUpperCase()
    .split(/[\r\n]+/)
    .map((line) => line.replace(/\s/g, '').replaceAll('«', '<<'))
    .filter((line) => line.length >= 30);
  if (lines.length === 1) return cutLines(lines[0]!);
  const lengths = lines.map((line) => line.length).join(' ');
  return ['30 30 30', '36 36', '44 44'].includes(lengths) ? lines : undefined;
}

/** A field of one line swallows the ends of lines: its length says where they were. */
function cutLines(text: string): string[] | undefined {
  const long = { 90: 30, 72: 36, 88: 44 }[text.length];
  if (long === undefined || !text.includes('<')) return undefined;
  return Array.from({ length: text.length / long }, (_, at) => text.slice(at * long, (at + 1) * long));
}

function parsed(lines: readonly string[]) {
  try {
    return parse([...lines]);
  } catch {
    return undefined;
  }
}
/** Whether everything in a zone holds: digits, dates, states. */
export const zoneHolds = (lines: readonly string[]): boolean => parsed(lines)?.valid ?? false;
/** Whether every check digit of a zone holds; names and states have none. */
export function checksHold(lines: readonly string[]): boolean {
  const digits = parsed(lines)?.details.filter(({ field }) => field?.endsWith('CheckDigit')) ?? [];
  return digits.length > 0 && digits.every(({ valid }) => valid);
}

/** Two digits of a year: a birth lies behind us, the end of a paper may lie ahead. */
function century(date: string | null | undefined, today: string, ahead: number): string | null {
  const found = /^(\d\d)(\d\d)(\d\d)$/.exec(date ?? '');
  if (!found) return null;
  const [, year, month, day] = found as unknown as [string, string, string, string];
  const now = Number(today.slice(0, 4));
  const full = Math.floor(now / 100) * 100 + Number(year);
  return `${full > now + ahead ? full - 100 : full}-${month}-${day}`;
}

const words = (text: string | null | undefined) =>
  (text ?? '').toLowerCase().replace(/(^|[ -])(\p{L})/gu, (_, gap: string, first: string) => gap + first.toUpperCase());

/**
 * Reads the zone of a passport or identity card.
 * @param today YYYY-MM-DD, which decides the century. Undefined when the text is no such zone.
 */
export function readMrz(text: string, today: string): ReadPaper | undefined {
  const lines = mrzLines(text);
  if (!lines) return undefined;
  const read = parsed(lines);
  if (!read) return undefined;
  const fields = read.fields as Readonly<Record<string, string | null | undefined>>;
  const country = (fields['issuingState'] ?? fields['nationality'] ?? '').slice(0, 3);
  const own = [fields['personalNumber'], fields['optional1'], fields['optional2']].find((value) => value && turkishIdHolds(value));
  return {
    given: words(fields['firstName']),
    family: words(fields['lastName']),
    sex: fields['sex'] === 'female' ? 'f' : fields['sex'] === 'male' ? 'm' : null,
    birthDate: century(fields['birthDate'], today, 0),
    nationality: fields['nationality'] || null,
    identifiers: [
      ...(fields['documentNumber'] ? [{ type: 'passport' as const, country: country || 'XXX', value: fields['documentNumber'] }] : []),
      ...(own ? [{ type: own.startsWith('99') ? ('foreigner-id' as const) : ('turkish-id' as const), country: 'TUR', value: own }] : []),
    ],
    validTo: century(fields['expirationDate'], today, 50),
    holds: read.valid,
  };
}

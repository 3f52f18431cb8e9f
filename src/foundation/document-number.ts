/**
 * Document numbers that people can say on the phone: `WB-GZT-2026-000123-47` is kind, office, year, serial and two
 * check digits. The check finds every single wrong character and every two neighbours that changed places.
 */
export interface DocumentNumber {
  /** 2 to 4 letters: WB waybill, GRN goods receipt note. */
  readonly kind: string;
  /** 2 to 6 letters or digits of the office's code. */
  readonly office: string;
  readonly year: number;
  readonly serial: number;
}

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/**
 * The two check digits of letters and digits: a polynomial in 10 over the prime 97, which is larger than the alphabet, so
 * that no single change and no swap of neighbours leaves it as it was.
 */
export function checkDigits(body: string): string {
  let sum = 0;
  for (const character of body) sum = (sum * 10 + alphabet.indexOf(character)) % 97;
  return String((sum * 10) % 97).padStart(2, '0');
}

/** The number as it is printed and said. */
export function formatNumber(number: DocumentNumber): string {
  const parts = [number.kind, number.office, String(number.year), String(number.serial).padStart(6, '0')];
  if (!/^[A-Z]{2,4}$/.test(number.kind) || !/^[A-Z0-9]{2,6}$/.test(number.office))
    throw new RangeError(`no document number: ${parts.join('-')}`);
  if (!Number.isInteger(number.serial) || number.serial < 1 || number.serial > 999_999) throw new RangeError(`no serial: ${number.serial}`);
  return `${parts.join('-')}-${checkDigits(parts.join(''))}`;
}

/** Reads a number as it was typed or heard: any case, digits and dashes of any script. Undefined when the check fails. */
export function parseNumber(typed: string): DocumentNumber | undefined {
  const text = typed
    .trim()
    .replace(/[٠-٩۰-۹]/g, (digit) => String(((digit.codePointAt(0)! - 0x660) % 0x90) % 10))
    .toUpperCase()
    .replaceAll('İ', 'I')
    .replace(/[\s‐-―−/._-]+/g, '-');
  const found = /^([A-Z]{2,4})-([A-Z0-9]{2,6})-(\d{4})-(\d{1,6})-(\d{2})$/.exec(text);
  if (!found) return undefined;
  const [, kind, office, year, serial, check] = found as unknown as [string, string, string, string, string, string];
  const padded = serial.padStart(6, '0');
  if (Number(serial) === 0 || checkDigits(`${kind}${office}${year}${padded}`) !== check) return undefined;
  return { kind, office, year: Number(year), serial: Number(serial) };
}

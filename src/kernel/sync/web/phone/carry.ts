import { toBase64Url } from './bytes.ts';
import type { PhoneStore } from './store.ts';

/**
 * Records on their way by hand: a file, or a series of codes that another phone scans. They stay sealed for the
 * mission; neither name nor content says what they are.
 */
export interface Carried {
  readonly mission: string;
  /** Sealed records, base64url. */
  readonly items: readonly string[];
}
const fileHead = 'KVF1';
const codeHead = 'KVQ1';
/** Letters in one code: read well from a cracked screen in the sun. */
const codeLetters = 900;

/** What of this phone's records the server has not yet answered. */
export async function carriedOf(store: PhoneStore, mission: string, spaces: readonly string[]): Promise<Carried> {
  const rows = await store.outbox
    .where('space')
    .anyOf([...spaces])
    .toArray();
  const waiting = rows.filter((row) => row.state === 'kept' || row.state === 'sent').sort((a, b) => a.seq - b.seq);
  return { mission, items: waiting.map((row) => toBase64Url(row.sealed)) };
}

export const fileText = ({ mission, items }: Carried): string => [`${fileHead} ${mission}`, ...items, ''].join('\n');

/** Undefined when the text is no such file. */
export function readFileText(text: string): Carried | undefined {
  const [head, ...lines] = text.split(/\r?\n/);
  const mission = /^KVF1 ([a-z][a-z0-9-]*)$/.exec(head ?? '')?.[1];
  const items = lines.filter((line) => line !== '');
  return mission && items.length > 0 && items.every((item) => /^[A-Za-z0-9_-]{100,}$/.test(item)) ? { mission, items } : undefined;
}

/** The texts of a series of codes: `KVQ1.<series>.<number>.<of>.<part>`, scanned in any order. */
export function codesOf(carried: Carried, series: string): string[] {
  const text = `${carried.mission}~${carried.items.join('~')}`;
  const count = Math.max(1, Math.ceil(text.length / codeLetters));
  return Array.from(
    { length: count },
    (_, index) => `${codeHead}.${series}.${index + 1}.${count}.${text.slice(index * codeLetters, (index + 1) * codeLetters)}`,
  );
}

/** Takes codes of a series in until all are there. A code of another series begins anew. */
export class CodeCollector {
  #series = '';
  #of = 0;
  readonly #parts = new Map<number, string>();

  /** What is still missing, or the records; undefined when the text is no such code. */
  take(text: string): { have: number; of: number; carried?: Carried } | undefined {
    const found = /^KVQ1\.([A-Za-z0-9_-]{1,16})\.(\d{1,4})\.(\d{1,4})\.(.+)$/s.exec(text);
    if (!found) return undefined;
    const [, series, , , part] = found as unknown as [string, string, string, string, string];
    const [number, of] = [Number(found[2]), Number(found[3])];
    // A code that is none of its own series would stand in the place of one that is missing.
    if (number < 1 || number > of) return undefined;
    if (series !== this.#series || of !== this.#of) this.#parts.clear();
    this.#series = series;
    this.#of = of;
    this.#parts.set(number, part);
    if (this.#parts.size < this.#of) return { have: this.#parts.size, of: this.#of };
    const whole = Array.from({ length: this.#of }, (_, index) => this.#parts.get(index + 1)).join('');
    const [mission, ...items] = whole.split('~');
    return { have: this.#of, of: this.#of, carried: { mission: mission!, items } };
  }
}

import type { Problem } from '#foundation/problem.ts';
import type { Line } from '../contract/documents.ts';
import { problems } from '../contract/problems.ts';
import { bookOf, bucketKey, unitOf } from './bucket.ts';

/** A document as the database function takes it: distinct keys, and lines that point to them (from 1). */
export interface CompiledDocument {
  readonly keys: readonly string[];
  readonly from: readonly number[];
  readonly to: readonly number[];
  readonly qty: readonly number[];
  /** What the content hash covers of the lines. */
  readonly text: string;
}

/** Checks a document's lines and puts them into arrays; every fault is named, not only the first. */
export function compileDocument(lines: readonly Line[]): CompiledDocument | Problem {
  if (lines.length === 0) return problems.problem('no-lines');
  const faults: { path: string; code: string; figures?: Record<string, string> }[] = [];
  const index = new Map<string, number>();
  const place = (key: string) => {
    const known = index.get(key);
    if (known !== undefined) return known;
    index.set(key, index.size + 1);
    return index.size;
  };
  const from: number[] = [];
  const to: number[] = [];
  const texts: string[] = [];
  const book = bookOf(lines[0]!.from);
  lines.forEach((line, at) => {
    const [source, target] = [bucketKey(line.from), bucketKey(line.to)];
    const fault = faultOf(line, source, target, book);
    if (fault) faults.push({ path: `lines.${at}`, code: `ledger.${fault}`, figures: { from: unitOf(source), to: unitOf(target) } });
    from.push(place(source));
    to.push(place(target));
    texts.push(`${source}>${target}|${line.qty}`);
  });
  const first = faults[0];
  if (first) return problems.problem(first.code.slice('ledger.'.length) as 'same-bucket', { lines: faults.length }, faults);
  return { keys: [...index.keys()], from, to, qty: lines.map((line) => line.qty), text: texts.join('\n') };
}

function faultOf(line: Line, source: string, target: string, book: string) {
  if (bookOf(line.from) !== book || bookOf(line.to) !== book) return 'books-differ';
  if (source === target) return 'same-bucket';
  return unitOf(source) === unitOf(target) ? undefined : 'items-differ';
}

/** What the content hash is made of; the database computes the same text from the entries when it proves them. */
export function contentText(kind: string, occurredAt: Date, reverses: string | null, lines: string): string {
  return `${kind}|${occurredAt.getTime()}|${reverses ?? ''}\n${lines}`;
}

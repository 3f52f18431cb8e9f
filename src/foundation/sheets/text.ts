import iconv from 'iconv-lite';
import { utf16WithoutMark } from './sniff.ts';

export interface DecodedText {
  readonly text: string;
  readonly encoding: 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1254' | 'windows-1256';
}

/** Reads bytes as text: by their mark, as UTF-8 where they are valid, else as Turkish or Arabic Windows by their letters. */
export function decodeText(bytes: Uint8Array): DecodedText {
  const encoding = encodingOf(bytes);
  const text = iconv.decode(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), encoding);
  return { text: text.startsWith('\ufeff') ? text.slice(1) : text, encoding };
}

function encodingOf(bytes: Uint8Array): DecodedText['encoding'] {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const wide = utf16WithoutMark(bytes.subarray(0, 4096));
  if (wide) return wide;
  if (isUtf8(bytes)) return 'utf-8';
  return windowsPage(bytes);
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

/**
 * Arabic text in Windows-1256 is nearly all high bytes, next to each other; Turkish in Windows-1254 has single high bytes
 * between Latin letters.
 */
function windowsPage(bytes: Uint8Array): 'windows-1254' | 'windows-1256' {
  let paired = 0;
  let single = 0;
  const head = bytes.subarray(0, 200_000);
  for (let index = 0; index < head.length; index += 1) {
    if (head[index]! < 0x80) continue;
    if ((head[index - 1] ?? 0) >= 0x80 || (head[index + 1] ?? 0) >= 0x80) paired += 1;
    else single += 1;
  }
  return paired > single ? 'windows-1256' : 'windows-1254';
}

const delimiters = [',', ';', '\t', '|'] as const;

/**
 * What stands between the fields: the mark that parts the first lines into the same number of fields, outside quotes.
 * Excel writes `sep=;` as a first line where people asked it to.
 */
export function delimiterOf(text: string): string {
  const told = /^sep=(.)\r?\n/.exec(text);
  if (told) return told[1]!;
  const lines = firstLines(text, 20);
  let best = { mark: ',', score: 0 };
  for (const mark of delimiters) {
    const counts = lines.map((line) => countOutside(line, mark));
    const usual = median(counts);
    const agreeing = counts.filter((count) => count === usual).length / Math.max(counts.length, 1);
    const score = usual === 0 ? 0 : agreeing * 100 + Math.min(usual, 50);
    if (score > best.score) best = { mark, score };
  }
  return best.mark;
}

/** Lines as a spreadsheet means them: a line end within quotes belongs to the field. */
function firstLines(text: string, wanted: number): string[] {
  const lines: string[] = [];
  let from = 0;
  let quoted = false;
  for (let index = 0; index < Math.min(text.length, 200_000) && lines.length < wanted; index += 1) {
    if (text[index] === '"') quoted = !quoted;
    if (text[index] === '\n' && !quoted) {
      if (index > from + 1) lines.push(text.slice(from, index));
      from = index + 1;
    }
  }
  if (lines.length < wanted && from < text.length) lines.push(text.slice(from, from + 10_000));
  return lines;
}

function countOutside(line: string, mark: string): number {
  let count = 0;
  let quoted = false;
  for (const letter of line) {
    if (letter === '"') quoted = !quoted;
    else if (letter === mark && !quoted) count += 1;
  }
  return count;
}

function median(numbers: readonly number[]): number {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;
}

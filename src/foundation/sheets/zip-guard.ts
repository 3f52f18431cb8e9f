import type { Readable } from 'node:stream';
import yauzl from 'yauzl';
import type { Entry, ZipFile } from 'yauzl';
import { parseReference } from './cell.ts';
import { sheetLimits } from './limits.ts';
import { sheetProblems } from '../sheet-problems.ts';
import { Problem } from '../problem.ts';

/**
 * Looks a packed workbook over before any reader may have it: sizes and ratios by its directory (and while unpacking, for
 * a directory may lie), claimed dimensions, numbers of rows, merged cells.
 * @throws sheets.zip-bomb, sheets.rows-claimed, sheets.too-many-rows, sheets.too-many-merges, sheets.kind-unknown
 */
export async function guardWorkbook(bytes: Uint8Array): Promise<void> {
  const zip = await open(bytes);
  try {
    const entries = await listEntries(zip);
    if (!entries.some((entry) => entry.fileName === '[Content_Types].xml')) throw sheetProblems.problem('kind-unknown');
    const named = await namesOf(zip, entries);
    const sheets = entries.filter((entry) => /^xl\/worksheets\/[^/]+\.xml$/.test(entry.fileName));
    if (sheets.length === 0) throw sheetProblems.problem('kind-unknown');
    if (sheets.length > sheetLimits.sheets)
      throw sheetProblems.problem('too-many-sheets', { sheets: sheets.length, limit: sheetLimits.sheets });
    for (const entry of entries) {
      if (sheets.includes(entry)) await scanSheet(zip, entry, named.get(entry.fileName) ?? '');
      else await drain(zip, entry);
    }
  } catch (error) {
    throw error instanceof Problem ? error : sheetProblems.problem('file-unreadable', { sheet: '', row: 0 });
  } finally {
    zip.close();
  }
}

async function open(bytes: Uint8Array): Promise<ZipFile> {
  try {
    return await yauzl.fromBufferPromise(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), {
      lazyEntries: true,
    });
  } catch {
    throw sheetProblems.problem('file-unreadable', { sheet: '', row: 0 });
  }
}

async function listEntries(zip: ZipFile): Promise<Entry[]> {
  const entries: Entry[] = [];
  let unpacked = 0;
  if (zip.entryCount > sheetLimits.zipEntries) throw bomb('');
  for await (const entry of eachEntry(zip)) {
    unpacked += entry.uncompressedSize;
    const ratio = entry.uncompressedSize / Math.max(entry.compressedSize, 1);
    if (unpacked > sheetLimits.unpacked || (entry.uncompressedSize > 1024 * 1024 && ratio > sheetLimits.ratio)) throw bomb(entry.fileName);
    if ((entry.generalPurposeBitFlag & 1) === 1) throw sheetProblems.problem('file-locked');
    if (entries.some((other) => other.fileName === entry.fileName)) throw sheetProblems.problem('file-unreadable', { sheet: '', row: 0 });
    entries.push(entry);
  }
  return entries;
}

const bomb = (part: string) => sheetProblems.problem('zip-bomb', { part, limitMb: Math.floor(sheetLimits.unpacked / 1024 / 1024) });

function eachEntry(zip: ZipFile): AsyncIterable<Entry> {
  return zip.eachEntry();
}

async function text(zip: ZipFile, entry: Entry | undefined): Promise<string> {
  if (!entry || entry.uncompressedSize > 4 * 1024 * 1024) return '';
  const chunks: Buffer[] = [];
  for await (const chunk of await openStream(zip, entry)) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

const openStream = (zip: ZipFile, entry: Entry): Promise<Readable> => zip.openReadStreamPromise(entry) as Promise<Readable>;

/** Unpacks a part into nothing: one that is larger than it says breaks off here, and not in the reader. */
async function drain(zip: ZipFile, entry: Entry): Promise<void> {
  if (entry.fileName.endsWith('/')) return;
  for await (const _chunk of await openStream(zip, entry)) continue;
}

/** Names of the sheets by the parts they lie in. */
async function namesOf(zip: ZipFile, entries: readonly Entry[]): Promise<Map<string, string>> {
  const find = (name: string) => entries.find((entry) => entry.fileName === name);
  const targets = new Map<string, string>();
  for (const relation of (await text(zip, find('xl/_rels/workbook.xml.rels'))).matchAll(/<(?:\w+:)?Relationship\b[^>]*>/g)) {
    const target = attribute(relation[0], 'Target').replace(/^\/?(xl\/)?/, 'xl/');
    targets.set(attribute(relation[0], 'Id'), target);
  }
  const named = new Map<string, string>();
  for (const sheet of (await text(zip, find('xl/workbook.xml'))).matchAll(/<(?:\w+:)?sheet\b[^>]*>/g)) {
    const part = targets.get(attribute(sheet[0], 'r:id'));
    if (part) named.set(part, unescape(attribute(sheet[0], 'name')));
  }
  return named;
}

function attribute(tag: string, name: string): string {
  return new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1] ?? '';
}

function unescape(value: string): string {
  const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
  return value.replace(/&(#x?[0-9a-f]+|\w+);/gi, (all, code: string) => {
    if (!code.startsWith('#')) return named[code] ?? all;
    const point = code[1]?.toLowerCase() === 'x' ? Number.parseInt(code.slice(2), 16) : Number(code.slice(1));
    return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : all;
  });
}

/** Reads a sheet's text once, keeping nothing: what it claims, how many rows stand in it, how much is merged. */
async function scanSheet(zip: ZipFile, entry: Entry, sheet: string): Promise<void> {
  let merges = 0;
  let rows = 0;
  let rest = '';
  let first = true;
  for await (const chunk of await openStream(zip, entry)) {
    const part = rest + (chunk as Buffer).toString('latin1');
    const end = part.lastIndexOf('>') + 1;
    const whole = part.slice(0, end);
    rest = part.slice(end);
    if (rest.length > 1024 * 1024) throw sheetProblems.problem('file-unreadable', { sheet, row: 0 });
    if (first) checkClaim(whole, sheet);
    first = false;
    rows += countOf(whole, '<row ');
    merges += countOf(whole, 'mergeCell ');
    if (rows > sheetLimits.rows) throw sheetProblems.problem('too-many-rows', { sheet, rows, limit: sheetLimits.rows });
    if (merges > sheetLimits.merges) throw sheetProblems.problem('too-many-merges', { sheet, limit: sheetLimits.merges });
  }
}

function countOf(text: string, part: string): number {
  let count = 0;
  for (let at = text.indexOf(part); at !== -1; at = text.indexOf(part, at + part.length)) count += 1;
  return count;
}

/** The size a sheet claims for itself stands before its rows. */
function checkClaim(head: string, sheet: string): void {
  const claim = /<(?:\w+:)?dimension\s[^>]*ref="([^"]+)"/.exec(head)?.[1];
  const last = claim && parseReference(claim.split(':').at(-1)!);
  if (!last) return;
  if (last.row > sheetLimits.rows + 1) throw sheetProblems.problem('rows-claimed', { sheet, rows: last.row, limit: sheetLimits.rows });
}

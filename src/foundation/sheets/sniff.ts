import { sheetLimits } from './limits.ts';
import { sheetProblems } from '../sheet-problems.ts';

/** What a file is, told by its first bytes and never by its name. */
export type SheetKind = 'zip' | 'ole' | 'text';

const starts = (bytes: Uint8Array, signature: readonly number[]) => signature.every((byte, index) => bytes[index] === byte);

/**
 * Tells a spreadsheet's kind and refuses what none can be.
 * @throws sheets.file-empty, sheets.file-too-large, sheets.kind-unknown
 */
export function sniff(bytes: Uint8Array): SheetKind {
  const limitMb = Math.floor(sheetLimits.bytes / 1024 / 1024);
  if (bytes.length === 0) throw sheetProblems.problem('file-empty');
  if (bytes.length > sheetLimits.bytes) throw sheetProblems.problem('file-too-large', { limitMb });
  if (starts(bytes, [0x50, 0x4b, 0x03, 0x04])) return 'zip';
  if (starts(bytes, [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])) {
    if (bytes.length > sheetLimits.xlsBytes) {
      throw sheetProblems.problem('file-too-large', { limitMb: Math.floor(sheetLimits.xlsBytes / 1024 / 1024) });
    }
    return 'ole';
  }
  if (isText(bytes)) return 'text';
  throw sheetProblems.problem('kind-unknown');
}

/** Text has no zero bytes, but for UTF-16, which is known by its mark or by every second byte being zero. */
function isText(bytes: Uint8Array): boolean {
  if (starts(bytes, [0xff, 0xfe]) || starts(bytes, [0xfe, 0xff])) return true;
  const head = bytes.subarray(0, 4096);
  const zeros = head.filter((byte) => byte === 0).length;
  if (zeros > head.length / 4) return utf16WithoutMark(head) !== undefined;
  const controls = head.filter((byte) => byte < 9 || (byte > 13 && byte < 32 && byte !== 27)).length;
  return controls === 0;
}

/** UTF-16 of Latin text without a mark: zeros stand on one side only. */
export function utf16WithoutMark(head: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  let even = 0;
  let odd = 0;
  for (const [index, byte] of head.entries()) {
    if (byte === 0 && index % 2 === 0) even += 1;
    if (byte === 0 && index % 2 === 1) odd += 1;
  }
  if (odd > head.length / 4 && even < odd / 10) return 'utf-16le';
  return even > head.length / 4 && odd < even / 10 ? 'utf-16be' : undefined;
}

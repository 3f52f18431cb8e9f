import { deflateSync, inflateSync } from 'fflate';
import { signedProblems } from './signed-problems.ts';

/**
 * A short text for a QR code whose content the mission has signed: `KV1.<kind>.<key>.<content>.<signature>`. Content is JSON,
 * packed, so that a waybill of thirty lines fits into one code; whoever holds the public key can read and trust it without
 * network and without ever having seen the record.
 */
export interface SignedCode {
  /** What it is: `wb` a waybill. One to eight lower-case letters. */
  readonly kind: string;
  /** The key that signed it. */
  readonly keyId: string;
  readonly content: unknown;
  /** What was signed: everything before the last dot. */
  readonly signedText: string;
  /** 64 bytes, r and s of ECDSA P-256. */
  readonly signature: Uint8Array<ArrayBuffer>;
}

const most = 20_000;
const form = /^KV1\.([a-z]{1,8})\.([0-9a-f]{8})\.([A-Za-z0-9_-]+)\.([A-Za-z0-9_-]{86})$/;

/** The text that is to be signed. */
export function textToSign(kind: string, keyId: string, content: unknown): string {
  const packed = deflateSync(new TextEncoder().encode(JSON.stringify(content)), { level: 9 });
  return `KV1.${kind}.${keyId}.${toBase64Url(packed)}`;
}

/** The whole code. */
export function joinSigned(signedText: string, signature: Uint8Array): string {
  return `${signedText}.${toBase64Url(signature)}`;
}

/** Takes a code apart; says nothing yet about who signed it. @throws signed.unreadable when it is no such code. */
export function readSigned(text: string): SignedCode {
  const found = text.length <= most ? form.exec(text.trim()) : null;
  if (!found) throw signedProblems.problem('unreadable');
  const [whole, kind, keyId, content, signature] = found as unknown as [string, string, string, string, string];
  try {
    const bytes = inflateSync(fromBase64Url(content), { out: new Uint8Array(most * 4) });
    const json: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    return { kind, keyId, content: json, signedText: whole.slice(0, whole.lastIndexOf('.')), signature: fromBase64Url(signature) };
  } catch {
    throw signedProblems.problem('unreadable');
  }
}

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** Bytes as letters that survive QR codes, file names and being read aloud; no padding. */
export function toBase64Url(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const group = (bytes[at]! << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
    const count = Math.min(3, bytes.length - at) + 1;
    for (let digit = 0; digit < count; digit += 1) text += letters[(group >> (18 - 6 * digit)) & 63]!;
  }
  return text;
}

/** The bytes of such letters. */
export function fromBase64Url(text: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4));
  let bits = 0;
  let held = 0;
  let at = 0;
  for (const letter of text) {
    held = ((held << 6) | letters.indexOf(letter)) & 0xff_ffff;
    bits += 6;
    if (bits >= 8) bytes[at++] = (held >> (bits -= 8)) & 255;
  }
  return bytes;
}

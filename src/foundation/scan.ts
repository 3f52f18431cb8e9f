import { readGs1 } from './gs1.ts';
import type { Gs1Parts } from './gs1.ts';
import { readSigned } from './signed-code.ts';
import type { SignedCode } from './signed-code.ts';

/** What a camera, a scanner or a hand has read. */
export type ReadCode =
  | { readonly kind: 'gs1'; readonly parts: Gs1Parts; readonly text: string }
  /** Signed by some mission; whose, and whether it still holds, `verifySigned` tells. */
  | { readonly kind: 'signed'; readonly code: SignedCode; readonly text: string }
  /** Anything else, also one of our own labels; `fault` where it was meant to be more and was misread. */
  | { readonly kind: 'plain'; readonly text: string; readonly fault?: 'check-digit' | 'cut-short' };

/** What a text out of a code is. Pure; never throws. */
export function readCode(raw: string): ReadCode {
  const text = raw.replace(/^[\s\ufeff]+|\s+$/g, '');
  if (text.startsWith('KV1.')) {
    try {
      return { kind: 'signed', code: readSigned(text), text };
    } catch {
      return { kind: 'plain', text, fault: 'cut-short' };
    }
  }
  const gs1 = readGs1(text);
  if (!gs1) return { kind: 'plain', text };
  return 'fault' in gs1 ? { kind: 'plain', text, fault: gs1.fault } : { kind: 'gs1', parts: gs1.parts, text };
}

/** Whether a text can only have come out of a code: one of ours, or a maker's with more than a bare number. */
export function looksScanned(text: string): boolean {
  const code = readCode(text);
  return code.kind === 'signed' || (code.kind === 'gs1' && !/^\d{8,14}$/.test(code.text)) || /^KV[/1]/i.test(code.text);
}

import { verifySigned } from '#foundation/signed-code-verify.ts';
import type { MissionKey, Verifying } from '#foundation/signed-code-verify.ts';
import { readSigned } from '#foundation/signed-code.ts';
import { readNumber } from '#kernel/people/domain/numbers.ts';

/** What was scanned or typed at a lane: a text by which a household may stand on the list, or a code that is none. */
export type AtLane =
  | { readonly kind: 'text'; readonly text: string; readonly signed: boolean }
  | { readonly kind: 'other-mission' | 'tampered' | 'not-a-card' };

/**
 * Reads a card without network. Its code says a number that the mission signed; a number that was typed counts by its check
 * digits, so that a torn code costs nobody the ration.
 */
export async function readAtLane(typed: string, keys: readonly MissionKey[], subtle: Verifying): Promise<AtLane> {
  const text = typed.trim();
  if (!text.startsWith('KV1.')) return { kind: 'text', text: readNumber(text) ?? text, signed: false };
  const code = (() => {
    try {
      return readSigned(text);
    } catch {
      return undefined;
    }
  })();
  if (!code) return { kind: 'tampered' };
  if (code.kind !== 'card') return { kind: 'not-a-card' };
  const verdict = await verifySigned(code, keys, subtle);
  if (verdict !== 'holds') return { kind: verdict === 'unknown' ? 'other-mission' : 'tampered' };
  const number = (code.content as { n?: unknown } | null)?.n;
  return typeof number === 'string' ? { kind: 'text', text: number, signed: true } : { kind: 'not-a-card' };
}

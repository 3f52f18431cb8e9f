import { readCode } from '#foundation/scan.ts';
import type { ReadCode } from '#foundation/scan.ts';
import { verifySigned } from '#foundation/signed-code-verify.ts';
import type { MissionKey, Verifying } from '#foundation/signed-code-verify.ts';
import { WaybillCode, waybillCodeKind } from '../../contract/transport/field.ts';

/** What was learnt of a waybill on paper. `lines` are the paper's own; without a code they are typed. */
export interface Paper {
  readonly content: WaybillCode;
  /** As it was read; null when the number was typed. */
  readonly code: string | null;
  /** Signed by a key that this phone does not hold: to be received, and looked at by the office. */
  readonly doubtful: boolean;
}

export type ReadPaper = { readonly kind: 'paper'; readonly paper: Paper } | { readonly kind: 'tampered' | 'other-code' | 'unread' };

/** Reads a waybill's code and who signed it, without network. A code that was altered is refused. */
export async function readWaybill(code: ReadCode, keys: readonly MissionKey[]): Promise<ReadPaper> {
  if (code.kind === 'plain' && code.fault) return { kind: 'unread' };
  if (code.kind !== 'signed' || code.code.kind !== waybillCodeKind) return { kind: 'other-code' };
  const content = WaybillCode.safeParse(code.code.content);
  if (!content.success) return { kind: 'other-code' };
  const verdict = await verifySigned(code.code, keys, crypto.subtle as unknown as Verifying);
  if (verdict === 'tampered') return { kind: 'tampered' };
  return { kind: 'paper', paper: { content: content.data, code: code.text, doubtful: verdict === 'unknown' } };
}

/** What a code says, whoever signed it; undefined when it is no waybill's. */
export function contentOf(text: string): WaybillCode | undefined {
  const code = readCode(text);
  return code.kind === 'signed' ? WaybillCode.safeParse(code.code.content).data : undefined;
}

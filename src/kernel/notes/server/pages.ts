import type * as z from 'zod';
import { readCodes } from '#foundation/codes/read.ts';
import { formatNumber, parseNumber } from '#foundation/document-number.ts';
import { signer } from '#foundation/keys/signer.ts';
import { answer } from '#foundation/pipeline/context.ts';
import type { RequestContext } from '#foundation/pipeline/context.ts';
import { Problem } from '#foundation/problem.ts';
import { readSigned } from '#foundation/signed-code.ts';
import { readFile } from '#kernel/files/server/index.ts';
import { findNumbered } from '#kernel/numbers/server/index.ts';
import { readPage } from '../contract/notes.ts';
import type { PageCode } from '../contract/notes.ts';

/** Numbers stand in signed codes under `n`, in plain ones at the end of an address, or alone. */
type Said = { readonly state: z.infer<typeof PageCode>['state']; readonly number: string | null };

async function said(ctx: RequestContext, text: string): Promise<Said> {
  if (!text.startsWith('KV1.')) {
    const number = numberIn(text);
    return { state: number ? 'plain' : 'unknown', number };
  }
  try {
    const content = await signer().open(ctx.tx, readSigned(text).kind, text);
    const { n } = content as { n?: unknown };
    return { state: 'signed', number: typeof n === 'string' ? numberIn(n) : null };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    if (error.code === 'signed.tampered') return { state: 'tampered', number: null };
    return { state: error.code === 'signed.other-mission' ? 'other-mission' : 'unknown', number: null };
  }
}

function numberIn(text: string): string | null {
  const number = parseNumber(text.slice(text.lastIndexOf('/') + 1));
  return number ? formatNumber(number) : null;
}

export const readPageHandler = answer(readPage, async (ctx, input) => {
  const file = await readFile(ctx, input.fileId);
  const codes: z.input<typeof PageCode>[] = [];
  for (const { page, text } of await readCodes(file)) {
    const { state, number } = await said(ctx, text);
    codes.push({ page, state, number, subject: number ? await findNumbered(ctx, number) : null });
  }
  return { codes };
});

import type { CommandContext } from '#foundation/pipeline/context.ts';
import { takeNumber } from '#kernel/numbers/server/index.ts';
import type { Numbered } from '#kernel/numbers/server/index.ts';
import { findOfficeCode } from './offices.repo.ts';

/** A number of the office nearest to where something lies. */
export async function numberFor(
  ctx: CommandContext,
  kind: string,
  lineage: readonly string[],
  subject: Numbered['subject'],
): Promise<string> {
  const office = await findOfficeCode.maybe(ctx.tx, { lineage });
  return takeNumber(ctx, { kind, office: office?.code ?? 'MSN', subject });
}

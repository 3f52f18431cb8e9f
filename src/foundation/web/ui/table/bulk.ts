import type { Outcome } from '#foundation/command.ts';
import type { BulkAction } from './types.ts';

export interface Split<Row> {
  readonly taken: readonly Row[];
  readonly left: readonly { readonly row: Row; readonly why: string }[];
}

/** Which rows take part, and why the others do not. */
export function splitRows<Row>(action: Pick<BulkAction<Row>, 'leftOut'>, rows: readonly Row[]): Split<Row> {
  const judged = rows.map((row) => ({ row, why: action.leftOut?.(row) }));
  return {
    taken: judged.filter((one) => one.why === undefined).map((one) => one.row),
    left: judged.flatMap((one) => (one.why === undefined ? [] : [{ row: one.row, why: one.why }])),
  };
}

export type RowResult =
  | { readonly state: 'applied' | 'parked' }
  | { readonly state: 'refused'; readonly code: string; readonly figures: object };

/** One row after the other: each its own command, so that one that is refused holds up no other. A broken line stops it. */
export async function sendAll<Row>(
  rows: readonly Row[],
  send: (row: Row) => Promise<Outcome>,
  told: (done: number) => void,
): Promise<RowResult[]> {
  const results: RowResult[] = [];
  for (const row of rows) {
    const outcome = await send(row);
    results.push(
      outcome.state === 'refused'
        ? { state: 'refused', code: outcome.problem.type, figures: outcome.problem.figures ?? {} }
        : { state: outcome.state },
    );
    told(results.length);
    if (outcome.state === 'refused' && outcome.problem.type === 'common.network-away') break;
  }
  return results;
}

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
  | { readonly state: 'refused'; readonly code: string; readonly figures: Readonly<Record<string, unknown>> };

const refusedBy = (problem: { type: string; figures?: Readonly<Record<string, unknown>> | undefined }): RowResult => ({
  state: 'refused',
  code: problem.type,
  figures: problem.figures ?? {},
});
const away = (outcome: Outcome) => outcome.state === 'refused' && outcome.problem.type === 'common.network-away';

/** One row after the other: each its own command, so that one that is refused holds up no other. A broken line stops it. */
export async function sendAll<Row>(
  rows: readonly Row[],
  send: (row: Row) => Promise<Outcome>,
  told: (done: number) => void,
): Promise<RowResult[]> {
  const results: RowResult[] = [];
  for (const row of rows) {
    const outcome = await send(row);
    results.push(outcome.state === 'refused' ? refusedBy(outcome.problem) : { state: outcome.state });
    told(results.length);
    if (away(outcome)) break;
  }
  return results;
}

/** So many rows in one command; those that its result names as refused are told as such, the others as done. */
export async function sendTogether<Row>(
  rows: readonly Row[],
  { most, idOf }: Pick<NonNullable<BulkAction<Row>['together']>, 'most' | 'idOf'>,
  send: (rows: readonly Row[]) => Promise<Outcome>,
  told: (done: number) => void,
): Promise<RowResult[]> {
  const results: RowResult[] = [];
  for (let from = 0; from < rows.length; from += most) {
    const part = rows.slice(from, from + most);
    const outcome = await send(part);
    const named = outcome.state === 'applied' ? ((outcome.result as { refused?: { id: string; code: string }[] }).refused ?? []) : [];
    const refused = new Map(named.map(({ id, code }) => [id, code]));
    for (const row of part) {
      const code = refused.get(idOf(row));
      if (outcome.state === 'refused') results.push(refusedBy(outcome.problem));
      else results.push(code ? refusedBy({ type: code }) : { state: outcome.state });
    }
    told(results.length);
    if (away(outcome)) break;
  }
  return results;
}

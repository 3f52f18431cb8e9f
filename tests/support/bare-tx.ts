import type pg from 'pg';
import type { Tx } from '#foundation/db/tx.ts';

/** A transaction's face over a bare connection that somebody else begins and ends; every statement is sent at once. */
export function txOver(client: Pick<pg.ClientBase, 'query'>, schema = ''): Tx {
  const tx: Tx = {
    schema,
    query: async (text, values = []) => {
      const result = await client.query(text, values as unknown[]);
      return { rows: result.rows as never[], rowCount: result.rowCount ?? 0 };
    },
    last: () => tx,
    defer: () => {
      throw new Error('a bare connection has no next statement to defer to');
    },
    forget: () => undefined,
    together: (ask) => ask(),
  };
  return tx;
}

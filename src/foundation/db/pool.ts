import pg from 'pg';
import type { PoolConfig } from 'pg';
import { Problem, commonProblems } from '../problem.ts';
import { problemOfDatabase } from './errors.ts';
import type { Tx } from './tx.ts';

// int8 as a JavaScript number where it is exact: quantities and sequences stay below 2^53 by CHECK.
pg.types.setTypeParser(20, (text) => {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new Error(`int8 out of the exact range: ${text}`);
  return value;
});
// date stays the text YYYY-MM-DD: a day has no zone.
pg.types.setTypeParser(1082, (text) => text);

export interface Database {
  /** Runs one request's work in one transaction; rolls back when it throws. */
  transaction<T>(settings: TxSettings, work: (tx: Tx) => Promise<T>): Promise<T>;
  close(): Promise<void>;
  readonly pool: pg.Pool;
}

export interface TxSettings {
  /** Schema of the mission, or `kervan` for sign-in. */
  readonly schema: string;
  /** `read only` lets the database refuse a query handler that writes. */
  readonly readOnly?: boolean;
  /** Every statement sees the database as it was at the first one: a list read in pages is one list. */
  readonly snapshot?: boolean;
  /** One statement sent in the same flight as BEGIN; its rows are given to `onOpen`. */
  readonly open?: { text: string; values: unknown[]; name: string };
  readonly onOpen?: (rows: Record<string, unknown>[]) => void;
}

/** Opens the pool of the serving role. Statements are pipelined: BEGIN, settings and the first query share one round trip. */
export function openDatabase(config: PoolConfig): Database {
  const pool = new pg.Pool({
    max: 20,
    idle_in_transaction_session_timeout: 60_000,
    statement_timeout: 120_000,
    pipeline: true,
    ...config,
  } as PoolConfig);
  pool.on('error', () => undefined); // a broken idle connection is replaced at the next checkout
  return {
    pool,
    transaction: (settings, work) => inTransaction(pool, settings, work),
    close: () => pool.end(),
  };
}

async function inTransaction<T>(pool: pg.Pool, settings: TxSettings, work: (tx: Tx) => Promise<T>): Promise<T> {
  const client = await checkout(pool);
  let broken = false;
  const onError = () => {
    broken = true;
  };
  client.on('error', onError);
  let committed = false;
  try {
    const begun = client.query(
      `begin${settings.snapshot ? ' isolation level repeatable read' : ''}${settings.readOnly ? ' read only' : ''}`,
    );
    const path = client.query({
      name: 'tx-settings',
      text: `select set_config('search_path', $1, true)`,
      values: [`${settings.schema}, kervan, extensions`],
    });
    const opened = settings.open ? client.query(settings.open) : undefined;
    const [, , first] = await Promise.all([begun, path, opened]);
    if (first) settings.onOpen?.(first.rows as Record<string, unknown>[]);
    const result = await work(txOf(client, settings.schema));
    const done = await client.query('commit');
    // In pipeline mode a failed transaction answers COMMIT with ROLLBACK and no error.
    if (done.command !== 'COMMIT') throw new Error('the transaction was rolled back by an unhandled failure');
    committed = true;
    return result;
  } catch (error) {
    throw problemOfDatabase(error) ?? error;
  } finally {
    if (!committed && !broken) await client.query('rollback').catch(() => (broken = true));
    client.off('error', onError);
    client.release(broken);
  }
}

async function checkout(pool: pg.Pool): Promise<pg.PoolClient> {
  try {
    return await pool.connect();
  } catch (error) {
    throw problemOfDatabase(error) ?? commonProblems.problem('database-away');
  }
}

function txOf(client: pg.PoolClient, schema: string): Tx {
  return {
    schema,
    query: async (text, values = [], name) => {
      try {
        const result = await client.query({ text, values: values as unknown[], ...(name ? { name } : {}) });
        return { rows: result.rows as never[], rowCount: result.rowCount ?? 0 };
      } catch (error) {
        // Mapped here, so that a handler that catches sees the problem too.
        const problem = problemOfDatabase(error);
        throw problem instanceof Problem ? problem : error;
      }
    },
  };
}

import type { Writable } from 'node:stream';
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

/** Opens the pool of the serving role. Statements are pipelined: BEGIN, settings and the first query share one round trip, and so do the last one and COMMIT. */
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
  const closing: Closing = {};
  try {
    const { begun, opened } = inOnePacket(client, () => ({
      begun: client.query(beginOf(settings)),
      opened: settings.open ? client.query(settings.open) : Promise.resolve(undefined),
    }));
    const [, first] = await Promise.all([begun, opened]);
    if (first) settings.onOpen?.(first.rows as Record<string, unknown>[]);
    const result = await work(txOf(client, settings.schema, closing));
    const done = await (closing.commit ?? client.query('commit'));
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

/** One message begins the transaction and says where its tables lie. */
function beginOf({ schema, snapshot, readOnly }: TxSettings): string {
  const words = `begin${snapshot ? ' isolation level repeatable read' : ''}${readOnly ? ' read only' : ''}`;
  return `${words}; set local search_path to ${pg.escapeIdentifier(schema)}, kervan, extensions`;
}

async function checkout(pool: pg.Pool): Promise<pg.PoolClient> {
  try {
    return await pool.connect();
  } catch (error) {
    throw problemOfDatabase(error) ?? commonProblems.problem('database-away');
  }
}

/** Set when the last statement has been sent, with COMMIT behind it. */
interface Closing {
  commit?: Promise<pg.QueryResult>;
}

function txOf(client: pg.PoolClient, schema: string, closing: Closing): Tx {
  const send = (text: string, values: readonly unknown[], name: string | undefined) =>
    client.query({ text, values: values as unknown[], ...(name ? { name } : {}) });
  const sendLast: typeof send = (text, values, name) => {
    const [asked, commit] = inOnePacket(client, () => [send(text, values, name), client.query('commit')] as const);
    closing.commit = commit;
    commit.catch(() => undefined); // the statement's own failure is the one that is told
    return asked;
  };
  const queryBy = (how: typeof send): Tx['query'] => {
    return async (text, values = [], name) => {
      if (closing.commit) throw new Error('a statement follows the last one of its transaction');
      try {
        const result = await how(text, values, name);
        return { rows: result.rows as never[], rowCount: result.rowCount ?? 0 };
      } catch (error) {
        // Mapped here, so that a handler that catches sees the problem too.
        const problem = problemOfDatabase(error);
        throw problem instanceof Problem ? problem : error;
      }
    };
  };
  const tx: Tx = { schema, query: queryBy(send), last: () => ({ ...tx, query: queryBy(sendLast) }) };
  return tx;
}

/** Sends what the work sends as one packet: each packet wakes the database, and costs both sides more than its bytes. */
function inOnePacket<T>(client: pg.PoolClient, send: () => T): T {
  const { stream } = (client as unknown as { connection: { stream: Writable } }).connection;
  stream.cork();
  try {
    return send();
  } finally {
    stream.uncork();
  }
}

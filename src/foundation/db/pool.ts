import pg from 'pg';
import type { PoolConfig } from 'pg';
import { Problem, commonProblems } from '../problem.ts';
import { problemOfDatabase } from './errors.ts';
import { keptName } from './kept-name.ts';
import { Opening } from './opening.ts';
import { ask, inOnePacket } from './packet.ts';
import type { Answer, Asked } from './packet.ts';
import type { Tx } from './tx.ts';
import { Turns } from './turns.ts';

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
  /**
   * The work begins before the opening statement is answered, and both ask in one flight: for a work that knows what the answer
   * should be. `onOpen` throws when it is another; the work then hears nothing of what it asked, and nothing of it is committed.
   */
  readonly ahead?: boolean;
  /** Waits for its turn: only so many of these run at once. */
  readonly inTurn?: boolean;
}

export interface DatabaseConfig extends PoolConfig {
  /**
   * How many commands the database is given at once; the others wait in this process. Beyond what its processors can work on,
   * more at once only wait for each other's rows and push each other out of the caches: 16 at once on 2 processors took
   * PostgreSQL half as long again for each as 3 at once. Whoever only reads takes no turn, and waits behind the fewer: with 4 the
   * slow end of a list while sixteen people post was twice what it is with 3.
   */
  readonly commandsAtOnce?: number;
  /** Milliseconds that anybody waits for a turn, a connection or another's lock before being told `common.busy`. */
  readonly mostWait?: number;
}

/** Opens the pool of the serving role. Statements are pipelined: BEGIN, settings and the first query share one round trip, and so do the last one and COMMIT. */
export function openDatabase({ commandsAtOnce = 20, mostWait = 30_000, ...config }: DatabaseConfig): Database {
  const turns = new Turns(commandsAtOnce, mostWait);
  const pool = new pg.Pool({
    max: 20,
    // A new connection reads the catalogue and thinks each statement anew: after a pause nobody should wait for that.
    idleTimeoutMillis: 600_000,
    // But what a connection has kept of every mission that it served goes with it in the end.
    maxLifetimeSeconds: 3_600,
    idle_in_transaction_session_timeout: 60_000,
    statement_timeout: 120_000,
    lock_timeout: mostWait,
    connectionTimeoutMillis: mostWait,
    pipeline: true,
    ...config,
  } as PoolConfig);
  pool.on('error', () => undefined); // a broken idle connection is replaced at the next checkout
  return {
    pool,
    transaction: (settings, work) =>
      settings.inTurn ? turns.take(() => inTransaction(pool, settings, work)) : inTransaction(pool, settings, work),
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
  const flight: Flight = { deferred: [], opening: new Opening(client, settings) };
  try {
    if (!settings.ahead) await flight.opening.done();
    const result = await work(txOf(client, settings.schema, flight));
    const done = await (flight.commit ?? commit(client, flight));
    // In pipeline mode a failed transaction answers COMMIT with ROLLBACK and no error.
    if (done.command !== 'COMMIT') throw new Error('the transaction was rolled back by an unhandled failure');
    committed = true;
    return result;
  } catch (error) {
    // A failure of what went ahead counts only where the opening bears it out.
    const cause = await flight.opening.done().then(
      () => error,
      (first: unknown) => first,
    );
    throw problemOfDatabase(cause) ?? cause;
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

interface Flight {
  readonly opening: Opening;
  /** Statements that wait for the next one. */
  deferred: Asked[];
  /** Set when the last statement has been sent, with COMMIT behind it. */
  commit?: Promise<Answer>;
}

const commitNow: Asked = { text: 'commit', name: 'commit' };

/** Sends what waits and then this, in one packet; answers this one's answer, or the first failure. */
async function fly<T>(client: pg.PoolClient, flight: Flight, send: () => Promise<T>): Promise<T> {
  const waiting = flight.deferred;
  flight.deferred = [];
  if (flight.opening.stands && waiting.length === 0) return send();
  const { before, asked } = inOnePacket(client, () => ({
    before: [...(flight.opening.stands ? [] : [flight.opening.done()]), ...waiting.map((one) => ask(client, one))],
    asked: send(),
  }));
  await Promise.allSettled([...before, asked]);
  for (const one of before) await one;
  return asked;
}

async function commit(client: pg.PoolClient, flight: Flight): Promise<Answer> {
  await flight.opening.done();
  return fly(client, flight, () => ask(client, commitNow));
}

function txOf(client: pg.PoolClient, schema: string, flight: Flight): Tx {
  const sendLast = (asked: Asked) => {
    const [answer, commit] = inOnePacket(client, () => [ask(client, asked), ask(client, commitNow)] as const);
    flight.commit = commit;
    commit.catch(() => undefined); // the statement's own failure is the one that is told
    return answer;
  };
  const queryBy = (how: (asked: Asked) => Promise<Answer>, last = false): Tx['query'] => {
    return async (text, values = [], name) => {
      if (flight.commit) throw new Error('a statement follows the last one of its transaction');
      try {
        if (last && !flight.opening.stands) await flight.opening.done();
        const result = await fly(client, flight, () => how({ text, values, name: keptName(schema, name) }));
        return { rows: result.rows as never[], rowCount: result.rowCount };
      } catch (error) {
        // Mapped here, so that a handler that catches sees the problem too.
        const problem = problemOfDatabase(error);
        throw problem instanceof Problem ? problem : error;
      }
    };
  };
  const tx: Tx = {
    schema,
    query: queryBy((asked) => ask(client, asked)),
    last: () => ({ ...tx, query: queryBy(sendLast, true) }),
    defer: (text, values = [], name) => {
      if (flight.commit) throw new Error('a statement follows the last one of its transaction');
      flight.deferred.push({ text, values, name: keptName(schema, name) });
    },
    forget: () => {
      flight.deferred = [];
    },
    together: (work) => inOnePacket(client, work),
  };
  return tx;
}

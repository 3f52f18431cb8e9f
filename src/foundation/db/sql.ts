import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { builder, compile } from './compile.ts';
import type { Built, Compiled } from './compile.ts';
import type { Tx } from './tx.ts';

export { builder, sql };

export interface Sql<P, Row> {
  readonly sqlName: string;
  readonly sample: P;
  compile(params: P): Compiled;
  /** All rows. */
  all(tx: Tx, params: P): Promise<Row[]>;
  /** The first row, or undefined. */
  maybe(tx: Tx, params: P): Promise<Row | undefined>;
  /** The one row; an empty answer is a programming error (use `maybe` and a problem for absent things). */
  one(tx: Tx, params: P): Promise<Row>;
  /** Runs it and says how many rows it touched. */
  run(tx: Tx, params: P): Promise<number>;
  /** Runs it in one flight with the next statement: for a write whose count nobody needs. */
  defer(tx: Tx, params: P): void;
}

/**
 * One statement of a repository: named `room.verb-noun`, with sample parameters, so that its SQL can be generated into
 * `db/queries/`, reviewed as a diff and planned against the real schema by a test.
 * @param build pure: the same parameters give the same text. Use `builder` or the `sql` tag.
 * @param options.prepared keeps a server-side plan by name, one for each text; only for statements of a few texts.
 */
export function defineSql<P, Row>(
  sqlName: string,
  sample: P,
  build: (params: P) => Built<Row>,
  options: { prepared?: boolean } = {},
): Sql<P, Row> {
  const named = (params: P) => {
    const { sql: text, parameters } = compile(build(params));
    return [text, parameters, options.prepared ? `${sqlName}:${shortHash(text)}` : undefined] as const;
  };
  const query = (tx: Tx, params: P) => tx.query<Row & object>(...named(params));
  return {
    sqlName,
    sample,
    compile: (params) => compile(build(params)),
    all: async (tx, params) => (await query(tx, params)).rows,
    maybe: async (tx, params) => (await query(tx, params)).rows[0],
    one: async (tx, params) => {
      const row = (await query(tx, params)).rows[0];
      if (row === undefined) throw new Error(`${sqlName} answered no row`);
      return row;
    },
    run: async (tx, params) => (await query(tx, params)).rowCount,
    defer: (tx, params) => tx.defer(...named(params)),
  };
}

const hashes = new Map<string, string>();
function shortHash(text: string): string {
  let hash = hashes.get(text);
  if (hash === undefined) {
    hash = createHash('sha256').update(text).digest('hex').slice(0, 12);
    hashes.set(text, hash);
  }
  return hash;
}

import { DummyDriver, Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler } from 'kysely';
import type { Compilable, OperationNode, RawBuilder, RawNode, ValueNode } from 'kysely';
import type { DB } from './schema.gen.ts';

/** The typed builder. It only compiles; statements run through a `Tx`. Tables carry no schema: a mission is a schema. */
export const builder = new Kysely<DB>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
});

export type Built<Row> = Compilable<Row> | RawBuilder<Row>;
export interface Compiled {
  readonly sql: string;
  readonly parameters: readonly unknown[];
}

/** Text and values of what was built. The text of a template with nothing but values in its holes is put together once. */
export function compile(built: Built<unknown>): Compiled {
  return ('isRawBuilder' in built ? ofTemplate(built.toOperationNode()) : undefined) ?? slowly(built);
}

/** As the builder itself does it: part by part, each time anew. */
export const slowly = (built: Built<unknown>): Compiled => built.compile(builder as never);

/** By a template's own fragments, which are the same object each time that its line runs. */
const texts = new WeakMap<readonly string[], string>();

function ofTemplate(node: OperationNode): Compiled | undefined {
  if (node.kind !== 'RawNode') return undefined;
  const { sqlFragments, parameters } = node as RawNode;
  if (!parameters.every(isPlainValue)) return undefined;
  let sql = texts.get(sqlFragments);
  if (sql === undefined) {
    sql = sqlFragments.reduce((text, fragment, at) => `${text}$${at}${fragment}`);
    texts.set(sqlFragments, sql);
  }
  return { sql, parameters: parameters.map((parameter) => parameter.value) };
}

const isPlainValue = (node: OperationNode): node is ValueNode => node.kind === 'ValueNode' && !(node as ValueNode).immediate;

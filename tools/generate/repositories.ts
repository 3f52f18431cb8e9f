import { globSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Sql } from '#foundation/db/sql.ts';

export interface Statement {
  readonly name: string;
  readonly file: string;
  readonly sql: string;
  readonly parameters: readonly unknown[];
}

/** Every statement of every repository, compiled with its sample parameters. */
export async function allStatements(): Promise<Statement[]> {
  const found: Statement[] = [];
  for (const file of globSync('src/**/*.repo.ts').sort()) {
    const exports = (await import(pathToFileURL(resolve(file)).href)) as Record<string, unknown>;
    for (const value of Object.values(exports)) {
      if (!isSql(value)) continue;
      const { sql, parameters } = value.compile(value.sample);
      found.push({ name: value.sqlName, file, sql, parameters });
    }
  }
  const names = found.map((statement) => statement.name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice) throw new Error(`two repository statements are called ${twice}`);
  return found.sort((a, b) => (a.name < b.name ? -1 : 1));
}

function isSql(value: unknown): value is Sql<unknown, unknown> {
  return value !== null && typeof value === 'object' && 'sqlName' in value && 'compile' in value;
}

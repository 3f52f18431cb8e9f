import { chmodSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { Sql } from '#foundation/db/sql.ts';
import { createMission, openServer } from '#app/server/start.ts';
import type { OpenServer } from '#app/server/start.ts';

export const schema = 'm_bench';

/** A database of its own, written safely to disk as in earnest, with one empty mission. */
export interface World {
  readonly server: OpenServer;
  readonly dataDir: string;
  stop(): Promise<void>;
}

export async function openWorld(): Promise<World> {
  const dataDir = mkdtempSync(join(tmpdir(), 'kervan-bench-'));
  chmodSync(dataDir, 0o755); // so that the database, which never runs as root, may lie in it
  const server = await openServer({ dataDir, database: undefined, keyFile: join(dataDir, 'master.key') });
  await createMission(server, { slug: 'bench', name: 'Bench', demo: true, practiceOf: null, timeZone: 'Europe/Istanbul' });
  return {
    server,
    dataDir,
    stop: async () => {
      await server.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** One measured line: a figure, and what it is beside its yardstick in the same run. */
export interface Row {
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  /** Beside bare PostgreSQL or the peer named, where there is one. */
  readonly ratio?: number;
  /** What is to be reached, in words. */
  readonly asked?: string;
}

export const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
};

/** Runs work over and over for so long with so many at once; answers how often a second. */
export async function perSecond(clients: number, milliseconds: number, work: (client: number) => Promise<unknown>): Promise<number> {
  const until = performance.now() + milliseconds;
  const begun = performance.now();
  let done = 0;
  await Promise.all(
    Array.from({ length: clients }, async (_, client) => {
      while (performance.now() < until) {
        await work(client);
        done += 1;
      }
    }),
  );
  return done / ((performance.now() - begun) / 1000);
}

/** Median milliseconds of one call. */
export async function millisecondsOf(times: number, work: (time: number) => Promise<unknown>): Promise<number> {
  const taken: number[] = [];
  for (let time = 0; time < times; time += 1) {
    const begun = performance.now();
    await work(time);
    taken.push(performance.now() - begun);
  }
  return median(taken);
}

/** Median milliseconds that PostgreSQL itself says it took to plan and run a statement, rows not sent. */
export async function insideOf(
  client: pg.Client,
  times: number,
  statement: (time: number) => { readonly sql: string; readonly parameters: readonly unknown[] },
): Promise<number> {
  const taken: number[] = [];
  for (let time = 0; time < times; time += 1) {
    const { sql, parameters } = statement(time);
    const { rows } = await client.query(`explain (analyze, timing off, format json) ${sql}`, parameters as unknown[]);
    const [plan] = rows[0]['QUERY PLAN'] as { 'Planning Time': number; 'Execution Time': number }[];
    taken.push(plan!['Planning Time'] + plan!['Execution Time']);
  }
  return median(taken);
}

/** Connections of their own, in the mission's schema, for the work's time. */
export async function withClients<T>(url: string, count: number, work: (clients: pg.Client[]) => Promise<T>): Promise<T> {
  const clients = Array.from({ length: count }, () => new pg.Client({ connectionString: url }));
  await Promise.all(clients.map((client) => client.connect()));
  await Promise.all(clients.map((client) => client.query(`set search_path to ${schema}, kervan, extensions`)));
  try {
    return await work(clients);
  } finally {
    await Promise.all(clients.map((client) => client.end()));
  }
}

const ticksPerSecond = 100;
/** Processor seconds that a process has used, by the kernel's own count (Linux); one that has ended counts with its parent. */
export function processorSeconds(pid: number): number {
  const fields = statOf(pid);
  return fields ? (Number(fields[11]) + Number(fields[12]) + Number(fields[13]) + Number(fields[14])) / ticksPerSecond : 0;
}

/** Processor seconds of a database server with all its backends, living and ended. */
export function databaseSeconds(dataDir: string): number {
  const postmaster = Number(readFileSync(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]);
  const children = readdirSync('/proc').filter((name) => /^\d+$/.test(name) && parentOf(name) === postmaster);
  return processorSeconds(postmaster) + children.reduce((sum, pid) => sum + processorSeconds(Number(pid)), 0);
}

const parentOf = (pid: string) => Number(statOf(pid)?.[1]);

function statOf(pid: number | string): string[] | undefined {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ');
  } catch {
    return undefined; // it has ended meanwhile
  }
}

/** Who acts where no person does. */
export const systemUser = '00000000-0000-7000-8000-000000000001';

export const quantile = (values: readonly number[], at: number): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length * at)] ?? Number.NaN;

/** Runs a repository's statement on a bare connection, as prepared as the room has it. */
export async function runSql<P>(client: pg.Client, statement: Sql<P, unknown>, params: P): Promise<unknown[]> {
  const { sql, parameters } = statement.compile(params);
  return (await client.query({ name: statement.sqlName, text: sql, values: parameters as unknown[] })).rows;
}

/** A measured proof that finds faults has measured nothing. */
export function expectNoFaults(name: string, { faults }: { readonly faults: readonly string[] }): void {
  if (faults.length > 0) throw new Error(`${name}: ${faults.slice(0, 3).join('; ')}`);
}

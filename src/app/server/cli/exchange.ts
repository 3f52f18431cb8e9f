import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { finished } from 'node:stream/promises';
import { canonicalJson } from '#foundation/canonical.ts';
import type { Mission } from '#foundation/pipeline/context.ts';
import { askQuery } from '#foundation/pipeline/ask.ts';
import { problemBody } from '#foundation/pipeline/problem-body.ts';
import { Problem } from '#foundation/problem.ts';
import { StartError } from '#foundation/start-error.ts';
import type { Kervan } from '../compose.ts';
import { openServer } from '../start.ts';
import { apply, missionOf } from './commands.ts';
import { read } from './words.ts';
import type { Verb } from './words.ts';

const systemUser = '00000000-0000-7000-8000-000000000001';
const pageSize = 1000;

/** `kervan export`: every row of a list, one JSON object a line; each page is a read like any other. */
export const exportData: Verb = {
  usage: 'export <query> <file.jsonl> [--mission <slug>] [--input <json>]',
  help: 'write all rows of a list, one JSON object a line',
  run: async (args, { settings, say, from }) => {
    const given = read(exportData.usage, args, 2, { mission: { type: 'string' }, input: { type: 'string' } });
    const name = given.words[0]!;
    const path = resolve(from, given.words[1]!);
    const input = jsonOf(given.option('input') ?? '{}', '--input');
    const server = await openServer(settings);
    try {
      const mission = missionOf(server.kervan, given.option('mission'));
      if (!server.kervan.deps.registry.queries.get(name)?.def.columns) throw new StartError(`${name} is no list that can be exported.`);
      const out = createWriteStream(path, { flags: 'wx', mode: 0o600 });
      let count = 0;
      for await (const row of rowsOf(server.kervan, mission, name, input)) {
        if (!out.write(`${JSON.stringify(row)}\n`)) await once(out, 'drain');
        count += 1;
      }
      out.end();
      await finished(out);
      say(`${count} rows in ${path}.`);
    } finally {
      await server.stop();
    }
  },
};

async function* rowsOf(kervan: Kervan, mission: Mission, name: string, input: Record<string, unknown>): AsyncGenerator<unknown> {
  for (let offset = 0; ; offset += pageSize) {
    const { data } = await askQuery(kervan.deps, { mission, credential: { kind: 'internal', userId: systemUser } }, name, {
      ...input,
      offset,
      limit: pageSize,
    });
    const { rows } = data as { rows: unknown[] };
    yield* rows;
    if (rows.length < pageSize) return;
  }
}

/** `kervan import`: one command a line, `{"name": ..., "input": {...}}`; the same line again changes nothing. */
export const importData: Verb = {
  usage: 'import <file.jsonl> [--mission <slug>]',
  help: 'run the commands of a file, one {"name", "input"} a line; twice is once',
  run: async (args, { settings, say, from }) => {
    const given = read(importData.usage, args, 1, { mission: { type: 'string' } });
    const server = await openServer(settings);
    try {
      const mission = missionOf(server.kervan, given.option('mission'));
      let [line, repeated] = [0, 0];
      for await (const text of createInterface({ input: createReadStream(resolve(from, given.words[0]!)), crlfDelay: Infinity })) {
        line += 1;
        if (text.trim() !== '' && !(await runLine(server.kervan, mission, text, line))) repeated += 1;
      }
      say(`${line} lines read, ${line - repeated} applied to ${mission.slug}, ${repeated} known from before.`);
    } finally {
      await server.stop();
    }
  },
};

/** False when the line had been applied before: its id is the hash of its content, only the moment differs. */
async function runLine(kervan: Kervan, mission: Mission, text: string, line: number): Promise<boolean> {
  const { name, input } = jsonOf(text, `line ${line}`);
  const def = typeof name === 'string' ? kervan.deps.registry.commands.get(name)?.def : undefined;
  if (!def) throw new StartError(`Line ${line}: "${String(name)}" is no command.`);
  try {
    await apply(kervan, mission, def, (input ?? {}) as Record<string, unknown>, idOf(mission, name as string, input));
    return true;
  } catch (error) {
    if (error instanceof Problem && error.code === 'sync.id-reused') return false;
    const reason = error instanceof Problem ? problemBody(error).title : (error as Error).message;
    throw new StartError(`Line ${line}: ${reason} The lines before it are applied; mend it and send the file again.`, { cause: error });
  }
}

/** The same content has the same id, so that a repeated file is a replay: a version 8 uuid of its hash. */
function idOf(mission: Mission, name: string, input: unknown): string {
  const hex = createHash('sha256')
    .update(canonicalJson([mission.slug, name, input]))
    .digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-9${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

function jsonOf(text: string, where: string): Record<string, unknown> {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    throw new StartError(`${where} is no JSON.`);
  }
}

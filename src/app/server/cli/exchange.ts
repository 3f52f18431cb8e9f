import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { finished } from 'node:stream/promises';
import { canonicalJson } from '#foundation/canonical.ts';
import type { QueryDef } from '#foundation/query.ts';
import type { Mission } from '#foundation/pipeline/context.ts';
import { askQuery } from '#foundation/pipeline/ask.ts';
import { problemBody } from '#foundation/pipeline/problem-body.ts';
import { Problem } from '#foundation/problem.ts';
import { StartError } from '#foundation/start-error.ts';
import type { Kervan } from '../compose.ts';
import { openServer } from '../start.ts';
import { apply, missionOf, systemUser } from './commands.ts';
import { importSheet, languageOf, writeSheet } from './sheets.ts';
import { counted, read } from './words.ts';
import type { Verb } from './words.ts';

const pageSize = 1000;

/** `kervan export`: a whole list, as a table for people or one JSON object a line for programs. */
export const exportData: Verb = {
  usage: 'export <query> <file.xlsx|csv|json|pdf|jsonl> [--mission <slug>] [--input <json>] [--language en|tr|ar]',
  help: 'write a whole list: a table as on the screens, or (jsonl) one JSON object a line',
  run: async (args, { settings, say, from }) => {
    const given = read(exportData.usage, args, 2, {
      mission: { type: 'string' },
      input: { type: 'string' },
      language: { type: 'string' },
    });
    const name = given.words[0]!;
    const path = resolve(from, given.words[1]!);
    const input = jsonOf(given.option('input') ?? '{}', '--input');
    const server = await openServer(settings);
    try {
      const mission = missionOf(server.kervan, given.option('mission'));
      const def = server.kervan.deps.registry.queries.get(name)?.def;
      if (!def?.columns) throw new StartError(`${name} is no list that can be exported.`);
      if (existsSync(path)) throw new StartError(`${path} exists already: choose another name.`);
      const count = path.endsWith('.jsonl')
        ? await writeLines(rowsOf(server.kervan, mission, def, input), path)
        : await writeSheet(server.kervan, mission, { query: name, input, path, language: languageOf(given.option('language')) });
      say(`${counted(count, 'row')} in ${path}.`);
    } finally {
      await server.stop();
    }
  },
};

async function writeLines(rows: AsyncIterable<unknown>, path: string): Promise<number> {
  const out = createWriteStream(path, { flags: 'wx', mode: 0o600 });
  let count = 0;
  for await (const row of rows) {
    if (!out.write(`${JSON.stringify(row)}\n`)) await once(out, 'drain');
    count += 1;
  }
  out.end();
  await finished(out);
  return count;
}

async function* rowsOf(kervan: Kervan, mission: Mission, def: QueryDef, input: Record<string, unknown>): AsyncGenerator<unknown> {
  for (let offset = 0; ; offset += pageSize) {
    const { data } = await askQuery(kervan.deps, { mission, credential: { kind: 'internal', userId: systemUser } }, def.name, {
      ...input,
      offset,
      limit: pageSize,
    });
    const { rows } = data as { rows: unknown[] };
    for (const row of rows) yield def.outward ? def.outward(row as never) : row;
    if (rows.length < pageSize) return;
  }
}

/** `kervan import`: a spreadsheet of a kind, or one command a line, `{"name": ..., "input": {...}}`; the same file again changes nothing. */
export const importData: Verb = {
  usage: 'import <file.jsonl|xlsx|xls|csv> [--mission <slug>] [--kind <import>] [--language en|tr|ar] [--apply] [--without-faulty]',
  help: 'run the commands of a file, one {"name", "input"} a line; or check a spreadsheet (--kind places.sites) and apply it',
  run: async (args, { settings, say, from }) => {
    const given = read(importData.usage, args, 1, {
      mission: { type: 'string' },
      kind: { type: 'string' },
      language: { type: 'string' },
      apply: { type: 'boolean' },
      'without-faulty': { type: 'boolean' },
    });
    const path = resolve(from, given.words[0]!);
    if (!existsSync(path)) throw new StartError(`There is no file ${path}.`);
    const server = await openServer(settings);
    try {
      const mission = missionOf(server.kervan, given.option('mission'));
      if (!path.endsWith('.jsonl')) {
        const kind = given.required('kind');
        const [apply, withoutFaulty] = [given.has('apply'), given.has('without-faulty')];
        return await importSheet(server, mission, {
          path,
          kind,
          language: languageOf(given.option('language')),
          apply,
          withoutFaulty,
          say,
        });
      }
      let [line, repeated] = [0, 0];
      for await (const text of createInterface({ input: createReadStream(path), crlfDelay: Infinity })) {
        line += 1;
        if (text.trim() !== '' && !(await runLine(server.kervan, mission, text, line))) repeated += 1;
      }
      say(`${counted(line, 'line')} read, ${line - repeated} applied to ${mission.slug}, ${repeated} known from before.`);
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

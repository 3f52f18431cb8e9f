import { createWriteStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { newId } from '#foundation/ids.ts';
import { translate } from '#foundation/i18n/server.ts';
import type { Language } from '#foundation/i18n/server.ts';
import { askQuery } from '#foundation/pipeline/ask.ts';
import type { Mission } from '#foundation/pipeline/context.ts';
import { executeCommand } from '#foundation/pipeline/execute.ts';
import { exportList } from '#foundation/sheets/export.ts';
import type { ExportFormat } from '#foundation/sheets/export.ts';
import { StartError } from '#foundation/start-error.ts';
import { applyImport, getImport, listPersonalRows, listRows, stageFile } from '#kernel/imports/contract/imports.ts';
import type { ImportShown, ImportState, RowShown } from '#kernel/imports/contract/imports.ts';
import { faultWords, keepSheet } from '#kernel/imports/server/index.ts';
import { startBackground } from '../background.ts';
import type { Kervan } from '../compose.ts';
import type { OpenServer } from '../start.ts';
import { apply, systemUser } from './commands.ts';
import { counted } from './words.ts';

const asSystem = (mission: Mission) => ({ mission, credential: { kind: 'internal', userId: systemUser } as const });
/** How many faults are printed; the page of the import shows all. */
const shownFaults = 50;

export function languageOf(given: string | undefined): Language {
  const language = given ?? 'en';
  if (language === 'en' || language === 'tr' || language === 'ar') return language;
  throw new StartError(`--language ${language} is not known: use en, tr or ar.`);
}

export interface ListAsk {
  readonly query: string;
  readonly input: Record<string, unknown>;
  readonly path: string;
  readonly language: Language;
}

/** The same table that the screens export; the ending of the name says of which kind. Answers the number of rows. */
export async function writeSheet(kervan: Kervan, mission: Mission, { path, ...ask }: ListAsk): Promise<number> {
  const format = extname(path).slice(1) as ExportFormat;
  if (!['xlsx', 'csv', 'json', 'pdf'].includes(format)) throw new StartError(`${path} should end in .xlsx, .csv, .json, .pdf or .jsonl.`);
  const made = await exportList(kervan.deps, asSystem(mission), { ...ask, format });
  try {
    await pipeline(made.file.createReadStream({ autoClose: false }), createWriteStream(path, { flags: 'wx', mode: 0o600 }));
    return made.rows;
  } finally {
    await made.close();
  }
}

export interface SheetAsk {
  readonly path: string;
  readonly kind: string;
  readonly language: Language;
  /** Without it the sheet is checked, and waits on the page of imports. */
  readonly apply: boolean;
  readonly withoutFaulty: boolean;
  readonly say: (line: string) => void;
}

/** Sends a spreadsheet through the same door as the screens: staged, checked whole, then applied as commands. */
export async function importSheet(server: OpenServer, mission: Mission, ask: SheetAsk): Promise<void> {
  const { kervan } = server;
  const { hash } = await keepSheet(kervan.deps, asSystem(mission), await readFile(ask.path));
  const importId = await stage(kervan, mission, ask, hash);
  // This process does its jobs itself: no server need be running.
  const background = await startBackground(kervan, { appUrl: server.appUrl, role: 'all', report: (error) => ask.say(error.message) });
  try {
    const checked = await until(kervan, mission, importId, ['reading', 'checking', 'applying']);
    if (checked.state === 'unreadable') throw new StartError(`${ask.path} cannot be read: ${notesOf(checked, ask.language)}`);
    if (checked.state === 'applied') return ask.say('This file has been applied before; nothing changes.');
    await tell(kervan, mission, checked, ask);
    if (!ask.apply) return ask.say(`Nothing is written yet: give --apply, or open /imports/${importId}.`);
    if (checked.counts.faulty > 0 && !ask.withoutFaulty)
      throw new StartError('Nothing was written: mend the faults, or give --without-faulty to leave those rows out.');
    await apply(kervan, mission, applyImport, { importId, withoutFaulty: ask.withoutFaulty });
    const { counts } = await until(kervan, mission, importId, ['applying', 'checked']);
    ask.say(`${counted(counts.applied, 'row')} applied, ${counts.same + counts.unchanged} unchanged, ${counts.refused} refused.`);
    if (counts.refused > 0) process.exitCode = 1;
  } finally {
    await background.close();
  }
}

async function stage(kervan: Kervan, mission: Mission, ask: SheetAsk, fileHash: string): Promise<string> {
  const id = newId();
  const input = { importId: id, kind: ask.kind, fileHash, fileName: basename(ask.path), language: ask.language };
  const at = { id, name: stageFile.name, version: stageFile.version, input, occurredAt: kervan.missions.now(mission).toISOString() };
  const { outcome } = await executeCommand(kervan.deps, asSystem(mission), at);
  if (outcome.state === 'applied') return (outcome.result as { importId: string }).importId;
  throw new StartError(`The sheet was refused: ${outcome.state === 'refused' ? outcome.problem.title : outcome.reason}`);
}

/** Waits while the import is in one of these states. */
async function until(kervan: Kervan, mission: Mission, importId: string, states: readonly ImportState[]): Promise<ImportShown> {
  for (;;) {
    const shown = (await askQuery(kervan.deps, asSystem(mission), getImport.name, { importId })).data as ImportShown;
    if (shown.stuck) throw new StartError(`The import gave up: ${shown.stuck}`);
    if (!states.includes(shown.state)) return shown;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}

async function tell(kervan: Kervan, mission: Mission, { id, kind, counts, personal }: ImportShown, ask: SheetAsk): Promise<void> {
  ask.say(
    `${counted(counts.total, 'row')}: ${counts.new} new, ${counts.changed} changed, ${counts.unchanged} unchanged, ${counts.faulty} faulty.`,
  );
  if (counts.faulty === 0) return;
  const list = personal ? listPersonalRows : listRows;
  const rows = { importId: id, show: 'faulty', offset: 0, limit: shownFaults };
  const page = (await askQuery(kervan.deps, asSystem(mission), list.name, rows)).data as { rows: RowShown[] };
  for (const { row, faults } of page.rows)
    for (const fault of faults) {
      const column = fault.column === null ? '' : `, ${translate(ask.language, `import.${kind}.${fault.column}`)}`;
      ask.say(`  row ${row}${column}: ${wordsOf(ask.language, fault)}`);
    }
  if (counts.faulty > page.rows.length) ask.say(`  and ${counts.faulty - page.rows.length} more`);
}

function notesOf({ notes }: ImportShown, language: Language): string {
  return notes.map((note) => wordsOf(language, note)).join(' ');
}

function wordsOf(language: Language, { code, figures = {} }: Pick<ImportShown['notes'][number], 'code' | 'figures'>): string {
  return faultWords(language, { code, figures });
}

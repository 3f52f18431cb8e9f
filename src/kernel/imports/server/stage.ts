import type { ImportHandler } from '#foundation/import.ts';
import { translate } from '#foundation/i18n/server.ts';
import { languages } from '#foundation/i18n/server.ts';
import { fold } from '#foundation/fold.ts';
import type { JobControl } from '#foundation/pipeline/context.ts';
import type { Problem } from '#foundation/problem.ts';
import { sheetProblems } from '#foundation/sheet-problems.ts';
import { cellText, columnLetters } from '#foundation/sheets/cell.ts';
import type { FileWords, SheetHead, SheetRow } from '#foundation/sheets/cell.ts';
import { findHeadings, titleKey } from '#foundation/sheets/headings.ts';
import type { Headings } from '#foundation/sheets/headings.ts';
import { joinRepeats } from '#foundation/sheets/join-repeats.ts';
import { readSheets } from '#foundation/sheets/read.ts';
import { importProblems } from '../contract/problems.ts';
import { keepRows, stagedRow } from './content.ts';
import { getSealer } from './handlers.ts';
import { findFile, lockImport, setRead } from './imports.repo.ts';
import type { Heading, ImportFound, Note } from './imports.repo.ts';
import { deleteRows, writeRows } from './rows.repo.ts';

/** How many rows are looked at for headings. */
const lookedAt = 25;

/** Somebody discarded the import meanwhile. */
export class ImportGone extends Error {}

/**
 * Reads the file of an import into its rows. Begun anew after a break: what was staged before is replaced.
 * @throws Problem of the sheets catalogue: the file as a whole cannot be taken.
 */
export async function stageFile(job: JobControl, about: ImportFound, handler: ImportHandler): Promise<void> {
  const inMission = { schema: job.mission.schema };
  const bytes = await job.deps.db.transaction(inMission, async (tx) => {
    await deleteRows.run(tx, { id: about.id });
    const file = await findFile.maybe(tx, { hash: about.file_hash });
    if (!file) throw importProblems.problem('file-absent');
    return getSealer().open(tx, file.sealed);
  });
  const sheet = new SheetTaker(about, handler);
  let words: FileWords = { kind: 'csv' };
  const write = async (rows: readonly SheetRow[]) => {
    if (rows.length === 0) return;
    const { headings, language } = sheet.taken!;
    await job.deps.db.transaction(inMission, async (tx) => {
      if ((await lockImport.maybe(tx, { id: about.id }))?.state !== 'reading') throw new ImportGone();
      const staged = rows.map((row) =>
        stagedRow(handler, { headings, language }, row.row, { c: row.cells, ...(row.merged ? { m: row.merged } : {}) }),
      );
      await writeRows.run(tx, { id: about.id, rows: await keepRows(tx, about, staged) });
    });
    await job.progress(sheet.rows, undefined, 'imports.step-reading');
  };
  const parts = readSheets(bytes, (told) => (words = told));
  // The next rows are read while the database takes the last ones.
  let writing = Promise.resolve();
  for await (const part of handler.def.repeats ? joinRepeats(parts) : parts) {
    const rows = 'sheet' in part ? sheet.begin(part.sheet) : sheet.take(part.rows);
    await writing;
    writing = write(rows);
    writing.catch(() => undefined); // told when it is waited for
  }
  await writing;
  await write(sheet.end());
  const { headings, language, name, headingRow } = sheet.taken!;
  await job.deps.db.transaction(inMission, (tx) =>
    setRead.run(tx, {
      id: about.id,
      sheet: name,
      headingRow,
      headings: JSON.stringify(headings),
      notes: JSON.stringify(sheet.notes),
      words: JSON.stringify(words),
      language,
    }),
  );
}

interface Taken {
  readonly name: string;
  readonly headingRow: number;
  readonly headings: Heading[];
  readonly language: ImportFound['language'];
}

/** Finds the sheet that bears the headings and takes its rows; says what it left out. */
class SheetTaker {
  taken: Taken | undefined;
  rows = 0;
  readonly notes: Note[] = [];
  private readonly about: ImportFound;
  private readonly handler: ImportHandler;
  private current: SheetHead | undefined;
  private firstVisible: string | undefined;
  private waiting: SheetRow[] = [];
  private ended = false;

  constructor(about: ImportFound, handler: ImportHandler) {
    this.about = about;
    this.handler = handler;
  }

  /** A sheet begins; answers rows of the one before that are to be kept. */
  begin(sheet: SheetHead): SheetRow[] {
    const rest = this.decide();
    if (this.taken) {
      this.ended = true;
      if (!sheet.hidden && this.notes.length < 40) this.note('sheet-ignored', { sheet: sheet.name });
    }
    if (!sheet.hidden) this.firstVisible ??= sheet.name;
    this.current = sheet;
    this.waiting = [];
    return rest;
  }

  take(rows: readonly SheetRow[]): SheetRow[] {
    if (this.ended || this.current?.hidden) return [];
    if (this.taken) return this.keep(rows);
    this.waiting.push(...rows);
    return this.waiting.length >= lookedAt ? this.decide() : [];
  }

  end(): SheetRow[] {
    const rest = this.decide();
    const sheet = this.taken?.name ?? this.firstVisible ?? this.current?.name ?? '';
    if (!this.taken)
      throw sheetProblems.problem('headings-missing', {
        sheet,
        needed: this.titles(this.handler.def.columns.filter((column) => column.required).map((column) => column.key)),
      });
    if (this.rows === 0) throw sheetProblems.problem('no-rows', { sheet });
    return rest;
  }

  /** Looks for headings in the first rows of the sheet; what stands below them is kept. */
  private decide(): SheetRow[] {
    if (this.taken || !this.current || this.waiting.length === 0) return [];
    const found = findHeadings(this.handler.def, this.waiting.slice(0, lookedAt), this.about.language);
    if (!found) return [];
    this.taken = this.settle(found, this.current.name);
    return this.keep(this.waiting.filter((row) => row.row > found.row));
  }

  private settle(found: Headings, name: string): Taken {
    if (found.missing.length > 0) throw sheetProblems.problem('headings-missing', { sheet: name, needed: this.titles(found.missing) });
    if (found.twice[0])
      throw sheetProblems.problem('heading-twice', { sheet: name, row: found.row, heading: this.titles([found.twice[0]]) });
    const headings: Heading[] = found.texts.map((text, place) => ({ key: found.keys[place] ?? null, text }));
    for (const [place, heading] of headings.entries()) {
      const ours = languages.some((language) => fold(translate(language, 'imports.fault-column')) === fold(heading.text));
      if (heading.key === null && heading.text !== '' && !ours)
        this.note('heading-unknown', { heading: heading.text.slice(0, 60), letters: columnLetters(place) });
    }
    // Columns that the sheet does not have can still be filled in the grid.
    for (const column of this.handler.def.columns) {
      if (!headings.some((heading) => heading.key === column.key)) headings.push({ key: column.key, text: '' });
    }
    return { name, headingRow: found.row, headings, language: found.language };
  }

  private keep(rows: readonly SheetRow[]): SheetRow[] {
    const filled = rows.filter((row) => row.cells.some((cell) => cell !== null && cellText(cell) !== ''));
    this.rows += filled.length;
    return filled;
  }

  private note(key: Parameters<typeof sheetProblems.problem>[0], figures: Note['figures'] = {}): void {
    this.notes.push({ code: `sheets.${key}`, figures, level: 'warning' });
  }

  private titles(keys: readonly string[]): string {
    return keys.map((key) => translate(this.about.language, titleKey(this.handler.def, key))).join(', ');
  }
}

/** What the page says of a file that cannot be taken. */
export function noteOf(problem: Problem): Note {
  return { code: problem.code, figures: problem.figures as NonNullable<Note['figures']> };
}

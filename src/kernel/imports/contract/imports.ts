import * as z from 'zod';
import { defineCommand, personal } from '#foundation/command.ts';
import { Id } from '#foundation/ids.ts';
import { defineQuery, pageInput, pageOf } from '#foundation/query.ts';
import { Instant } from '#foundation/time.ts';

export const ImportState = z.enum(['reading', 'checking', 'checked', 'applying', 'applied', 'discarded', 'unreadable']);
export type ImportState = z.infer<typeof ImportState>;
export const RowState = z.enum(['staged', 'new', 'changed', 'unchanged', 'faulty', 'applied', 'same', 'refused']);
export type RowState = z.infer<typeof RowState>;

const Kind = z.string().regex(/^[a-z]+\.[a-z-]+$/);
const Language = z.enum(['en', 'tr', 'ar']);
const ColumnKey = z.string().min(1).max(60);
const RowNo = z.int().min(1).max(2_000_000);
// A cell may hold anything a spreadsheet can: what of it is personal is not known, so all of it is.
const CellText = personal(z.string().max(32_767));

/**
 * Takes a file that was sent before (`POST /api/imports/files`), reads its rows and checks them. The same file sent again
 * answers its first import, unless it was discarded or could not be read.
 */
export const stageFile = defineCommand({
  name: 'imports.stage-file',
  version: 1,
  kind: 'decision',
  scope: () => 'self',
  input: z.strictObject({
    importId: Id,
    kind: Kind,
    fileHash: z.string().regex(/^[A-Za-z0-9_-]{43}$/),
    fileName: z.string().trim().min(1).max(200),
    /** How numbers and dates are meant where the headings do not tell. */
    language: Language,
    /** Reads it anew although it was read before. */
    anyway: z.boolean().optional(),
  }),
  result: z.strictObject({ importId: Id, again: z.boolean() }),
});

/** Writes cells of staged rows and checks these rows again at once. */
export const correctCells = defineCommand({
  name: 'imports.correct-cells',
  version: 1,
  kind: 'decision',
  scope: () => 'self',
  input: z.strictObject({
    importId: Id,
    cells: z
      .array(z.strictObject({ row: RowNo, column: ColumnKey, value: CellText }))
      .min(1)
      .max(1000),
  }),
  result: z.strictObject({ rows: z.int(), faulty: z.int() }),
});

/** Writes a value in place of another wherever it stands in a column: one mistake made a hundred times is mended once. */
export const replaceValue = defineCommand({
  name: 'imports.replace-value',
  version: 1,
  kind: 'decision',
  scope: () => 'self',
  input: z.strictObject({ importId: Id, column: ColumnKey, from: CellText, to: CellText }),
  result: z.strictObject({ rows: z.int() }),
});

/** Checks all rows again against what is there now; where a job gave up halfway, it goes on. */
export const checkAgain = defineCommand({
  name: 'imports.check-again',
  version: 1,
  kind: 'decision',
  scope: () => 'self',
  input: z.strictObject({ importId: Id }),
});

/** Applies what was checked, in the name of who says so: chunk by chunk, an outcome per row. */
export const applyImport = defineCommand({
  name: 'imports.apply',
  version: 1,
  kind: 'decision',
  scope: () => 'self',
  input: z.strictObject({
    importId: Id,
    /** Applies the good rows and leaves the faulty ones out; without it, faulty rows hold up all. */
    withoutFaulty: z.boolean().default(false),
  }),
});

/** Lets a staged sheet go: nothing of it is kept but that it was sent. */
export const discardImport = defineCommand({
  name: 'imports.discard',
  version: 1,
  kind: 'decision',
  scope: () => 'self',
  input: z.strictObject({ importId: Id }),
});

const FaultFigures = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string())]));
export const RowFault = z.strictObject({
  column: z.string().nullable(),
  code: z.string(),
  figures: FaultFigures.optional(),
  level: z.literal('warning').optional(),
  suggestions: z.array(z.strictObject({ value: z.string(), label: z.string() })).optional(),
});
export type RowFault = z.infer<typeof RowFault>;

const Column = z.strictObject({
  key: z.string(),
  type: z.string(),
  required: z.boolean(),
  choices: z.array(z.string()),
  words: z.string().nullable(),
});

/** What this person may bring in by spreadsheet. */
export const listKinds = defineQuery({
  name: 'imports.list-kinds',
  scope: () => 'self',
  input: z.strictObject({}),
  output: z.strictObject({ rows: z.array(z.strictObject({ kind: z.string(), columns: z.array(Column), page: z.string().nullable() })) }),
});

const Counts = z.strictObject({
  total: z.int(),
  staged: z.int(),
  new: z.int(),
  changed: z.int(),
  unchanged: z.int(),
  faulty: z.int(),
  warned: z.int(),
  applied: z.int(),
  same: z.int(),
  refused: z.int(),
});

const ImportRow = z.strictObject({
  id: Id,
  kind: z.string(),
  state: ImportState,
  fileName: z.string(),
  rows: z.int(),
  applied: z.int(),
  faulty: z.int(),
  createdBy: z.string(),
  createdAt: Instant,
  endedAt: Instant.nullable(),
});
export type ImportListed = z.infer<typeof ImportRow>;

/** Spreadsheets that were sent: one's own, or all with the right for the mission. */
export const listImports = defineQuery({
  name: 'imports.list-imports',
  scope: () => 'self',
  input: z.strictObject({ ...pageInput, kind: Kind.optional() }),
  output: pageOf(ImportRow),
  columns: [
    { key: 'fileName', type: 'text' },
    { key: 'kind', type: 'code', words: 'import.' },
    { key: 'state', type: 'code', words: 'imports.state-' },
    { key: 'rows', type: 'number' },
    { key: 'applied', type: 'number' },
    { key: 'faulty', type: 'number' },
    { key: 'createdBy', type: 'text' },
    { key: 'createdAt', type: 'instant' },
    { key: 'endedAt', type: 'instant' },
  ],
});

/** One import: how it was read, its counts, what may be done with it. */
export const getImport = defineQuery({
  name: 'imports.get-import',
  scope: () => 'self',
  input: z.strictObject({ importId: Id }),
  output: z.strictObject({
    id: Id,
    kind: z.string(),
    state: ImportState,
    fileName: z.string(),
    fileSize: z.int(),
    fileWords: z.record(z.string(), z.string()),
    language: Language,
    sheet: z.string().nullable(),
    headings: z.array(z.strictObject({ key: z.string().nullable(), text: z.string() })),
    columns: z.array(Column),
    notes: z.array(RowFault.omit({ column: true, suggestions: true })),
    personal: z.boolean(),
    page: z.string().nullable(),
    counts: Counts,
    progress: z.strictObject({ done: z.int(), total: z.int().nullable() }).nullable(),
    /** The job behind it has given up; it can be asked again. */
    stuck: z.string().nullable(),
    createdBy: z.string(),
    createdAt: Instant,
    appliedBy: z.string().nullable(),
    appliedAt: Instant.nullable(),
    endedAt: Instant.nullable(),
    abilities: z.array(z.string()),
  }),
});
export type ImportShown = z.output<(typeof getImport)['output']>;

const Row = z.strictObject({
  row: z.int(),
  state: RowState,
  /** By column; a column of the sheet that the import does not know is left out. */
  cells: z.record(z.string(), z.string()),
  faults: z.array(RowFault),
  outcome: z.strictObject({ code: z.string(), figures: FaultFigures }).nullable(),
});
export type RowShown = z.output<typeof Row>;
const rowsAsk = z.strictObject({
  importId: Id,
  show: z.enum(['all', 'faulty', 'warned', 'new', 'changed', 'unchanged', 'applied', 'refused']).default('all'),
  offset: pageInput.offset,
  limit: pageInput.limit,
});

/** The staged rows with their faults, for the grid. Rows about persons are read by `imports.list-personal-rows`. */
export const listRows = defineQuery({ name: 'imports.list-rows', scope: () => 'self', input: rowsAsk, output: pageOf(Row) });

/** The staged rows of a list of persons; each read is logged. */
export const listPersonalRows = defineQuery({
  name: 'imports.list-personal-rows',
  scope: () => 'self',
  sensitive: true,
  input: rowsAsk,
  output: pageOf(Row),
});

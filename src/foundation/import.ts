import type { CommandDef } from './command.ts';
import type { RequestContext } from './pipeline/context.ts';
import type { Figures } from './problem.ts';

/** One column that an import knows. Its title is the translation `import.<name>.<key>`, recognised in every language. */
export interface ImportColumn {
  readonly key: string;
  readonly type: 'text' | 'code' | 'number' | 'integer' | 'day' | 'choice' | 'boolean';
  readonly required?: boolean;
  /** Other headings under which it comes; case, marks and blanks do not matter. */
  readonly aliases?: readonly string[];
  readonly example?: string | { readonly en: string; readonly tr: string; readonly ar: string };
  /** For a choice: its values; each is also known by its words, the translations of `<words><value>`. */
  readonly choices?: readonly string[];
  readonly words?: string;
  readonly min?: number;
  readonly max?: number;
  readonly maxLength?: number;
  /** Whether a formula's kept value is taken with a warning (the usual way) or refused. */
  readonly formula?: 'value' | 'refused';
}

/** What a spreadsheet can bring in. Its name is `import.<name>` in the translations. */
export interface ImportDef {
  /** `room.nouns` (`places.sites`). */
  readonly name: `${string}.${string}`;
  /** Who holds it somewhere may stage such a sheet; the command that applies it asks again for each row's place. */
  readonly permission: string;
  readonly columns: readonly ImportColumn[];
  /** Rows hold personal data: they lie sealed while they wait and are destroyed afterwards. */
  readonly personal?: boolean;
  /** Takes exports of collected forms too: what repeats stands on a sheet of its own and is joined with its parent. */
  readonly repeats?: boolean;
  /** Where what it brings is looked at. */
  readonly page?: string;
}

/** Something to look at in a row: an error stops the row, a warning does not. */
export interface RowFault {
  /** The column; null when the row as a whole is meant. */
  readonly column: string | null;
  /** A problem's code, or a `field.*` code. */
  readonly code: string;
  readonly figures?: Figures;
  readonly level?: 'warning';
  /** Values that would mend it, best first. */
  readonly suggestions?: readonly { readonly value: string; readonly label: string }[];
}

/** A row with its cells read by their columns' types; an empty cell is absent. */
export interface ImportRow {
  readonly row: number;
  readonly values: Readonly<Record<string, unknown>>;
}

export interface JudgedRow {
  readonly row: number;
  /** What applying it would do; absent when it has errors. */
  readonly effect?: 'new' | 'changed' | 'unchanged';
  readonly faults: readonly RowFault[];
  /** What the command needs of it. */
  readonly ready?: Readonly<Record<string, unknown>>;
}

/** What is known of the whole file while its rows are judged in chunks. */
export interface ImportFile {
  readonly id: string;
  readonly name: string;
  /** The language of its headings, which tells how its numbers and dates are meant. */
  readonly language: 'en' | 'tr' | 'ar';
  /** Columns that the sheet has; of a known record the others stay as they are. */
  readonly columns: ReadonlySet<string>;
  /** Which of these keys other rows of the file bear. */
  keysAmong(keys: readonly string[]): Promise<ReadonlySet<string>>;
}

export interface ReadyRow {
  readonly row: number;
  readonly ready: Readonly<Record<string, unknown>>;
}
export type RowOutcome =
  | { readonly state: 'applied' | 'same' }
  | { readonly state: 'refused'; readonly code: string; readonly figures: Figures };

/** A room's side of an import: judges rows against what is there, and says which command a chunk becomes. */
export interface ImportHandler {
  readonly def: ImportDef;
  /** Rows in one command; at most 1,000. */
  readonly chunk: number;
  /** What recognises a row within the file and in what is there; rows with one key twice are faults. Pure. */
  keyOf(values: Readonly<Record<string, unknown>>): string | null;
  /** Rows of a lower rank are applied before those of a higher one. Pure. */
  rankOf?(values: Readonly<Record<string, unknown>>): number;
  judge(ctx: RequestContext, file: ImportFile, rows: readonly ImportRow[]): Promise<readonly JudgedRow[]>;
  command(rows: readonly ReadyRow[], file: { name: string; day: string }): { def: CommandDef; input: Readonly<Record<string, unknown>> };
  /** Outcome of each row when the command answers one; absent: applied or refused together. */
  outcomes?(result: unknown, rows: readonly ReadyRow[]): readonly RowOutcome[];
}

import { cellText } from './cell.ts';
import type { Cell, SheetHead, SheetPart, SheetRow } from './cell.ts';
import { sheetProblems } from '../sheet-problems.ts';

/** Rows of all sheets together that are kept in memory while they are joined. */
const most = 250_000;

interface Whole {
  readonly head: SheetHead;
  readonly rows: SheetRow[];
}
interface Table extends Whole {
  readonly headings: readonly string[];
}

/**
 * Exports of collected forms (Kobo, ODK) put what repeats on a sheet of its own, whose `_parent_index` names the row of the
 * first sheet. Such a pair becomes one sheet: each row of the repeat, followed by the cells of its parent; parents without
 * any come last. A workbook without such a pair passes through as it is.
 */
export async function* joinRepeats(parts: AsyncIterable<SheetPart>): AsyncGenerator<SheetPart> {
  const sheets = await collect(parts);
  const tables = sheets.flatMap(tableOf);
  const repeat = tables.find((table) => table.headings.includes('_parent_index'));
  const parent = repeat && parentOf(repeat, tables);
  if (!repeat || !parent) {
    for (const sheet of sheets) {
      yield { sheet: sheet.head };
      yield { rows: sheet.rows };
    }
    return;
  }
  yield { sheet: repeat.head };
  yield { rows: joined(repeat, parent) };
  // Others are named as left out, as in any workbook.
  for (const sheet of sheets) if (sheet.head !== repeat.head && sheet.head !== parent.head) yield { sheet: sheet.head };
}

async function collect(parts: AsyncIterable<SheetPart>): Promise<Whole[]> {
  const sheets: Whole[] = [];
  let count = 0;
  for await (const part of parts) {
    if ('sheet' in part) sheets.push({ head: part.sheet, rows: [] });
    else {
      count += part.rows.length;
      if (count > most) throw sheetProblems.problem('too-many-rows', { sheet: sheets[0]?.head.name ?? '', limit: most });
      sheets.at(-1)?.rows.push(...part.rows);
    }
  }
  return sheets;
}

/** Headings of exports stand in the first row that is filled. */
function tableOf(sheet: Whole): Table[] {
  const first = sheet.rows.find((row) => row.cells.some((cell) => cellText(cell) !== ''));
  return first && !sheet.head.hidden ? [{ ...sheet, headings: first.cells.map((cell) => cellText(cell).trim()) }] : [];
}

/** Where a repeat says the table it belongs to, that one; else the first with an index and no parent. */
function parentOf(repeat: Table, tables: readonly Table[]): Table | undefined {
  const named = column(repeat, '_parent_table_name');
  const name = named === -1 ? '' : cellText(rowsOf(repeat)[0]?.cells[named] ?? null);
  const tops = tables.filter((table) => table !== repeat && table.headings.includes('_index'));
  return tops.find((table) => table.head.name === name) ?? tops.find((table) => !table.headings.includes('_parent_index'));
}

const column = (table: Table, heading: string) => table.headings.indexOf(heading);
const rowsOf = (table: Table) => table.rows.slice(table.rows.findIndex((row) => row.cells.some((cell) => cellText(cell) !== '')) + 1);

function joined(repeat: Table, parent: Table): SheetRow[] {
  const own = named(repeat.headings);
  // What both sheets have (`_id`, `_index`) is the repeat's; the parent's is what it is joined by.
  const more = named(parent.headings)
    .map((heading, place) => ({ heading, place }))
    .filter(({ heading }) => heading !== '' && !heading.startsWith('_') && !own.includes(heading));
  const [index, ref] = [column(parent, '_index'), column(repeat, '_parent_index')];
  const parents = new Map(rowsOf(parent).map((row) => [cellText(row.cells[index] ?? null), row]));
  const width = repeat.headings.length;
  const start = rowsOf(repeat)[0]?.row ?? 2;
  const heading: SheetRow = { row: start - 1, cells: [...own, ...more.map((one) => one.heading)] };
  const used = new Set<string>();
  const rows = rowsOf(repeat).map((row): SheetRow => {
    const key = cellText(row.cells[ref] ?? null);
    used.add(key);
    const of = parents.get(key);
    return { row: row.row, cells: [...padded(row.cells, width), ...more.map(({ place }) => of?.cells[place] ?? null)] };
  });
  let next = rows.at(-1)?.row ?? start - 1;
  const alone = [...parents]
    .filter(([key]) => key !== '' && !used.has(key))
    .map(([key, row]): SheetRow => {
      next += 1;
      const cells = repeat.headings.map((_, place): Cell => (place === ref ? key : null));
      return { row: next, cells: [...cells, ...more.map(({ place }) => row.cells[place] ?? null)] };
    });
  return [heading, ...rows, ...alone];
}

const padded = (cells: readonly Cell[], width: number): Cell[] => Array.from({ length: width }, (_, place) => cells[place] ?? null);

/** `group/given_name` is `given_name`; a tick of a question with several answers (`needs/pregnant` beside `needs`) keeps its path. */
function named(headings: readonly string[]): string[] {
  const all = new Set(headings);
  return headings.map((heading) => {
    const at = heading.lastIndexOf('/');
    return at === -1 || all.has(heading.slice(0, at)) ? heading : heading.slice(at + 1);
  });
}

import { mkdtemp, open, rm, stat } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { createWriteStream } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { markOf, markedName } from '../mark.ts';
import { translate } from '../i18n/server.ts';
import type { Language } from '../i18n/server.ts';
import { authorise } from '../pipeline/authorise.ts';
import type { QueryHandler, RequestContext } from '../pipeline/context.ts';
import { parseInput } from '../pipeline/envelope.ts';
import { inRequest } from '../pipeline/execute.ts';
import type { PipelineDeps, Request } from '../pipeline/execute.ts';
import { commonProblems } from '../problem.ts';
import type { ColumnDef, Page } from '../query.ts';
import { dayIn } from '../time.ts';
import { writeCsv } from './write-csv.ts';
import { writeJson } from './write-json.ts';
import { writePdf } from './write-pdf.ts';
import { writeXlsx } from './write-xlsx.ts';
import type { OpenWriter, SheetAbout, SheetColumn, SheetValue, SheetWriter } from './write.ts';

export type ExportFormat = 'xlsx' | 'csv' | 'json' | 'pdf';
const writers: Record<ExportFormat, OpenWriter> = { xlsx: writeXlsx, csv: writeCsv, json: writeJson, pdf: writePdf };
const mediaTypes: Record<ExportFormat, string> = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
  json: 'application/json; charset=utf-8',
  pdf: 'application/pdf',
};

/** Rows asked for at once; a page is what the export holds in memory. */
const pageSize = 5_000;

export interface ExportAsk {
  readonly query: string;
  readonly input: unknown;
  readonly format: ExportFormat;
  readonly language: Language;
}
export interface Exported {
  readonly file: FileHandle;
  readonly size: number;
  readonly rows: number;
  readonly mediaType: string;
  readonly fileName: string;
  /** Closes the file, which then is gone. */
  close(): Promise<void>;
}

/**
 * Writes a whole list, as the asker may see it, to a file that nobody else can open and that is gone when closed. One
 * snapshot of the database, however long the list; the export stands in the read log before its first byte leaves.
 */
export async function exportList(deps: PipelineDeps, request: Request, ask: ExportAsk): Promise<Exported> {
  const handler = deps.registry.queries.get(ask.query);
  if (!handler?.def.columns) throw commonProblems.problem('name-unknown', { name: ask.query });
  const folder = await mkdtemp(join(tmpdir(), 'kervan-export-'));
  const path = join(folder, `list.${ask.format}`);
  try {
    const { rows, met } = await inRequest(
      deps,
      request,
      null,
      async ({ ctx }) => ({ rows: await writeTo(deps, ctx, handler, ask, path), met: [...ctx.met] }),
      true,
      true,
    );
    const name = ask.query;
    await inRequest(deps, request, null, ({ ctx }) =>
      deps.ports.audit.logRead(ctx.tx, {
        actor: ctx.actor,
        query: name,
        subject: { export: ask.format, input: ask.input ?? {} },
        rows,
        at: ctx.now,
        met,
      }),
    );
    const { size } = await stat(path);
    const file = await open(path, 'r');
    const close = async () => {
      await file.close().catch(() => undefined);
      await rm(folder, { recursive: true, force: true });
    };
    return { file, size, rows, mediaType: mediaTypes[ask.format], fileName: fileNameOf(request, ask, deps), close };
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}

function fileNameOf(request: Request, ask: ExportAsk, deps: PipelineDeps): string {
  const day = dayIn(request.mission.timeZone, deps.clock(request.mission));
  return markedName(request.mission, `${ask.query.replace(/^(\w+)\.(list-)?/, '$1-')}-${day}.${ask.format}`);
}

async function writeTo(deps: PipelineDeps, ctx: RequestContext, handler: QueryHandler, ask: ExportAsk, path: string): Promise<number> {
  const { def } = handler;
  const given = { ...(ask.input as Record<string, unknown>), offset: 0, limit: 1 };
  const input = parseInput(def.input, given) as Record<string, unknown>;
  await authorise(deps.registry, ctx, def, input);
  const read = async (offset: number) => {
    // The shape limits what a screen may ask at once; an export pages by itself.
    const page = (await handler.run(ctx, { ...input, offset, limit: pageSize } as never)) as Page<Record<string, unknown>>;
    const { rows } = def.output.parse(page) as Page<Record<string, unknown>>;
    return { total: page.total, rows: def.outward ? rows.map((row) => def.outward!(row as never)) : rows };
  };
  const columns = columnsOf(def.name, def.columns!, ask.language);
  const first = await read(0);
  const out = createWriteStream(path, { mode: 0o600 });
  const writer = await writers[ask.format](out, columns, aboutOf(ctx, def.name, ask, first.total));
  const count = await writePages(writer, def.columns!, ask, first, read);
  await writer.end();
  return count;
}

type Rows = { total: number; rows: readonly Record<string, unknown>[] };

async function writePages(
  writer: SheetWriter,
  columns: readonly ColumnDef[],
  ask: ExportAsk,
  first: Rows,
  read: (offset: number) => Promise<Rows>,
): Promise<number> {
  let count = 0;
  for (let page = first; page.rows.length > 0; page = await read(count)) {
    for (const row of page.rows) await writer.row(columns.map((column) => valueOf(column, row[column.key], ask)));
    count += page.rows.length;
    if (count >= page.total || page.rows.length < pageSize) break;
  }
  return count;
}

function columnsOf(query: string, columns: readonly ColumnDef[], language: Language): SheetColumn[] {
  const types: Record<ColumnDef['type'], SheetColumn['type']> = {
    text: 'text',
    code: 'text',
    names: 'text',
    list: 'text',
    number: 'number',
    date: 'date',
    instant: 'instant',
    boolean: 'boolean',
  };
  return columns.map(({ key, type }) => ({ key, type: types[type], title: translate(language, `column.${query}.${key}`) }));
}

/** A value as its reader's language shows it; JSON is for programs and keeps the codes. */
function valueOf(column: ColumnDef, value: unknown, { language, format }: ExportAsk): SheetValue {
  if (value === null || value === undefined) return null;
  if (column.words && format !== 'json' && typeof value === 'string') return translate(language, `${column.words}${value}`);
  if (column.type === 'names') return nameIn(value, language);
  if (column.type === 'list' && Array.isArray(value)) return value.map((item) => plain(item, language)).join(', ');
  if (column.type === 'instant') return new Date(value as string);
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  return plain(value, language);
}

/** A name in the asked language, else in English, else in any. */
function nameIn(value: unknown, language: Language): string {
  if (typeof value !== 'object' || value === null) return String(value);
  const names = value as Record<string, string | null>;
  return names[language] ?? names['en'] ?? Object.values(names).find((name) => name) ?? '';
}

function plain(value: unknown, language: Language): string {
  if (value !== null && typeof value === 'object') return 'en' in value ? nameIn(value, language) : JSON.stringify(value);
  return String(value);
}

/** A field of the list's input, by the column it filters; others keep the name that programs use. */
function fieldName(query: string, field: string, language: Language): string {
  const key = field === 'search' ? 'ui.search' : `column.${query}.${field}`;
  const words = translate(language, key);
  return words === key ? field : words;
}

function aboutOf(ctx: RequestContext, query: string, ask: ExportAsk, total: number): SheetAbout {
  const t = (key: string) => translate(ask.language, key);
  const filter = Object.entries((ask.input ?? {}) as Record<string, unknown>).filter(([key]) => !['offset', 'limit'].includes(key));
  const when = new Intl.DateTimeFormat(ask.language, {
    dateStyle: 'long',
    timeStyle: 'short',
    timeZone: ctx.mission.timeZone,
    calendar: 'gregory',
  });
  const shown = filter
    .map(([key, value]) => `${fieldName(query, key, ask.language)}: ${Array.isArray(value) ? value.join(', ') : String(value)}`)
    .join('\n');
  return {
    title: t(`query.${query}`),
    aboutTitle: t('sheets.about'),
    language: ask.language,
    mission: ctx.mission.name,
    when: when.format(ctx.now),
    mark: markOf(ctx.mission, ask.language),
    timeZone: ctx.mission.timeZone,
    lines: [
      [t('sheets.about-list'), t(`query.${query}`)],
      [
        t('sheets.about-mission'),
        ctx.mission.name + (ctx.mission.practice ? ` (${t('pdf.practice')})` : ctx.mission.demo ? ` (${t('sheets.about-demo')})` : ''),
      ],
      [t('sheets.about-when'), `${when.format(ctx.now)} (${ctx.mission.timeZone})`],
      [t('sheets.about-who'), ctx.actor.name],
      [t('sheets.about-rows'), String(total)],
      [t('sheets.about-filter'), shown === '' ? t('sheets.about-no-filter') : shown],
    ],
  };
}

import { translate } from '../i18n/server.ts';
import type { Language } from '../i18n/server.ts';
import { markOf } from '../mark.ts';
import { groupColours } from '../map-colours.ts';
import type { RequestContext } from '../pipeline/context.ts';
import { parseInput } from '../pipeline/envelope.ts';
import { inRequest } from '../pipeline/execute.ts';
import type { PipelineDeps, Request } from '../pipeline/execute.ts';
import type { MapSpec } from './map-picture.ts';
import type { AnyPaper, FormPaper, LabelsPaper, PaperMap, PaperSource } from './paper.ts';
import { pressOf, threeWords } from './press.ts';
import { qrSvg } from './qr.ts';
import { renderPdf } from './render.ts';
import type { Paper } from './render.ts';

/** Width by height of a map: across a whole sheet, and above a record's history. */
const ratios = { map: 2.1, record: 2.85 };

/** Makes a paper in the asker's name; that it was printed stands in the read log before it leaves. */
export async function printPaper(
  deps: PipelineDeps,
  request: Request,
  source: PaperSource,
  asked: { readonly input: unknown; readonly language: Language },
): Promise<Buffer> {
  const input = parseInput(source.input, asked.input);
  const { ctx } = await inRequest(deps, request, null, async (open) => open, true);
  const made = await source.make(pressOf(deps, request, asked.language), input as never);
  const pdf = await renderPdf(
    made.template,
    { ...headOf(ctx, asked.language, isUnnamed(made)), ...shown(made, asked.language) },
    mapOf(made, asked.language),
  );
  const read = { actor: ctx.actor, query: source.name, subject: { print: 'pdf', input }, rows: 1, at: ctx.now };
  await inRequest(deps, request, null, (open) => deps.ports.audit.logRead(open.ctx.tx, read));
  return pdf;
}

const isUnnamed = (made: AnyPaper): boolean => made.template !== 'labels' && made.unnamed === true;

/** Head and foot of every paper. */
function headOf({ mission, actor, now }: RequestContext, language: Language, unnamed: boolean): Omit<Paper, 'title'> {
  const when = new Intl.DateTimeFormat(language, {
    dateStyle: 'long',
    timeStyle: 'short',
    timeZone: mission.timeZone,
    calendar: 'gregory',
  }).format(now);
  return {
    language,
    mission: unnamed ? '' : mission.name,
    when,
    foot: unnamed ? when : translate(language, 'pdf.printed', { by: actor.name, when }),
    mark: markOf(mission, language),
  };
}

/** What the template is given; the picture comes from the worker. */
function shown(made: AnyPaper, language: Language): { title: string } & Record<string, unknown> {
  if (made.template === 'form') return formOf(made, language);
  if (made.template === 'labels') return labelsOf(made);
  const { title, map } = made;
  const same = { title, ...(made.subtitle ? { subtitle: made.subtitle } : {}), ...(map ? { disclaimer: map.disclaimer } : {}) };
  if (made.template === 'map') {
    const legend = made.legend.map(({ group, label }) => ({ colour: groupColours[group] ?? '#5B6470', label }));
    return { ...same, legend, vague: made.map.points.some((point) => point.vague) ? made.vague : null };
  }
  const { facts, sections, signatures = [], number } = made;
  return { ...same, facts, sections, signatures, ...(number ? { number } : {}) };
}

/** A code longer than this is drawn larger, so that a phone's camera still reads it. */
const longCode = 200;

function formOf(made: FormPaper, language: Language): { title: string } & Record<string, unknown> {
  const below = threeWords('pdf.signature-below');
  return {
    title: made.title[language],
    titles: made.title,
    number: made.number ?? null,
    copy: made.copy ?? null,
    qr: made.qr ? qrSvg(made.qr) : null,
    qrLarge: (made.qr?.length ?? 0) > longCode,
    facts: made.facts,
    tables: made.tables.map((table) => ({
      title: table.title ?? null,
      columns: table.columns.map(({ label, number = false, wide = false }) => ({ label, number, wide })),
      rows: table.rows,
      totals: table.totals ?? null,
      none: table.none ?? null,
      tall: table.tall ?? false,
    })),
    notes: made.notes ?? [],
    signatures: (made.signatures ?? []).map(({ who, name }) => ({ who, name: name ?? null, below })),
    flipped: made.flipped ?? false,
  };
}

/** Each code is drawn once, however many labels bear it. */
function labelsOf({ title, size, labels }: LabelsPaper): { title: string } & Record<string, unknown> {
  const drawn = new Map([...new Set(labels.map((label) => label.scan))].map((scan) => [scan, qrSvg(scan)]));
  return { title, size, labels: labels.map(({ code, lines, note, scan }) => ({ code, lines, note, qr: drawn.get(scan)! })) };
}

function mapOf(made: AnyPaper, language: Language): MapSpec | undefined {
  if (made.template === 'form' || made.template === 'labels') return undefined;
  const { template, map }: { template: keyof typeof ratios; map?: PaperMap } = made;
  if (!map) return undefined;
  const { points, bounds, own } = map;
  return { points, language, ratio: ratios[template], ...(bounds ? { bounds } : {}), ...(own ? { own } : {}) };
}

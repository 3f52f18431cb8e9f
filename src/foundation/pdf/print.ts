import { translate } from '../i18n/server.ts';
import type { Language } from '../i18n/server.ts';
import { groupColours } from '../map-colours.ts';
import type { RequestContext } from '../pipeline/context.ts';
import { parseInput } from '../pipeline/envelope.ts';
import { inRequest } from '../pipeline/execute.ts';
import type { PipelineDeps, Request } from '../pipeline/execute.ts';
import type { MapSpec } from './map-picture.ts';
import type { MapPaper, PaperMap, PaperSource, RecordPaper } from './paper.ts';
import { pressOf } from './press.ts';
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
  const pdf = await renderPdf(made.template, { ...headOf(ctx, asked.language), ...shown(made) }, mapOf(made, asked.language));
  const read = { actor: ctx.actor, query: source.name, subject: { print: 'pdf', input }, rows: 1, at: ctx.now };
  await inRequest(deps, request, null, (open) => deps.ports.audit.logRead(open.ctx.tx, read));
  return pdf;
}

/** Head and foot of every paper. */
function headOf({ mission, actor, now }: RequestContext, language: Language): Omit<Paper, 'title'> {
  const when = new Intl.DateTimeFormat(language, {
    dateStyle: 'long',
    timeStyle: 'short',
    timeZone: mission.timeZone,
    calendar: 'gregory',
  }).format(now);
  return {
    language,
    mission: mission.name,
    when,
    foot: translate(language, 'pdf.printed', { by: actor.name, when }),
    mark: mission.practice ? translate(language, 'pdf.practice') : mission.demo ? translate(language, 'pdf.demo') : null,
  };
}

/** What the template is given; the picture comes from the worker. */
function shown(made: RecordPaper | MapPaper): { title: string } & Record<string, unknown> {
  const { title, map } = made;
  const same = { title, ...(made.subtitle ? { subtitle: made.subtitle } : {}), ...(map ? { disclaimer: map.disclaimer } : {}) };
  if (made.template === 'map') {
    const legend = made.legend.map(({ group, label }) => ({ colour: groupColours[group] ?? '#5B6470', label }));
    return { ...same, legend, vague: made.map.points.some((point) => point.vague) ? made.vague : null };
  }
  const { facts, sections, signatures = [], number } = made;
  return { ...same, facts, sections, signatures, ...(number ? { number } : {}) };
}

function mapOf({ template, map }: { template: keyof typeof ratios; map?: PaperMap }, language: Language): MapSpec | undefined {
  return map && { points: map.points, language, ratio: ratios[template], ...(map.bounds ? { bounds: map.bounds } : {}) };
}

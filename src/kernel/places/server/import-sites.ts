import { newId } from '#foundation/ids.ts';
import type { ImportFile, ImportHandler, ImportRow, JudgedRow, RowFault, RowOutcome } from '#foundation/import.ts';
import { handle } from '#foundation/pipeline/context.ts';
import type { CommandContext, RequestContext } from '#foundation/pipeline/context.ts';
import type { Figures, Problem } from '#foundation/problem.ts';
import type * as z from 'zod';
import { importSites, sitesImport } from '../contract/imports.ts';
import { problems } from '../contract/problems.ts';
import { mostAlike } from '../domain/alike.ts';
import { mergeSaid, saidOf, withoutRounded } from '../domain/import-sites.ts';
import type { SiteSaid } from '../domain/import-sites.ts';
import { isFar } from '../domain/resolve-area.ts';
import type { AreaMeant } from '../domain/resolve-area.ts';
import { checkArea, decideChange, precisionOf } from '../domain/sites.ts';
import { fold } from '#foundation/fold.ts';
import { dayIn } from '#foundation/time.ts';
import { findAreas, writeKeys } from './areas.repo.ts';
import { siteLeaves } from './feeds.ts';
import { resolveAreas } from './gazetteer.ts';
import { findSitesBy, insertSites, updateSites } from './imports.repo.ts';
import { keysOf } from './keys.ts';
import { positionOf } from './sites.ts';
import { listTypeRows } from './sites.repo.ts';
import type { SiteFound, SiteWrite } from './sites.repo.ts';

type Values = Readonly<Record<string, unknown>>;
interface TypeRow {
  readonly code: string;
  readonly names: Record<string, string>;
}
const text = (values: Values, key: string) => values[key] as string | undefined;

/** Sites by spreadsheet: places by their names, types by their words, known sites by their code. */
export const importsSites: ImportHandler = {
  def: sitesImport,
  chunk: 1000,
  keyOf: (values) => text(values, 'code') ?? null,
  judge: judgeSites,
  command: (rows) => ({ def: importSites as never, input: { sites: rows.map((row) => row.ready) } }),
  outcomes: (result) =>
    (result as z.output<typeof importSites.result>).outcomes.map((outcome): RowOutcome => {
      if (outcome.state === 'refused') return { state: 'refused', code: outcome.code, figures: outcome.figures as Figures };
      return { state: outcome.state === 'same' ? 'same' : 'applied' };
    }),
};

async function judgeSites(ctx: RequestContext, file: ImportFile, rows: readonly ImportRow[]): Promise<JudgedRow[]> {
  const types: TypeRow[] = await listTypeRows.all(ctx.tx, {});
  const codes = rows.flatMap(({ values }) => text(values, 'code') ?? []);
  const known = new Map((await findSitesBy.all(ctx.tx, { codes, ids: [] })).map((site) => [site.code, site]));
  const places = await resolveAreas(
    ctx,
    rows.map((row) => row.values),
    file.language,
  );
  return rows.map(({ row, values }, index) => {
    const faults: RowFault[] = [];
    const type = typeOf(types, text(values, 'type'), file.language, faults);
    const now = known.get(text(values, 'code') ?? '');
    const place = places[index]!;
    // A known site stays where it is when the sheet does not say where it lies.
    if ('fault' in place && !(now && place.fault.code === 'places.place-missing')) faults.push(place.fault);
    const area = 'area' in place ? place.area : undefined;
    checkRow(ctx, values, area, now, faults);
    if (faults.some((fault) => fault.level !== 'warning')) return { row, faults };
    return { row, faults, ...effectOf(values, type!, area?.pcode, now) };
  });
}

/** A type by its code or its name in any language. */
function typeOf(types: readonly TypeRow[], typed: string | undefined, language: string, faults: RowFault[]): string | undefined {
  if (typed === undefined) return undefined; // said already: the column is required
  const key = fold(typed);
  const wordsOf = (type: TypeRow) => [type.code, ...Object.values(type.names)];
  const found = types.find((type) => wordsOf(type).some((word) => fold(word) === key));
  if (found) return found.code;
  const suggestions = mostAlike(typed, types, wordsOf).map((type) => {
    const name = type.names[language] ?? type.code;
    return { value: name, label: name };
  });
  faults.push({ column: 'type', code: 'places.type-unknown', suggestions });
  return undefined;
}

function checkRow(ctx: RequestContext, values: Values, area: AreaMeant | undefined, now: SiteFound | undefined, faults: RowFault[]): void {
  const code = text(values, 'code');
  if (code !== undefined && !/^[A-Z0-9][A-Z0-9-]{1,29}$/.test(code)) faults.push({ column: 'code', code: 'places.code-unfit' });
  if (!now && !['nameTr', 'nameEn', 'nameAr'].some((key) => text(values, key)))
    faults.push({ column: 'nameTr', code: 'places.name-missing' });
  const [lat, lon] = [values['lat'] as number | undefined, values['lon'] as number | undefined];
  if ((lat === undefined) !== (lon === undefined)) faults.push({ column: lat === undefined ? 'lat' : 'lon', code: 'places.point-half' });
  if (area && lat !== undefined && lon !== undefined && isFar(area, lat, lon)) {
    faults.push({ column: 'lat', code: 'places.point-far', figures: { name: area.nameEn }, level: 'warning' });
  }
  if (area && !ctx.can(importSites.name, { areas: area.lineage }))
    faults.push({ column: 'area', code: 'places.out-of-reach', figures: { pcode: area.pcode } });
  if (now && !ctx.can(importSites.name, positionOf(now))) faults.push({ column: 'code', code: 'places.code-taken' });
}

function effectOf(values: Values, type: string, area: string | undefined, now: SiteFound | undefined): Pick<JudgedRow, 'effect' | 'ready'> {
  const { province: _province, district: _district, area: _area, ...own } = values;
  const said = { ...(own as Partial<SiteSaid>), type, ...(area === undefined ? {} : { area }) };
  if (!now) {
    const nameEn = said.nameEn ?? said.nameTr ?? said.nameAr!;
    return { effect: 'new', ready: { ...defined(said), nameEn, siteId: newId() } };
  }
  const { merged, changes } = mergeSaid(
    saidOf(now as never),
    withoutRounded({ ...now, areaLat: now.area_lat, areaLon: now.area_lon }, said),
  );
  if (changes.length === 0) return { effect: 'unchanged' };
  return { effect: 'changed', ready: { ...defined(merged), siteId: now.id, seen: now.version } };
}

const defined = (said: object): Record<string, unknown> =>
  Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined));

type SiteInput = z.output<typeof importSites.input>['sites'][number];
type Outcome = z.input<typeof importSites.result>['outcomes'][number];

const refused = (problem: Problem): Outcome => ({ state: 'refused', code: problem.code, figures: problem.figures as never });

export const handleImportSites = handle(importSites, async (ctx, input) => {
  const view = await load(ctx, input.sites);
  const adding: SiteWrite[] = [];
  const changing: SiteWrite[] = [];
  const outcomes = input.sites.map((site): Outcome => {
    const problem = whyNot(ctx, site, view);
    if (problem) return refused(problem);
    const now = view.byId.get(site.siteId);
    view.taken.add(site.code);
    if (!now) adding.push(writeOf(ctx, site));
    else if (mergeSaid(saidOf(now as never), site).changes.length === 0 && now.code === site.code) return { state: 'same' };
    else changing.push(writeOf(ctx, site));
    ctx.touch('site', site.siteId);
    return { state: now ? 'changed' : 'added' };
  });
  if (adding.length > 0) await insertSites.run(ctx.tx, { sites: adding });
  for (const site of changing) await siteLeaves(ctx, view.byId.get(site.id)!, site);
  if (changing.length > 0) await updateSites.run(ctx.tx, { sites: changing });
  const keys = [...adding, ...changing].flatMap((site) => keysOf('site', site.id, 3, [site.nameEn, site.nameTr, site.nameAr, site.code]));
  if (keys.length > 0) await writeKeys.run(ctx.tx, { keys });
  return { outcomes };
});

interface View {
  readonly areas: ReadonlyMap<string, { lineage: string[]; country: string; valid_to: string | null; replaced_by: string | null }>;
  readonly types: ReadonlySet<string>;
  readonly byId: ReadonlyMap<string, SiteFound>;
  readonly byCode: ReadonlyMap<string, SiteFound>;
  /** Codes of rows before this one. */
  readonly taken: Set<string>;
}

async function load(ctx: CommandContext, sites: readonly SiteInput[]): Promise<View> {
  const areas = await findAreas.all(ctx.tx, { pcodes: [...new Set(sites.map((site) => site.area))] });
  const types: TypeRow[] = await listTypeRows.all(ctx.tx, {});
  const known = await findSitesBy.all(ctx.tx, { codes: sites.map((site) => site.code), ids: sites.map((site) => site.siteId) });
  return {
    areas: new Map(areas.map((area) => [area.pcode, area])),
    types: new Set(types.map((type) => type.code)),
    byId: new Map(known.map((site) => [site.id, site])),
    byCode: new Map(known.map((site) => [site.code, site])),
    taken: new Set(),
  };
}

function whyNot(ctx: CommandContext, site: SiteInput, view: View): Problem | undefined {
  const area = view.areas.get(site.area);
  const found = area && { pcode: site.area, country: area.country, validTo: area.valid_to, replacedBy: area.replaced_by };
  const problem = checkArea(found, site.area, dayIn(ctx.mission.timeZone, ctx.now));
  if (problem) return problem;
  if (!ctx.can(importSites.name, { areas: area!.lineage })) return problems.problem('out-of-reach', { pcode: site.area });
  if (!view.types.has(site.type)) return problems.problem('type-unknown', { type: site.type });
  if ((site.lat === undefined) !== (site.lon === undefined)) return problems.problem('point-half');
  const holder = view.byCode.get(site.code);
  if ((holder && holder.id !== site.siteId) || view.taken.has(site.code)) return problems.problem('code-taken');
  const now = view.byId.get(site.siteId);
  if (!now) return site.seen === undefined ? undefined : problems.problem('site-not-found');
  if (!ctx.can(importSites.name, positionOf(now))) return problems.problem('site-not-found');
  return decideChange({ status: now.status, openedOn: now.opened_on, version: now.version }, { version: site.seen ?? 0 });
}

function writeOf(ctx: CommandContext, site: SiteInput): SiteWrite {
  return {
    id: site.siteId,
    code: site.code,
    type: site.type,
    nameEn: site.nameEn,
    nameTr: site.nameTr || null,
    nameAr: site.nameAr || null,
    area: site.area,
    lat: site.lat ?? null,
    lon: site.lon ?? null,
    precision: precisionOf(site),
    custodianId: site.custodianId ?? null,
    responseId: site.responseId ?? null,
    sensitivity: site.sensitivity ?? null,
    openedOn: site.openedOn ?? null,
    note: site.note || null,
    at: ctx.now.toISOString(),
  };
}

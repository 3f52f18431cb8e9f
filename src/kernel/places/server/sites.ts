import { answer, handle } from '#foundation/pipeline/context.ts';
import type { CommandContext, RequestContext } from '#foundation/pipeline/context.ts';
import type { Position } from '#foundation/scope.ts';
import { problems } from '../contract/problems.ts';
import { changeSite, closeSite, createSite, getSite, listSites, listSiteTypes, reopenSite, seeExactSites } from '../contract/sites.ts';
import { checkArea, decideChange, decideClose, decideReopen, precisionOf, visiblePoint } from '../domain/sites.ts';
import { keptPoint } from '../domain/import-sites.ts';
import { findLineage, writeKeys } from './areas.repo.ts';
import { siteLeaves } from './feeds.ts';
import { keysOf } from './keys.ts';
import { findSite, insertSite, listSiteRows, listTypeRows, setSiteStatus, updateSite } from './sites.repo.ts';
import type { SiteFound, SiteWrite } from './sites.repo.ts';
import { fold } from '#foundation/fold.ts';
import { dayIn } from '#foundation/time.ts';

type Described = Parameters<typeof precisionOf>[0] & {
  siteId: string;
  code: string;
  type: string;
  nameEn: string;
  nameTr?: string | undefined;
  nameAr?: string | undefined;
  area: string;
  lon?: number | undefined;
  custodianId?: string | undefined;
  responseId?: string | undefined;
  sensitivity?: string | undefined;
  openedOn?: string | undefined;
  note?: string | undefined;
};

function writeOf(ctx: CommandContext, input: Described): SiteWrite {
  return {
    id: input.siteId,
    code: input.code,
    type: input.type,
    nameEn: input.nameEn,
    nameTr: input.nameTr || null,
    nameAr: input.nameAr || null,
    area: input.area,
    lat: input.lat ?? null,
    lon: input.lon ?? null,
    precision: precisionOf(input),
    custodianId: input.custodianId ?? null,
    responseId: input.responseId ?? null,
    sensitivity: input.sensitivity ?? null,
    openedOn: input.openedOn ?? null,
    note: input.note || null,
    at: ctx.now.toISOString(),
  };
}

async function requireArea(ctx: CommandContext, pcode: string): Promise<void> {
  const area = await findLineage.maybe(ctx.tx, { pcode });
  const problem = checkArea(
    area && { pcode, country: area.country, validTo: area.valid_to, replacedBy: area.replaced_by },
    pcode,
    dayIn(ctx.mission.timeZone, ctx.now),
  );
  if (problem) throw problem;
}

async function writeSiteKeys(ctx: CommandContext, site: SiteWrite): Promise<void> {
  await writeKeys.run(ctx.tx, { keys: keysOf('site', site.id, 3, [site.nameEn, site.nameTr, site.nameAr, site.code]) });
}

export const handleCreateSite = handle(createSite, async (ctx, input) => {
  await requireArea(ctx, input.area);
  const site = writeOf(ctx, input);
  if (!(await insertSite.maybe(ctx.tx, site))) throw problems.problem('type-unknown', { type: input.type });
  await writeSiteKeys(ctx, site);
  ctx.touch('site', site.id);
  return { siteId: site.id, code: site.code };
});

export const handleChangeSite = handle(changeSite, async (ctx, input) => {
  const now = await getFound(ctx, input.siteId);
  const problem = decideChange(viewOf(now), input);
  if (problem) throw problem;
  // A site may be moved only to where the actor may open one.
  const target = await findLineage.maybe(ctx.tx, { pcode: input.area });
  if (input.area !== now.area && !ctx.can(createSite.name, { areas: target?.lineage ?? [] }))
    throw problems.problem('area-not-found', { pcode: input.area });
  await requireArea(ctx, input.area);
  const mayExact = ctx.can(seeExactSites.name, positionOf(now));
  // Whoever may not know where it lies cannot mean to change that by leaving it empty.
  const kept = mayExact ? undefined : keptPoint({ ...now, areaLat: now.area_lat, areaLon: now.area_lon }, input);
  const site = { ...writeOf(ctx, input), ...kept };
  await siteLeaves(ctx, now, site);
  await updateSite.run(ctx.tx, site);
  await writeSiteKeys(ctx, site);
  ctx.touch('site', site.id);
  return {};
});

export const handleCloseSite = handle(closeSite, async (ctx, input) => {
  const problem = decideClose(viewOf(await getFound(ctx, input.siteId)), input);
  if (problem) throw problem;
  await setSiteStatus.run(ctx.tx, { id: input.siteId, status: 'closed', closedOn: input.closedOn });
  ctx.touch('site', input.siteId);
  return {};
});

export const handleReopenSite = handle(reopenSite, async (ctx, input) => {
  const problem = decideReopen(viewOf(await getFound(ctx, input.siteId)));
  if (problem) throw problem;
  await setSiteStatus.run(ctx.tx, { id: input.siteId, status: 'open', closedOn: null });
  ctx.touch('site', input.siteId);
  return {};
});

async function getFound(ctx: RequestContext, id: string): Promise<SiteFound> {
  const site = await findSite.maybe(ctx.tx, { id });
  if (!site) throw problems.problem('site-not-found');
  return site;
}

const viewOf = (site: SiteFound) => ({ status: site.status, openedOn: site.opened_on, version: site.version });

/** Where a site lies, for the question whether it is within somebody's reach. */
export function positionOf(site: Pick<SiteFound, 'id' | 'lineage' | 'custodian_id' | 'response_id'>): Position {
  return {
    areas: site.lineage,
    sites: [site.id],
    ...(site.custodian_id ? { orgs: [site.custodian_id] } : {}),
    ...(site.response_id ? { responses: [site.response_id] } : {}),
  };
}

function shown(ctx: RequestContext, site: SiteFound) {
  const point = visiblePoint({ ...site, areaLat: site.area_lat, areaLon: site.area_lon }, ctx.can(seeExactSites.name, positionOf(site)));
  return {
    id: site.id,
    code: site.code,
    type: site.type,
    typeNames: site.type_names,
    family: site.family,
    nameEn: site.name_en,
    nameTr: site.name_tr,
    nameAr: site.name_ar,
    area: site.area,
    country: site.country,
    areaNames: { en: site.area_en, tr: site.area_tr, ar: site.area_ar },
    province: site.province,
    ...point,
    status: site.status,
    sensitivity: site.sensitivity,
    openedOn: site.opened_on,
    closedOn: site.closed_on,
    custodianId: site.custodian_id,
  };
}

export const answerListSites = answer(listSites, async (ctx, input) => {
  const key = input.search ? fold(input.search) : '';
  const rows = await listSiteRows.all(ctx.tx, {
    reach: ctx.reach(listSites.name, { areas: 'a.lineage', site: 's.id', org: 's.custodian_id', response: 's.response_id' }),
    key: key === '' ? null : key,
    types: input.types ?? null,
    families: input.families ?? null,
    servesPeople: input.servesPeople ?? false,
    status: input.status ?? null,
    within: input.within ?? null,
    custodianId: input.custodianId ?? null,
    responseId: input.responseId ?? null,
    sort: input.sort,
    limit: input.limit,
    offset: input.offset,
  });
  return { total: rows[0]?.total ?? 0, rows: rows.map((row) => shown(ctx, row)) };
});

export const answerGetSite = answer(getSite, async (ctx, input) => {
  const site = await getFound(ctx, input.siteId);
  const at = positionOf(site);
  const row = shown(ctx, site);
  return {
    ...row,
    version: site.version,
    note: site.note,
    responseId: site.response_id,
    exact: row.lat === site.lat && row.lon === site.lon,
    abilities: ctx.abilities([changeSite.name, closeSite.name, reopenSite.name, seeExactSites.name], at),
  };
});

export const answerListSiteTypes = answer(listSiteTypes, async (ctx) => ({ rows: await listTypeRows.all(ctx.tx, {}) }));

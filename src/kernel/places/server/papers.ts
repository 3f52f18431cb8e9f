import * as z from 'zod';
import { Id } from '#foundation/ids.ts';
import { definePaper, factsOf } from '#foundation/pdf/paper.ts';
import type { PaperMap, Press } from '#foundation/pdf/paper.ts';
import { historySection } from '#kernel/audit/server/index.ts';
import { getOrganisation } from '#kernel/orgs/contract/organisations.ts';
import { listBoundaries } from '../contract/boundaries.ts';
import { outwardPoint } from '../domain/coarse.ts';
import { listCrossings } from '../contract/crossings.ts';
import { listUnnamedSites } from '../contract/waivers.ts';
import { getSite, listSites, listSiteTypes } from '../contract/sites.ts';

interface Named {
  readonly nameEn: string;
  readonly nameTr: string | null;
  readonly nameAr: string | null;
}
function nameOf(named: Named, { language }: Press): string {
  return (language === 'ar' ? named.nameAr : language === 'tr' ? named.nameTr : null) ?? named.nameEn;
}

type Site = z.output<typeof getSite.output>;

/** A site with its facts, its place on the map and its history; under a waiver by its code, without who keeps it. */
export const sitePaper = definePaper('places.site', z.strictObject({ siteId: Id }), async (press, { siteId }) => {
  const site = outwardPoint(await press.ask(getSite, { siteId }));
  const { rows: unnamed } = await press.ask(listUnnamedSites, { siteId });
  const waived = unnamed.includes(siteId);
  const title = waived ? site.code : nameOf(site, press);
  const map = await pointMap(site, title, press);
  return {
    template: 'record',
    title,
    unnamed: waived,
    subtitle: `${site.code} · ${await typeName(site, press)}`,
    facts: await siteFacts(site, waived, press),
    // Who of the mission did what there is said where the mission may be named.
    sections: waived ? [] : await historySection(press, { kind: 'site', id: siteId }),
    ...(map ? { map } : {}),
  };
});

async function typeName(site: Site, press: Press): Promise<string> {
  const types = await press.askIfAllowed(listSiteTypes, {});
  const names = types?.rows.find((type) => type.code === site.type)?.names ?? site.typeNames;
  return names[press.language] ?? names['en'] ?? site.type;
}

async function siteFacts(site: Site, waived: boolean, press: Press) {
  const { t, day, language } = press;
  const column = (key: string) => t(`column.places.list-sites.${key}`);
  const keeper = site.custodianId && !waived ? await press.askIfAllowed(getOrganisation, { orgId: site.custodianId }) : undefined;
  const digits = site.country === 'SYR' ? 1 : 4;
  const point =
    site.lat === null ? null : `${site.lat.toFixed(digits)}, ${site.lon!.toFixed(digits)} (${t(`places.precision-${site.precision}`)})`;
  return factsOf([
    [column('status'), t(`places.status-${site.status}`)],
    [column('sensitivity'), t(`places.sensitivity-${site.sensitivity}`)],
    [column('area'), `${site.areaNames[language] ?? site.areaNames.en} (${site.area})`],
    [column('province'), site.province[language] ?? site.province.en],
    [column('openedOn'), day(site.openedOn)],
    [column('closedOn'), day(site.closedOn)],
    [t('places.point'), point],
    [t('places.field-custodianId'), keeper && nameOf(keeper, press)],
    [t('field.note'), waived ? null : site.note],
  ]);
}

/** As close as the page shows it, but for what is rounded. */
async function pointMap(site: Site, name: string, press: Press): Promise<PaperMap | undefined> {
  const { lat, lon, family: group, precision } = site;
  if (lat === null || lon === null) return undefined;
  return {
    bounds: [lon - 0.7, lat - 0.5, lon + 0.7, lat + 0.5],
    points: [{ name, lat, lon, group, vague: precision === 'area' }],
    ...(await drawn(press)),
  };
}

/** What every map of the mission bears: its own boundaries, and what they do not say. */
async function drawn(press: Press): Promise<Pick<PaperMap, 'own' | 'disclaimer'>> {
  const own = await press.askIfAllowed(listBoundaries, {});
  return { ...(own ? { own: own.rows } : {}), disclaimer: press.t('places.disclaimer') };
}

const families = ['mission', 'goods', 'people', 'services', 'border'] as const;
type Shown = (typeof families)[number] | 'gates';

/** Open sites and crossings on one sheet, as the map page shows them. */
export const mapPaper = definePaper(
  'places.map',
  z.strictObject({
    hidden: z
      .array(z.enum([...families, 'gates']))
      .max(6)
      .default([]),
  }),
  async (press, { hidden }) => {
    const shows = (family: Shown) => !hidden.includes(family);
    const unnamed = new Set((await press.askIfAllowed(listUnnamedSites, {}))?.rows);
    const sites = await sitePoints(press, shows, unnamed);
    const points = [...sites.points, ...(shows('gates') ? await gatePoints(press) : [])];
    const has = (group: string) => points.some((point) => point.group === group);
    return {
      template: 'map',
      // One site under a waiver is enough: the sheet goes with all of them.
      unnamed: sites.unnamed,
      title: press.t('page.places.map'),
      subtitle: press.t('places.map-paper', { count: points.length }),
      map: { points, ...(await drawn(press)) },
      legend: [
        ...families.filter(has).map((group) => ({ group, label: press.t(`places.family-${group}`) })),
        ...gateStates.filter((state) => has(`gate-${state}`)).map((state) => ({ group: `gate-${state}`, label: gateLabel(press, state) })),
      ],
      vague: press.t('places.vague'),
    };
  },
);

async function sitePoints(press: Press, shows: (family: Shown) => boolean, unnamed: ReadonlySet<string>) {
  const rows = [];
  for (let more = true; more;) {
    const page: z.output<typeof listSites.output> | undefined = await press.askIfAllowed(listSites, {
      offset: rows.length,
      limit: 1000,
      status: 'open',
    });
    rows.push(...(page?.rows ?? []));
    more = page !== undefined && page.rows.length > 0 && rows.length < page.total;
  }
  const drawnSites = rows.filter((site) => site.lat !== null && shows(site.family as Shown));
  const points = drawnSites.map(outwardPoint).map((site) => ({
    name: unnamed.has(site.id) ? site.code : nameOf(site, press),
    lat: site.lat!,
    lon: site.lon!,
    group: site.family,
    vague: site.precision === 'area',
  }));
  return { points, unnamed: drawnSites.some((site) => unnamed.has(site.id)) };
}

const gateStates = ['open', 'closed', 'unknown'] as const;

function gateLabel({ t }: Press, state: (typeof gateStates)[number]): string {
  const states = state === 'closed' ? (['closed', 'restricted'] as const) : [state];
  return `${t('places.family-gates')}: ${states.map((one) => t(`places.gate-${one}`)).join(' / ')}`;
}

async function gatePoints(press: Press) {
  const { rows } = await press.ask(listCrossings, {});
  return rows.map((gate) => {
    const { status } = gate.today;
    const group = `gate-${status === 'open' || status === 'unknown' ? status : 'closed'}`;
    return { name: nameOf(gate, press), lat: gate.lat, lon: gate.lon, group, vague: false };
  });
}

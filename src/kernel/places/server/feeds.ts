import { depart } from '#foundation/db/departures.repo.ts';
import { serveFeed } from '#foundation/pipeline/context.ts';
import type { CommandContext } from '#foundation/pipeline/context.ts';
import { areasFeed, sitesFeed } from '../contract/feeds.ts';
import { seeExactSites } from '../contract/sites.ts';
import { visiblePoint } from '../domain/sites.ts';
import { feedAreas, feedSites } from './feeds.repo.ts';
import type { SiteFed } from './feeds.repo.ts';

export const serveAreas = serveFeed(areasFeed, feedAreas, 'everywhere');

export const serveSites = serveFeed(
  sitesFeed,
  feedSites,
  { areas: 'a.lineage', site: 's.id', org: 's.custodian_id', response: 's.response_id' },
  {
    shapedBy: [seeExactSites.name],
    show: (ctx, row: SiteFed) => {
      const { lineage, country, areaLat, areaLon, responseId, ...site } = row;
      const at = {
        areas: lineage,
        sites: [site.id],
        orgs: site.custodianId ? [site.custodianId] : [],
        responses: responseId ? [responseId] : [],
      };
      return { ...site, ...visiblePoint({ ...site, country, areaLat, areaLon }, ctx.can(seeExactSites.name, at)) };
    },
  },
);

interface Lying {
  readonly id: string;
  readonly lineage: readonly string[];
  readonly custodian_id: string | null;
  readonly response_id: string | null;
}

/** Tells devices that a site leaves where it lay; called before the change that moves it. */
export async function siteLeaves(
  ctx: CommandContext,
  site: Lying,
  next: { area: string; custodianId: string | null; responseId: string | null },
): Promise<void> {
  if (site.lineage.at(-1) === next.area && site.custodian_id === next.custodianId && site.response_id === next.responseId) return;
  await depart.run(ctx.tx, {
    rows: [{ feed: sitesFeed.name, id: site.id, areas: site.lineage, site: site.id, org: site.custodian_id, response: site.response_id }],
  });
}

/** Tells devices that an area is known by another code now. */
export async function areaLeaves(ctx: CommandContext, pcode: string): Promise<void> {
  await depart.run(ctx.tx, { rows: [{ feed: areasFeed.name, id: pcode }] });
}

import { defineModule } from '#foundation/module.ts';
import { addNeighbourhood, getArea, importAreas, importTowns, listAreas, recodeArea, replaceArea, searchPlaces } from './contract/areas.ts';
import { importCrossings, listCrossings, setCrossingStatus } from './contract/crossings.ts';
import { areasFeed, sitesFeed } from './contract/feeds.ts';
import { problems } from './contract/problems.ts';
import { changeSite, closeSite, createSite, getSite, listSites, listSiteTypes, reopenSite, seeExactSites } from './contract/sites.ts';

/** Where everything happens: areas, sites, crossings. */
export const places = defineModule({
  name: 'places',
  commands: [importAreas, importTowns, addNeighbourhood, recodeArea, replaceArea, createSite, changeSite, closeSite, reopenSite, importCrossings, setCrossingStatus],
  queries: [searchPlaces, listAreas, getArea, listSites, getSite, listSiteTypes, listCrossings],
  feeds: [areasFeed, sitesFeed],
  permissions: [seeExactSites],
  problems: [problems],
});

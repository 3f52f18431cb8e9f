import { defineModule } from '#foundation/module.ts';
import { addNeighbourhood, getArea, importAreas, importTowns, listAreas, recodeArea, replaceArea, searchPlaces } from './contract/areas.ts';
import { dropBoundaries, importBoundaries, listBoundaries, listBoundarySources } from './contract/boundaries.ts';
import { importCrossings, listCrossings, setCrossingStatus } from './contract/crossings.ts';
import { importNeighbourhoods, importSites } from './contract/imports.ts';
import { areasFeed, sitesFeed } from './contract/feeds.ts';
import { problems } from './contract/problems.ts';
import { changeSite, closeSite, createSite, getSite, listSites, listSiteTypes, reopenSite, seeExactSites } from './contract/sites.ts';
import { liftWaiver, listUnnamedSites, reviewWaivers, waiveVisibility } from './contract/waivers.ts';

/** Where everything happens: areas, sites, crossings. */
export const places = defineModule({
  name: 'places',
  commands: [
    importAreas,
    importTowns,
    addNeighbourhood,
    recodeArea,
    replaceArea,
    createSite,
    changeSite,
    closeSite,
    reopenSite,
    importSites,
    importNeighbourhoods,
    importCrossings,
    setCrossingStatus,
    importBoundaries,
    dropBoundaries,
    waiveVisibility,
    liftWaiver,
  ],
  queries: [
    searchPlaces,
    listAreas,
    getArea,
    listSites,
    getSite,
    listSiteTypes,
    listCrossings,
    listBoundaries,
    listBoundarySources,
    reviewWaivers,
    listUnnamedSites,
  ],
  feeds: [areasFeed, sitesFeed],
  permissions: [seeExactSites],
  problems: [problems],
  pages: [
    { path: '/map', name: 'places.map', nav: { area: 'places', icon: 'map', order: 10, key: 'm' }, permission: 'places.search' },
    {
      path: '/places/sites',
      name: 'places.sites',
      nav: { area: 'places', icon: 'pin', order: 20, key: 's' },
      permission: 'places.list-sites',
    },
    { path: '/places/sites/new', name: 'places.new-site', permission: 'places.create-site', actions: ['places.create-site'] },
    { path: '/places/sites/$siteId', name: 'places.site', permission: 'places.list-sites', shot: { siteId: 'first' } },
    {
      path: '/places/areas',
      name: 'places.areas',
      nav: { area: 'places', icon: 'tree', order: 30, key: 'a' },
      permission: 'places.search',
    },
    { path: '/places/areas/$pcode', name: 'places.area', permission: 'places.search', shot: { pcode: 'TUR031' } },
    {
      path: '/responses/new',
      name: 'places.open-response',
      permission: 'orgs.open-response',
    },
    {
      path: '/places/crossings',
      name: 'places.crossings',
      nav: { area: 'places', icon: 'gate', order: 40, key: 'c' },
      permission: 'places.search',
    },
    {
      path: '/places/waivers',
      name: 'places.waivers',
      nav: { area: 'programme', icon: 'list', order: 60 },
      permission: reviewWaivers.name,
      actions: [waiveVisibility.name],
    },
  ],
});

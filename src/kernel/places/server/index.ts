import type { ServerRoom } from '#foundation/pipeline/context.ts';
import { places } from '../module.ts';
import {
  answerGetArea,
  answerListAreas,
  answerSearch,
  handleAddNeighbourhood,
  handleImportAreas,
  handleImportTowns,
  handleRecodeArea,
  handleReplaceArea,
} from './areas.ts';
import { findLineage } from './areas.repo.ts';
import { answerListBoundaries, answerListBoundarySources, handleDropBoundaries, handleImportBoundaries } from './boundaries.ts';
import { answerListCrossings, handleImportCrossings, handleSetCrossingStatus } from './crossings.ts';
import { serveAreas, serveSites } from './feeds.ts';
import { importsAreas, importsCrossings, importsNeighbourhoods } from './import-areas.ts';
import { handleImportNeighbourhoods } from './import-neighbourhoods.ts';
import { handleImportSites, importsSites } from './import-sites.ts';
import { mapPaper, sitePaper } from './papers.ts';
import { findSite } from './sites.repo.ts';
import {
  answerGetSite,
  answerListSites,
  answerListSiteTypes,
  handleChangeSite,
  handleCloseSite,
  handleCreateSite,
  handleReopenSite,
  positionOf,
} from './sites.ts';
import { answerListUnnamedSites, answerReviewWaivers, handleLiftWaiver, handleWaive } from './waivers.ts';

export { resolveAreas } from './gazetteer.ts';
export { isWaived } from './waivers.ts';

export const room: ServerRoom = {
  module: places,
  commands: [
    handleImportAreas,
    handleImportTowns,
    handleAddNeighbourhood,
    handleRecodeArea,
    handleReplaceArea,
    handleCreateSite,
    handleChangeSite,
    handleCloseSite,
    handleReopenSite,
    handleImportSites,
    handleImportNeighbourhoods,
    handleImportCrossings,
    handleSetCrossingStatus,
    handleImportBoundaries,
    handleDropBoundaries,
    handleWaive,
    handleLiftWaiver,
  ],
  queries: [
    answerSearch,
    answerReviewWaivers,
    answerListUnnamedSites,
    answerListAreas,
    answerGetArea,
    answerListSites,
    answerGetSite,
    answerListSiteTypes,
    answerListCrossings,
    answerListBoundaries,
    answerListBoundarySources,
  ],
  feeds: [serveAreas, serveSites],
  papers: [sitePaper, mapPaper],
  imports: [importsSites, importsNeighbourhoods, importsAreas, importsCrossings],
  positions: {
    area: async (tx, pcode) => {
      const area = await findLineage.maybe(tx, { pcode });
      return area && { areas: area.lineage };
    },
    site: async (tx, id) => {
      const site = await findSite.maybe(tx, { id });
      return site && positionOf(site);
    },
  },
};

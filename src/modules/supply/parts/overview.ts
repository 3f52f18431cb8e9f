import { announceArrival, cancelArrival, changeArrival, listArrivals } from '../contract/overview/arrivals.ts';
import { listDonorStock, listGrantLosses } from '../contract/overview/donors.ts';
import { listConsignmentLines } from '../contract/overview/lines.ts';
import { listLossMoves, listLosses } from '../contract/overview/losses.ts';
import { getNeeds } from '../contract/overview/needs.ts';
import { listPipeline, listPipelineStage } from '../contract/overview/pipeline.ts';
import { overviewProblems } from '../contract/overview/problems.ts';
import type { Part } from './part.ts';

/** What is seen of all goods at once. */
export const overview: Part = {
  commands: [announceArrival, changeArrival, cancelArrival],
  queries: [
    listArrivals,
    listPipeline,
    listPipelineStage,
    listLosses,
    listLossMoves,
    listDonorStock,
    listGrantLosses,
    listConsignmentLines,
    getNeeds,
  ],
  problems: [overviewProblems],
  pages: [
    {
      path: '/supply/pipeline',
      name: 'supply.pipeline',
      nav: { area: 'goods', icon: 'responses', order: 2 },
      permission: listPipeline.name,
    },
    {
      path: '/supply/pipeline/stage',
      name: 'supply.pipeline-stage',
      permission: listPipeline.name,
    },
    {
      path: '/supply/arrivals',
      name: 'supply.arrivals',
      nav: { area: 'goods', icon: 'import', order: 19 },
      actions: [announceArrival.name],
      permission: listArrivals.name,
    },
    {
      path: '/supply/losses',
      name: 'supply.losses',
      nav: { area: 'goods', icon: 'exceptions', order: 60 },
      permission: listLosses.name,
    },
    { path: '/supply/losses/movements', name: 'supply.loss-moves', permission: listLosses.name },
    {
      path: '/supply/donor-stock',
      name: 'supply.donor-stock',
      nav: { area: 'goods', icon: 'grants', order: 62 },
      permission: listDonorStock.name,
    },
  ],
};

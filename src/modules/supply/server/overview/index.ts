import type { ServerPart } from '../part.ts';
import { answerListArrivals, arrivalPosition, handleAnnounceArrival, handleCancelArrival, handleChangeArrival } from './arrivals.ts';
import { answerListDonorStock, answerListGrantLosses } from './donors.ts';
import { answerListConsignmentLines } from './lines.ts';
import { answerListLossMoves, answerListLosses } from './losses.ts';
import { answerGetNeeds } from './needs.ts';
import { lossStatementPaper } from './papers.ts';
import { answerListPipeline, answerListPipelineStage } from './pipeline.ts';

export const overview: ServerPart = {
  commands: [handleAnnounceArrival, handleChangeArrival, handleCancelArrival],
  queries: [
    answerListArrivals,
    answerListPipeline,
    answerListPipelineStage,
    answerListLosses,
    answerListLossMoves,
    answerListDonorStock,
    answerListGrantLosses,
    answerListConsignmentLines,
    answerGetNeeds,
  ],
  papers: [lossStatementPaper],
  positions: { arrival: arrivalPosition },
};
